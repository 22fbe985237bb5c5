"""What a paper can bear, and what it cannot."""

import pytest

from yimen.kernel.printable import first_unprintable


@pytest.mark.parametrize(
    "text", ["王秀兰面馆（浓洄店）", "3号楼-2单元 #101", "№5　Ａ座", "镕堃喆", "℃±µ", "①②③", "Café №1\n二楼"]
)
def test_what_people_write_on_forms_is_printable(text):
    assert first_unprintable(text) == ""


@pytest.mark.parametrize(
    "character", ["🍜", "\x00", "\ud800", "བ", "\U0002a694", "\u200d", "\ufeff", "\u202e"]
)
def test_pictures_controls_and_what_fonts_lack_are_named(character):
    assert first_unprintable(f"面馆{character}") == character
