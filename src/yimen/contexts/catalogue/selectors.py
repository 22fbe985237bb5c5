"""Reads of the catalogue: everything here is public, so nobody is asked who they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yimen.contexts.catalogue.data import (
    Content,
    Difference,
    Facet,
    FormFile,
    ItemSummary,
    SearchPage,
    VersionView,
)
from yimen.contexts.catalogue.domain.paper_forms import PaperForm
from yimen.contexts.catalogue.domain.tokens import Variant, rank, read_query
from yimen.contexts.catalogue.domain.words import shipped_synonyms, shipped_themes
from yimen.contexts.catalogue.models import (
    ImplementationItem,
    ItemFacet,
    ItemVersion,
    SearchToken,
    VersionStatus,
)
from yimen.kernel.errors import Conflict, NotFound
from yimen.platform.documents import api as documents
from yimen.platform.wallclock import SHANGHAI, today

PAGE_SIZE = 20
_SUBJECTS = {"person": "个人", "company": "法人和其他组织"}
_FACETS = ("department", "theme", "subject")


def version_view(version: ItemVersion, *, latest: bool | None = None) -> VersionView:
    """Return a version as it leaves the room; a version that was altered behind our back is not shown."""
    if version.computed_sha256() != version.sha256:
        raise Conflict(
            "这一版的内容与发布时的摘要不符，已停止使用，请联系事项管理人员。", code="version_altered"
        )
    item, facts = version.item, version.facts
    return VersionView(
        id=version.pk,
        item_id=item.pk,
        slug=item.slug,
        number=version.number,
        status=version.status,
        code=facts["code"] or facts["published_code"],
        published_code=facts["published_code"],
        base_code=facts["base_code"],
        name=facts["name"],
        type=facts["type"],
        organisation_id=item.organisation_id,
        department=facts["department"],
        effective_on=version.effective_on,
        guide_only=not facts["code"],
        open_for_application=item.open_for_application and version.content is not None,
        content=Content.model_validate(version.content) if version.content else None,
        findings=tuple(version.findings),
        latest=version.status == VersionStatus.PUBLISHED if latest is None else latest,
        group=facts["group"],
        demo_code=bool(item.base and item.base.demo),
        sha256=version.sha256,
        differences=tuple(Difference.model_validate(change) for change in version.differences),
    )


def _clean(text: str) -> str:
    """Drop what a database does not take in text: a strange address is not found, it is no fault of ours."""
    return text.replace("\x00", "")


def _versions() -> QuerySet[ItemVersion]:
    return ItemVersion.objects.select_related("item__base").exclude(status=VersionStatus.DRAFT)


def version(version_id: UUID) -> VersionView:
    """Return one version by its id, in force or not."""
    found = _versions().filter(pk=version_id).first()
    if found is None:
        raise NotFound("没有这个版本。")
    return version_view(found)


def item_page(slug: str) -> VersionView:
    """Return the version of an item that is in force today, for its guide."""
    return _in_force(Q(item__slug=_clean(slug)), today())


def version_in_force(item_id: UUID, day: date) -> VersionView:
    """Return the version that governs ``day``: the last one published with effect on or before it."""
    return _in_force(Q(item_id=item_id), day)


def _in_force(which: Q, day: date) -> VersionView:
    found = _versions().filter(which, effective_on__lte=day).order_by("-number").first()
    if found is None:
        raise NotFound("没有找到这个事项，它可能已经取消或还没有生效。")
    if found.status in (VersionStatus.SUSPENDED, VersionStatus.CANCELLED):
        word = VersionStatus(found.status).label
        raise NotFound(f"“{found.facts['name']}”{word}办理。", code=f"item_{found.status}")
    return version_view(found, latest=day >= today())


def version_numbered(slug: str, number: int) -> VersionView:
    """Return one published version of an item by its number."""
    found = _versions().filter(item__slug=_clean(slug), number=number).first()
    if found is None:
        raise NotFound("没有这个版本。")
    return version_view(found)


def versions_of(slug: str) -> list[VersionView]:
    """Return all published versions of an item, newest first."""
    return [
        version_view(found) for found in _versions().filter(item__slug=_clean(slug)).order_by("-number")[:50]
    ]


def version_of_item(slug: str, version_id: UUID | None = None) -> VersionView:
    """Return one version of an item by its id, the one in force without it."""
    if version_id is None:
        return item_page(slug)
    found = version(version_id)
    if found.slug != slug:
        raise NotFound("没有这个版本。")
    return found


def form_file(slug: str, material_key: str, sample: bool, version_id: UUID | None = None) -> FormFile:
    """Return the blank form of a material, or the filled sample, of the version in force or of another.

    Printed from what the version says and from nothing else: the same version gives the same bytes.
    """
    view = version_of_item(slug, version_id)
    materials = view.content.materials if view.content else ()
    material = next((material for material in materials if material.key == material_key), None)
    name = "" if material is None else material.sample if sample else material.blank_form
    form = next((form for form in view.content.forms if form.name == name), None) if view.content else None
    if material is None or form is None:
        raise NotFound("这项材料没有填写样例。" if sample else "这项材料没有空白表格。", code="no_form")
    edition = f"第{view.number}版"
    body = _printed(form, sample, view.name, material.name, edition, view.effective_on)
    return FormFile(name=f"{form.title}（{'填写样例' if sample else '空白表格'}）.pdf", body=body)


@lru_cache(maxsize=64)
def _printed(form: PaperForm, sample: bool, item: str, material: str, edition: str, day: date) -> bytes:
    """Print once a process: the page is public, and setting a sheet costs more than sending it."""
    facts = {
        "form": form.model_dump(mode="json"),
        "sample": sample,
        "item": item,
        "material": material,
        "edition": f"{edition}，{day.year}年{day.month}月{day.day}日起施行",
    }
    moment = datetime.combine(day, time(), tzinfo=SHANGHAI)
    return documents.render("catalogue/form.typ", facts, moment, archival=True)


def altered_versions() -> list[UUID]:
    """Return the versions whose text no longer has the digest it was published with."""
    rows = ItemVersion.objects.order_by("pk").iterator(chunk_size=500)
    return [row.pk for row in rows if row.computed_sha256() != row.sha256]


def search(
    q: str = "",
    *,
    subject: str | None = None,
    department: str | None = None,
    theme: str | None = None,
    life_event: str | None = None,
    open_only: bool = False,
    page: int = 1,
) -> SearchPage:
    """Find items by words, two characters, pinyin or initials, and narrow by facets; best first."""
    chosen = {"subject": subject, "department": department, "theme": theme, "life_event": life_event}
    found = _narrowed({kind: _clean(value) for kind, value in chosen.items() if value})
    if open_only:
        found = found.filter(open_for_application=True)
    query = q.strip()
    if not query:
        return _page_of(found, page=page, query="")
    readings = read_query(query, shipped_synonyms())
    order = rank(readings, *_matches(readings)) if readings else []
    return _page_of(found, page=page, query=query, order=order)


def browse(
    *, subject: str | None = None, department: str | None = None, theme: str | None = None, page: int = 1
) -> SearchPage:
    """Return the items of a department, theme or kind of applicant, those that can be applied for first."""
    return search(subject=subject, department=department, theme=theme, page=page)


def _narrowed(chosen: Mapping[str, str]) -> QuerySet[ImplementationItem]:
    found = ImplementationItem.objects.all()
    for kind, value in chosen.items():
        found = found.filter(Exists(ItemFacet.objects.filter(item=OuterRef("pk"), kind=kind, value=value)))
    return found


def _matches(readings: list[Variant]) -> tuple[dict[UUID, dict[str, int]], dict[UUID, str]]:
    """Return the found tokens of each item with their weights, and each item's address."""
    wanted = Q(token__in={phrase for reading in readings for phrase in reading.phrases})
    for reading in readings:
        for term in reading.terms:
            wanted |= Q(token__gte=term.token, token__lte=term.end) if term.prefix else Q(token=term.token)
    matches: dict[UUID, dict[str, int]] = defaultdict(dict)
    slugs: dict[UUID, str] = {}
    rows = SearchToken.objects.filter(wanted).values_list("item_id", "item__slug", "token", "weight")
    for item_id, slug, token, weight in rows:
        matches[item_id][token] = weight
        slugs[item_id] = slug
    return matches, slugs


