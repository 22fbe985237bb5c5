"""Electronic licence identifier 电子证照标识 (GB/T 36904-2018).

Root, licence type (21), issuer, serial, version and check character, joined by dots. The body of the
standard was not at hand; the form is the one of published identifiers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yimen.kernel.checkdigits import ALPHABET_36, licence_check
from yimen.kernel.codes import Code
from yimen.kernel.divisions import DivisionCode
from yimen.kernel.errors import InvalidValue
from yimen.kernel.uscc import Uscc

ROOT = "1.2.156.3005.2"

_LONGEST_SERIAL = 50
_SERIAL = re.compile(rf"[0-9A-Z]{{1,{_LONGEST_SERIAL}}}")
_VERSION = re.compile(r"[0-9]{3}")


@dataclass(frozen=True, order=True)
class LicenceTypeCode(Code):
    """Licence type code 证照类型代码: the defining body's credit code and three characters of its own."""

    kind = "licence_type"
    kind_name = "证照类型代码"

    @property
    def definer(self) -> Uscc:
        """Return the body that defined the type."""
        return Uscc(self.value[:18])

    @classmethod
    def _check(cls, value: str) -> None:
        cls._require_length(value, (21,))
        Uscc(value[:18])
        cls._require_alphabet(value[18:], ALPHABET_36, "应为数字或大写字母", start=18)


@dataclass(frozen=True, order=True)
class LicenceId(Code):
    """The identifier of one version of one licence; the check covers everything but root and dots."""

    kind = "licence_id"
    kind_name = "电子证照标识"

    @property
    def type_code(self) -> LicenceTypeCode:
        """Return the type of licence."""
        return LicenceTypeCode(self._parts[0])

    @property
    def issuer(self) -> str:
        """Return the issuer: a credit code, in older identifiers a six-digit region."""
        return self._parts[1]

    @property
    def serial(self) -> str:
        """Return the serial, unique for type and issuer."""
        return self._parts[2]

    @property
    def version(self) -> int:
        """Return the version, from 1."""
        return int(self._parts[3])

    @property
    def check(self) -> str:
        """Return the check character."""
        return self._parts[4]

    @property
    def _parts(self) -> list[str]:
        return self.value[len(ROOT) + 1 :].split(".")

    def next_version(self) -> LicenceId:
        """Return the identifier of the version that replaces this one."""
        return self.build(self.type_code, self.issuer, self.serial, self.version + 1)

    @classmethod
    def build(
        cls, type_code: LicenceTypeCode | str, issuer: Uscc | str, serial: str, version: int = 1
    ) -> LicenceId:
        """Compose an identifier and its check character."""
        if not 1 <= version <= 999:
            raise cls._refusal("的版本号应为001至999。", "bad_version")
        body = (str(type_code), str(issuer), serial, f"{version:03d}")
        if not all(char in ALPHABET_36 for char in "".join(body)):
            raise cls._refusal("各段应为数字或大写字母。", "bad_character")
        return cls(f"{ROOT}.{'.'.join(body)}.{licence_check(''.join(body))}")

    @classmethod
    def _check(cls, value: str) -> None:
        if not value:
            raise cls._refusal("没有填写。", "empty")
        if not value.startswith(ROOT + "."):
            raise cls._refusal(f"应以{ROOT}开头。", "wrong_prefix")
        parts = value[len(ROOT) + 1 :].split(".")
        if len(parts) != 5:
            raise cls._refusal("应由类型、颁发机构、流水号、版本号、校验位五段组成。", "wrong_shape")
        type_code, issuer, serial, version, check = parts
        LicenceTypeCode(type_code)
        cls._check_issuer(issuer)
        if not _SERIAL.fullmatch(serial):
            raise cls._refusal(f"的流水号应为1至{_LONGEST_SERIAL}位数字或大写字母。", "bad_serial")
        if not _VERSION.fullmatch(version) or version == "000":
            raise cls._refusal("的版本号应为001至999。", "bad_version")
        cls._require_check(check, licence_check(type_code + issuer + serial + version))

    @classmethod
    def _check_issuer(cls, issuer: str) -> None:
        kind: type[Code] = DivisionCode if len(issuer) == 6 else Uscc
        try:
            kind.parse(issuer)
        except InvalidValue as error:
            raise cls._refusal(f"的颁发机构代码有误：{error.message}", error.code) from error
