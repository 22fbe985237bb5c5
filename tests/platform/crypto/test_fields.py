"""Encrypted fields: sealed in the database, opened on access, bound to their place."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps

from yimen.platform.crypto.fields import (
    EncryptedJSONField,
    EncryptedTextField,
    SealBroken,
    blind_index,
    mask_name,
    mask_number,
    mask_phone,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def note_model():
    with isolate_apps("yimen.platform.files"):

        class Note(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            text = EncryptedTextField(default="")
            facts = EncryptedJSONField(null=True)

            class Meta:
                app_label = "files"

            def __str__(self):
                return str(self.id)

        with connection.schema_editor() as editor:
            editor.create_model(Note)
        yield Note
        with connection.schema_editor() as editor:
            editor.delete_model(Note)


def raw(note) -> str:
    return type(note).objects.filter(pk=note.pk).values_list("text", flat=True).get()


def test_the_database_never_sees_the_clear_text(note_model):
    note = note_model.objects.create(text="王秀兰", facts={"姓名": "王秀兰", "b": [1]})
    row = note_model.objects.filter(pk=note.pk).values().get()
    assert "王秀兰" not in row["text"]
    assert "王秀兰" not in row["facts"]
    again = note_model.objects.get(pk=note.pk)
    assert again.text == "王秀兰"
    assert again.facts == {"姓名": "王秀兰", "b": [1]}


def test_the_same_text_is_sealed_differently_each_time(note_model):
    assert raw(note_model.objects.create(text="一")) != raw(note_model.objects.create(text="一"))


def test_a_value_moved_to_another_row_does_not_open(note_model):
    one, two = note_model.objects.create(text="甲"), note_model.objects.create(text="乙")
    note_model.objects.filter(pk=two.pk).update(
        text=note_model.objects.values_list("text", flat=True).get(pk=one.pk)
    )
    with pytest.raises(SealBroken):
        _ = note_model.objects.get(pk=two.pk).text


def test_one_changed_character_is_found(note_model):
    note = note_model.objects.create(text="甲")
    sealed = raw(note)
    other = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE files_note SET text = %s", [other])
    with pytest.raises(SealBroken):
        _ = note_model.objects.get(pk=note.pk).text


def test_a_row_saved_without_looking_keeps_its_sealed_text(note_model):
    note = note_model.objects.create(text="甲")
    before = raw(note)
    note_model.objects.get(pk=note.pk).save()
    assert raw(note) == before


def test_changed_json_is_saved_and_deferred_fields_open(note_model):
    note = note_model.objects.create(text="甲", facts={"a": 1})
    again = note_model.objects.defer("facts").get(pk=note.pk)
    again.facts["b"] = 2
    again.save()
    assert note_model.objects.get(pk=note.pk).facts == {"a": 1, "b": 2}
    note.refresh_from_db()
    assert note.facts == {"a": 1, "b": 2}


def test_many_rows_at_once_are_sealed_too(note_model):
    note_model.objects.bulk_create([note_model(text=str(n)) for n in range(3)])
    assert sorted(note.text for note in note_model.objects.all()) == ["0", "1", "2"]


def test_empty_and_missing_values_stay_what_they_are(note_model):
    again = note_model.objects.get(pk=note_model.objects.create().pk)
    assert again.text == ""
    assert again.facts is None


def test_clear_text_is_refused_in_filters_and_bulk_updates(note_model):
    with pytest.raises(FieldError):
        note_model.objects.filter(text="甲").exists()
    with pytest.raises(FieldError):
        note_model.objects.update(text="甲")


@isolate_apps("yimen.platform.files")
def test_a_table_without_uuid_key_is_reported():
    class Loose(models.Model):
        text = EncryptedTextField()

        class Meta:
            app_label = "files"

        def __str__(self):
            return ""

    assert "crypto.E001" in [problem.id for problem in Loose.check()]


def test_blind_index_is_the_same_for_forms_of_one_number_and_differs_by_purpose():
    assert blind_index(" 11010119900307477x", "person") == blind_index("11010119900307477X ", "person")
    assert blind_index("１２３", "a") == blind_index("123", "a")
    assert blind_index("123", "a") != blind_index("123", "b")
    assert "123" not in blind_index("123", "a")


@pytest.mark.parametrize(
    ("mask", "clear", "shown"),
    [
        (mask_name, "王秀兰", "王**"),
        (mask_name, "李明", "李*"),
        (mask_name, "广安市兴隆餐饮有限公司", "广安****公司"),
        (mask_name, "阿依古丽·买买提", "阿*******"),
        (mask_name, "", ""),
        (mask_number, "110101199003074770", "110***********4770"),
        (mask_number, "E12345678", "E1*****78"),
        (mask_number, "123", "***"),
        (mask_phone, "13812345678", "138****5678"),
        (mask_phone, "110", "***"),
    ],
)
def test_masks_show_no_more_than_needed(mask, clear, shown):
    assert mask(clear) == shown
