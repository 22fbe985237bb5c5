"""Organisation code 组织机构代码 (GB 11714-1997): eight characters and a check character."""

from __future__ import annotations

from dataclasses import dataclass

from yimen.kernel.checkdigits import ALPHABET_36, DIGITS, org_check
from yimen.kernel.codes import Code


@dataclass(frozen=True, order=True)
class OrgCode(Code):
    """An organisation code, kept without its hyphen (``708461136``); ``printed`` has it (``70846113-6``).

    The check character finds every single wrong digit, but not a letter mistaken for one that lies eleven
    places on (0 and B, 1 and C, ...): that is a weakness of GB 11714 itself.
    """

    kind = "org_code"
    kind_name = "组织机构代码"

    @property
    def printed(self) -> str:
        """Return the form with the hyphen that GB 11714 prints."""
        return f"{self.value[:8]}-{self.value[8]}"

    @classmethod
    def _normalised(cls, text: str) -> str:
        return text[:8] + text[9:] if len(text) == 10 and text[8] == "-" else text

    @classmethod
    def _check(cls, value: str) -> None:
        cls._require_length(value, (9,))
        cls._require_alphabet(value[:8], ALPHABET_36, "应为数字或大写字母")
        cls._require_alphabet(value[8], DIGITS + "X", "应为数字或X", start=8)
        cls._require_check(value[8], org_check(value[:8]))
