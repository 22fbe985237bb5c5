"""Load items written out in full as TOML files: the whole content of a version, with a heading of codes.

The forms their materials name lie in a folder of their own, one file each, and become part of the version.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction
from pydantic import Field, ValidationError

from yimen.contexts.catalogue.data import Content, Frozen
from yimen.contexts.catalogue.domain import codes
from yimen.contexts.catalogue.domain.digest import canonical
from yimen.contexts.catalogue.domain.paper_forms import PaperForm
from yimen.contexts.catalogue.domain.report import LoadReport
from yimen.contexts.catalogue.domain.slugs import slug
from yimen.contexts.catalogue.models import BaseItem, ImplementationItem, VersionStatus
from yimen.contexts.catalogue.services.publish_version import draft_version, publish_version
from yimen.contexts.identity.data import SYSTEM, Actor
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import Conflict, InvalidInput, InvalidValue, NotFound
from yimen.kernel.itemcodes import BaseCode

Value = TypeVar("Value", bound=Frozen)


class Heading(Frozen):
    """The ``[item]`` table of a file: which item this is the content of."""

    published_code: str = Field(min_length=1, max_length=64)
    base_code: str
    effective_on: date
    demo_code: bool = False


@transaction.atomic
def load_exemplars(
    directory: Path | str, *, forms: Path | str | None = None, actor: Actor = SYSTEM
) -> LoadReport:
    """Publish every file of a folder as its item's next version; what says nothing new changes nothing.

    ``forms`` is the folder of the forms, ``forms`` beside ``directory`` unless told otherwise.
    """
    folder = Path(directory)
    shipped = read_forms(Path(forms) if forms else folder.parent / "forms")
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise NotFound(f"“{folder.name}”里没有事项文件（*.toml）。", code="no_file")
    published = 0
    slugs = []
    for path in paths:
        heading, content = read_exemplar(path, shipped)
        item = _item(heading, content)
        slugs.append(item.slug)
        published += _publish_if_new(item, heading, content, actor)
    return LoadReport(
        read=len(paths), published=published, unchanged=len(paths) - published, slugs=tuple(slugs)
    )


def read_forms(folder: Path) -> dict[str, PaperForm]:
    """Return the forms of a folder by the names of their files."""
    return {
        path.stem: _valid(PaperForm, {"name": path.stem, **_document(path)}, path)
        for path in sorted(folder.glob("*.toml"))
    }


def read_exemplar(path: Path, forms: Mapping[str, PaperForm]) -> tuple[Heading, Content]:
    """Return heading and content of one file with the forms it names, or say in which place it is wrong."""
    document = _document(path)
    head = document.pop("item", None)
    if not isinstance(head, dict):
        raise InvalidValue(f"{path.name}缺少[item]一节。", code="broken_toml")
    content = _valid(Content, document, path)
    return _valid(Heading, head, path), content.model_copy(update={"forms": _named(content, forms, path)})


def _named(content: Content, forms: Mapping[str, PaperForm], path: Path) -> tuple[PaperForm, ...]:
    names: dict[str, str] = {}
    for material in content.materials:
        names |= {name: material.name for name in (material.blank_form, material.sample) if name}
    for name, material_name in names.items():
        if name not in forms:
            raise InvalidValue(
                f"{path.name}：材料“{material_name}”要用的表格“{name}”不存在，应有文件forms/{name}.toml。",
                code="unknown_form",
            )
    return tuple(forms[name] for name in names)


def _document(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidValue(f"{path.name}不是有效的TOML文件：{error}", code="broken_toml") from error


def _valid(kind: type[Value], document: Mapping[str, Any], path: Path) -> Value:
    try:
        return kind.model_validate(document)
    except ValidationError as error:
        errors = {".".join(map(str, entry["loc"])): entry["msg"] for entry in error.errors()}
        places = "；".join(f"{place}：{message}" for place, message in errors.items())
        raise InvalidInput(errors, f"{path.name}的内容不符合要求：{places}", code="bad_content") from error


def _item(heading: Heading, content: Content) -> ImplementationItem:
    item = ImplementationItem.objects.filter(published_code=heading.published_code).first()
    parts = codes.split(heading.published_code)
    division = parts.division if parts else ""
    body = _body(content.body, division)
    base_code = str(BaseCode.parse(heading.base_code))
    if base_code[2:4] != content.type:
        raise InvalidValue(
            f"“{content.name}”的基本编码说是“{base_code[2:4]}”类，内容说是“{content.type}”类。",
            code="type_mismatch",
        )
    if not body.uscc:
        raise InvalidValue(
            f"“{content.body}”没有登记统一社会信用代码，无法编制31位编码。", code="body_without_uscc"
        )
    base, _ = BaseItem.objects.get_or_create(
        code=base_code,
        defaults={"name": content.name, "type": content.type, "demo": heading.demo_code},
    )
    if item is None:
        item = ImplementationItem(
            slug=slug(content.name, heading.published_code),
            published_code=heading.published_code,
            name=content.name,
            type=content.type,
        )
    item.organisation_id, item.department = body.id, body.name
    item.division, item.level = division, content.level
    item.local_base = parts.base if parts else ""
    item.base, item.body_code = base, body.uscc
    item.code31 = codes.compose(body.uscc, content.level, base_code)
    item.guide_only = False
    twin = ImplementationItem.objects.filter(code31=item.code31).exclude(pk=item.pk).first()
    if twin is not None:
        raise Conflict(f"编码{item.code31}已经用于“{twin.name}”。", code="code_taken")
    item.save()
    return item


def _body(name: str, division: str) -> regions.OrganisationData:
    try:
        return regions.organisation_named(name, division)
    except NotFound as error:
        raise InvalidValue(f"决定机关“{name}”不在机构名录内。", code="unknown_body") from error


def _publish_if_new(item: ImplementationItem, heading: Heading, content: Content, actor: Actor) -> bool:
    current = item.versions.exclude(status=VersionStatus.DRAFT).order_by("-number").first()
    new = content.model_dump(mode="json")
    if (
        current is not None
        and canonical(current.content) == canonical(new)
        and current.effective_on == heading.effective_on
        and current.facts.get("code") == item.code31
    ):
        return False
    draft = draft_version(item_id=item.pk, content=content, effective_on=heading.effective_on, actor=actor)
    publish_version(version_id=draft.id, actor=actor, backdated=True)
    return True
