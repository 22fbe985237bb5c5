"""File items for finding: search tokens and facets, rebuilt for the items given."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from yimen.contexts.catalogue.data import Content
from yimen.contexts.catalogue.domain.tokens import index_tokens
from yimen.contexts.catalogue.domain.words import themes_of
from yimen.contexts.catalogue.models import ImplementationItem, ItemFacet, SearchToken

_BATCH = 5000


def index_items(
    items: Sequence[ImplementationItem], contents: dict[UUID, Content] | None = None, *, fresh: bool = False
) -> None:
    """Rebuild what items are found by; ``contents`` by item id; ``fresh`` items have nothing to remove."""
    if not fresh:
        ids = [item.pk for item in items]
        SearchToken.objects.filter(item_id__in=ids).delete()
        ItemFacet.objects.filter(item_id__in=ids).delete()
    tokens: list[SearchToken] = []
    facets: list[ItemFacet] = []
    for item in items:
        content = (contents or {}).get(item.pk)
        weights = index_tokens(
            name=item.name,
            department=item.department,
            group=item.group,
            keywords=content.keywords if content else (),
            favoured=item.open_for_application,
            codes=(item.code31 or "", item.local_base),
        )
        tokens += [SearchToken(item=item, token=token, weight=weight) for token, weight in weights.items()]
        facets += [ItemFacet(item=item, kind=kind, value=value) for kind, value in _facets(item, content)]
    SearchToken.objects.bulk_create(tokens, batch_size=_BATCH)
    ItemFacet.objects.bulk_create(facets, batch_size=_BATCH)


def _facets(item: ImplementationItem, content: Content | None) -> list[tuple[str, str]]:
    found = [("department", item.department)]
    if content is not None:
        found += [("theme", theme) for theme in content.themes]
        found += [("subject", subject) for subject in content.subjects]
        found += [("life_event", event) for event in content.life_events]
    else:
        # Nobody has filed the item: its name does, for finding only.
        for theme in themes_of(item.name, item.group, item.department):
            found.append(("theme", theme.name))
            found += [("subject", subject) for subject in theme.subjects]
    return list(dict.fromkeys(found))
