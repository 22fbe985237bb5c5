"""What the outside must supply to this room, and who supplies it now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class RealNameAnswer:
    """What a register said about a name and a number.

    ``matched`` is False both for "does not agree" and for "not asked": neither may raise the assurance.
    ``source`` is shown to the person, so it must say honestly who answered.
    """

    matched: bool
    source: str = ""


class RealNamePort(Protocol):
    """A register that knows whether a name belongs to a number (S§4.10: level 2 is name and number)."""

    def check(self, *, number_kind: str, number: str, name: str) -> RealNameAnswer:
        """Answer for one person or body; never raises for an unreachable register, answers unmatched."""


_real_name: list[RealNamePort] = []


def use_real_name_port(port: RealNamePort | None) -> None:
    """Put a register in place (wired by the configuration); None takes it away again."""
    _real_name[:] = [port] if port is not None else []


def real_name_port() -> RealNamePort:
    """Return the register in place; the sandbox one in a demonstration, else one that knows nobody."""
    if _real_name:
        return _real_name[0]
    from yimen.contexts.identity.adapters.sandbox import default_real_name_port

    return default_real_name_port()
