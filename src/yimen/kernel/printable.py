"""Which characters a paper can bear: what Chinese fonts of the Noto CJK kind set, without pictures.

A form that takes more than this lets somebody write what no licence can show. Rare characters of names
beyond the basic planes are left to the window until a font with them is installed.
"""

from __future__ import annotations

RANGES = (
    (0x09, 0x0A), (0x0D, 0x0D), (0x20, 0x7E), (0xA0, 0xFF),
    (0x2010, 0x2027), (0x2030, 0x203B), (0x2103, 0x2103), (0x2109, 0x2109), (0x2116, 0x2116),
    (0x2160, 0x217F), (0x2190, 0x2193), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x257F),
    (0x25A0, 0x25CF), (0x0391, 0x03C9), (0x0401, 0x0451),
    (0x3000, 0x303F), (0x3105, 0x312F), (0x3200, 0x33FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF01, 0xFFEE),
)  # fmt: skip
"""Code points, both ends included: Latin, Greek, Cyrillic, signs, CJK with extension A, full-width forms."""


def first_unprintable(text: str) -> str:
    """Return the first character that a paper cannot bear, or an empty text."""
    for character in text:
        point = ord(character)
        if not any(low <= point <= high for low, high in RANGES):
            return character
    return ""
