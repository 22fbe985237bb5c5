"""Real-name checks that need no network: a small register in a file, and one that knows nobody."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings

from yimen.contexts.identity.ports import RealNameAnswer, RealNamePort
from yimen.kernel.reference import data_file

SANDBOX_SOURCE = "演示登记册（仅供演示，未经公安机关或登记机关核验）"


class SandboxRealName:
    """Compares with the sandbox register that ships with the program; its answers say so."""

    def __init__(self, path: Path) -> None:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        self._names = {(row["kind"], row["number"]): row["name"] for row in content["entry"]}

    def check(self, *, number_kind: str, number: str, name: str) -> RealNameAnswer:
        """Answer whether the register has exactly this name for the number."""
        if self._names.get((number_kind, number)) == name:
            return RealNameAnswer(matched=True, source=SANDBOX_SOURCE)
        return RealNameAnswer(matched=False)


class NoRealName:
    """Stands where no register is connected: nobody is confirmed."""

    def check(self, *, number_kind: str, number: str, name: str) -> RealNameAnswer:
        """Answer that nothing is known."""
        return RealNameAnswer(matched=False)


@cache
def _sandbox() -> SandboxRealName:
    return SandboxRealName(data_file("sandbox_register.toml"))


def default_real_name_port() -> RealNamePort:
    """Return the sandbox in a demonstration installation, and nobody's word elsewhere."""
    return _sandbox() if settings.DEMO else NoRealName()
