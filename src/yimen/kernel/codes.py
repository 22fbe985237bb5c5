"""What every code of the trade has in common: tidy what was typed, check it, keep one written form.

An instance that exists is valid: the constructor takes only the normalised form, ``parse`` takes what a
person or another system wrote. Messages never repeat the value, because it may identify a person.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from yimen.kernel.errors import InvalidValue

# Full-width forms U+FF01-U+FF5E mirror ASCII; dashes and dots that input methods produce stand for - and .
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TO_ASCII |= {ord(char): ord("-") for char in "‐‑‒–—―−﹣"}
_TO_ASCII |= {ord("。"): ord(".")}
# White space inside is grouping ("1101 0519 ..."); zero-width marks come with copied text.
_DROPPED = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]+")
_LOWER = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}
_LONGEST_INPUT = 200


def tidy(text: str) -> str:
    """Normalise what was typed: full-width to ASCII, white space out, ASCII letters in capitals.

    Nothing is guessed: O is not turned into 0, I not into 1; other scripts' digits stay and are refused.
    """
    if len(text) > _LONGEST_INPUT:
        raise InvalidValue(f"内容过长，最多{_LONGEST_INPUT}个字符。", code="wrong_length")
    return _DROPPED.sub("", text.translate(_TO_ASCII)).translate(_LOWER)


@dataclass(frozen=True, order=True)
class Code:
    """A frozen text value that has passed its checks; ``str()`` gives the normalised form."""

    value: str

    kind: ClassVar[str] = ""
    kind_name: ClassVar[str] = ""

    def __post_init__(self) -> None:
        self._check(self.value)

    def __str__(self) -> str:
        return self.value

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the value written in ``text`` or raise ``InvalidValue`` saying what is wrong."""
        return cls(cls._normalised(tidy(text)))

    @classmethod
    def is_valid(cls, text: str) -> bool:
        """Tell whether ``parse`` would take ``text``."""
        try:
            cls.parse(text)
        except InvalidValue:
            return False
        return True

    @classmethod
    def _normalised(cls, text: str) -> str:
        """Bring a tidy text to the one written form; overridden where several are in use."""
        return text

    @classmethod
    def _check(cls, value: str) -> None:
        """Raise ``InvalidValue`` unless ``value`` is right."""
        raise NotImplementedError

    @classmethod
    def _refusal(cls, message: str, code: str) -> InvalidValue:
        return InvalidValue(f"{cls.kind_name}{message}", code=code)

    @classmethod
    def _require_length(cls, value: str, allowed: Collection[int]) -> None:
        if not value:
            raise cls._refusal("没有填写。", "empty")
        if len(value) not in allowed:
            wanted = "、".join(str(length) for length in allowed)
            raise cls._refusal(f"应为{wanted}位，您填写的是{len(value)}位。", "wrong_length")

    @classmethod
    def _require_alphabet(cls, value: str, alphabet: str, described: str, start: int = 0) -> None:
        """Refuse the first character outside ``alphabet``; ``start`` characters stand before ``value``."""
        for place, char in enumerate(value, start + 1):
            if char not in alphabet:
                shown = f"“{char}”" if char.isprintable() else "不可见字符"
                raise cls._refusal(f"第{place}位{shown}不符合要求，{described}。", "bad_character")

    @classmethod
    def _require_check(cls, given: str, wanted: str) -> None:
        # The right character is not told: it would turn a typing error into a made-up number.
        if given != wanted:
            raise cls._refusal("的校验码不正确，请核对是否有输错的字符。", "wrong_check_digit")


def parse_day(digits: str) -> date | None:
    """Return the date written as YYYYMMDD in ASCII digits, or None where no such day exists."""
    if not re.fullmatch(r"[0-9]{8}", digits):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