def _page_of(
    found: QuerySet[ImplementationItem], *, page: int, query: str, order: list[UUID] | None = None
) -> SearchPage:
    if order is not None:
        allowed = set(found.filter(pk__in=order).values_list("pk", flat=True))
        order = [pk for pk in order if pk in allowed]
        total = len(order)
        counted: Any = order
    else:
        total = found.count()
        counted = found.order_by().values("pk")
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    start = (page - 1) * PAGE_SIZE
    if order is not None:
        shown = order[start : start + PAGE_SIZE]
        by_id = ImplementationItem.objects.in_bulk(shown)
        items = [by_id[pk] for pk in shown]
    else:
        items = list(found[start : start + PAGE_SIZE])
    return SearchPage(
        total=total,
        items=tuple(_summary(item) for item in items),
        facets=_facets(Q(item_id__in=counted)) if total else dict.fromkeys(_FACETS, ()),
        page=page,
        pages=pages,
        query=query,
    )


def _summary(item: ImplementationItem) -> ItemSummary:
    return ItemSummary(
        id=item.pk,
        slug=item.slug,
        name=item.name,
        code=item.code31 or item.published_code,
        department=item.department,
        type=item.type,
        guide_only=item.guide_only,
        open_for_application=item.open_for_application,
        summary=item.summary,
        promised=item.promised,
        visits=item.visits,
        subjects=tuple(item.subjects),
        themes=tuple(item.themes),
    )


def _facets(which: Q, kinds: tuple[str, ...] = _FACETS) -> dict[str, tuple[Facet, ...]]:
    rows = (
        ItemFacet.objects.filter(which, kind__in=kinds)
        .values("kind", "value")
        .annotate(count=Count("item_id"))
        .order_by("-count", "value")
    )
    facets: dict[str, list[Facet]] = {kind: [] for kind in kinds}
    for row in rows:
        label = _SUBJECTS.get(row["value"], row["value"]) if row["kind"] == "subject" else row["value"]
        facets[row["kind"]].append(Facet(value=row["value"], label=label, count=row["count"]))
    return {kind: tuple(found) for kind, found in facets.items()}


def themes() -> list[Facet]:
    """Return the themes that hold items, in the shipped order and then by size."""
    found = _facets(Q(), ("theme",))["theme"]
    place = {theme.name: index for index, theme in enumerate(shipped_themes())}
    return sorted(found, key=lambda facet: (place.get(facet.value, len(place)), -facet.count))


def departments() -> list[Facet]:
    """Return the departments with how many items each has, largest first."""
    return list(_facets(Q(), ("department",))["department"])


def life_events() -> list[Facet]:
    """Return the life events that items are filed under."""
    return list(_facets(Q(), ("life_event",))["life_event"])


def hot_items(limit: int = 8) -> list[ItemSummary]:
    """Return what to offer on the front page: the items that can be applied for online."""
    found = ImplementationItem.objects.filter(open_for_application=True).order_by("name")[:limit]
    return [_summary(item) for item in found]
