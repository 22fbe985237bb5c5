"""A published version stands: it can be replaced, never rewritten."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from tests.contexts.catalogue import samples
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.catalogue.data import Content, ItemSummary, VersionView
from yimen.contexts.catalogue.models import ItemVersion
from yimen.contexts.identity.data import SYSTEM
from yimen.kernel.errors import Conflict, InvalidInput, InvalidValue, NotFound
from yimen.platform.journal import api as journal
from yimen.platform.wallclock import standing_at, today


def publish(item_id: UUID, content: Content, on: date | None = None) -> VersionView:
    draft = catalogue.draft_version(
        item_id=item_id, content=content, effective_on=on or today(), actor=SYSTEM
    )
    return catalogue.publish_version(version_id=draft.id, actor=SYSTEM)


def test_a_draft_binds_nobody(bee_item: ItemSummary) -> None:
    draft = catalogue.draft_version(
        item_id=bee_item.id, content=samples.content(), effective_on=today(), actor=SYSTEM
    )
    assert draft.status == "draft"
    assert catalogue.item_page(bee_item.slug).content is None
    with pytest.raises(NotFound):
        catalogue.version(draft.id)


def test_publishing_replaces_what_was_in_force_and_opens_the_item(bee_item: ItemSummary) -> None:
    before = catalogue.item_page(bee_item.slug)
    after = publish(bee_item.id, samples.content())
    assert (after.number, after.status) == (2, "published")
    assert catalogue.item_page(bee_item.slug).id == after.id
    assert catalogue.version(before.id).status == "superseded"
    assert catalogue.item_page(bee_item.slug).open_for_application
    found = catalogue.search("蜜蜂证").items[0]
    assert (found.promised, found.visits, found.subjects) == ("7个工作日", 0, ("person",))
    assert [item.slug for item in catalogue.hot_items()] == [bee_item.slug]


def test_the_difference_between_two_versions_is_kept_place_by_place(bee_item: ItemSummary) -> None:
    first = publish(bee_item.id, samples.content())
    assert {"content"} <= {difference.place for difference in first.differences}
    second = publish(bee_item.id, samples.content(promised_limit={"days": 5}, keywords=["蜜蜂证", "蜂农证"]))
    places = {difference.place: (difference.before, difference.after) for difference in second.differences}
    assert places["promised_limit.days"] == ("7", "5")
    assert set(places) == {"promised_limit.days", "keywords"}


def test_publishing_is_journalled_with_the_digest(bee_item: ItemSummary) -> None:
    version = publish(bee_item.id, samples.content())
    entry = journal.entries_of(f"item:{bee_item.id}")[-1]
    assert entry.act == "catalogue.version_published"
    assert entry.facts["sha256"] == version.sha256


def test_a_version_is_published_once(bee_item: ItemSummary) -> None:
    version = publish(bee_item.id, samples.content())
    with pytest.raises(Conflict, match="已经发布"):
        catalogue.publish_version(version_id=version.id, actor=SYSTEM)


def test_what_is_published_cannot_be_saved_again(bee_item: ItemSummary) -> None:
    version = publish(bee_item.id, samples.content())
    row = ItemVersion.objects.get(pk=version.id)
    row.content["name"] = "改了"
    with pytest.raises(Conflict, match="不能修改"), transaction.atomic():
        row.save()
    with pytest.raises(Conflict, match="不能修改"), transaction.atomic():
        row.save(update_fields=["content"])
    assert catalogue.version(version.id).content == samples.content()


def test_what_is_published_cannot_be_updated_or_removed_in_bulk(bee_item: ItemSummary) -> None:
    version = publish(bee_item.id, samples.content())
    rows = ItemVersion.objects.filter(pk=version.id)
    with pytest.raises(Conflict), transaction.atomic():
        rows.update(content={})
    with pytest.raises(Conflict), transaction.atomic():
        rows.update(effective_on=date(2020, 1, 1), status="superseded")
    with pytest.raises(Conflict), transaction.atomic():
        ItemVersion.objects.bulk_update([rows.get()], ["facts"])
    with pytest.raises(Conflict), transaction.atomic():
        rows.delete()
    with pytest.raises(Conflict), transaction.atomic():
        rows.get().delete()
    assert catalogue.version(version.id) == version


def test_a_change_behind_the_programs_back_is_found_and_not_shown(bee_item: ItemSummary) -> None:
    version = publish(bee_item.id, samples.content())
    assert catalogue.altered_versions() == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalogue_itemversion SET effective_on = '2020-01-01' WHERE number = 2")
    assert catalogue.altered_versions() == [version.id]
    with pytest.raises(Conflict, match="摘要不符") as refused:
        catalogue.version(version.id)
    assert refused.value.code == "version_altered"


def test_the_version_in_force_on_a_day_is_the_last_one_with_effect_by_then(bee_item: ItemSummary) -> None:
    start = today()
    now = publish(bee_item.id, samples.content())
    later = publish(bee_item.id, samples.content(promised_limit={"days": 5}), start + timedelta(days=10))
    assert catalogue.version_in_force(bee_item.id, start).id == now.id
    assert catalogue.version_in_force(bee_item.id, start + timedelta(days=9)).id == now.id
    assert catalogue.version_in_force(bee_item.id, start + timedelta(days=10)).id == later.id
    with pytest.raises(NotFound):
        catalogue.version_in_force(bee_item.id, start - timedelta(days=1))


def test_a_version_for_a_later_day_takes_force_when_the_day_comes(bee_item: ItemSummary) -> None:
    day = today() + timedelta(days=10)
    now = publish(bee_item.id, samples.content())
    later = publish(bee_item.id, samples.content(promised_limit={"days": 5}), day)
    assert catalogue.settle_versions(today()) == 0
    assert catalogue.search("养蜂").items[0].promised == "7个工作日"
    with standing_at(datetime(day.year, day.month, day.day, 8)):
        assert catalogue.item_page(bee_item.slug).id == later.id
        assert catalogue.settle_versions(day) == 1
        assert catalogue.settle_versions(day) == 0
    assert catalogue.search("养蜂").items[0].promised == "5个工作日"
    assert catalogue.version(now.id).status == "superseded"


def test_a_new_version_cannot_take_effect_in_the_past(bee_item: ItemSummary) -> None:
    with pytest.raises(InvalidValue, match="不能早于今天"):
        publish(bee_item.id, samples.content(), today() - timedelta(days=1))


def test_content_that_contradicts_itself_is_not_published_and_says_every_reason(
    bee_item: ItemSummary,
) -> None:
    bad = samples.content(promised_limit={"days": 30}, body="区没有局")
    with pytest.raises(InvalidInput) as refused:
        publish(bee_item.id, bad)
    assert set(refused.value.errors) == {"promised_limit", "body"}
    assert catalogue.item_page(bee_item.slug).number == 1


def test_older_versions_can_still_be_read_by_number(bee_item: ItemSummary) -> None:
    publish(bee_item.id, samples.content())
    assert catalogue.version_numbered(bee_item.slug, 1).content is None
    assert [version.number for version in catalogue.versions_of(bee_item.slug)] == [2, 1]
    with pytest.raises(NotFound):
        catalogue.version_numbered(bee_item.slug, 3)


def test_an_unknown_item_or_version_is_not_found(district: None) -> None:
    for read in (
        lambda: catalogue.item_page("no-such"),
        lambda: catalogue.version(uuid4()),
        lambda: catalogue.version_in_force(uuid4(), today()),
    ):
        with pytest.raises(NotFound):
            read()


def test_reading_a_version_takes_one_query(bee_item: ItemSummary, django_assert_num_queries: Any) -> None:
    version = publish(bee_item.id, samples.content())
    with django_assert_num_queries(1):
        catalogue.item_page(bee_item.slug)
    with django_assert_num_queries(1):
        catalogue.version(version.id)
    with django_assert_num_queries(1):
        catalogue.version_in_force(bee_item.id, today())
