"""Which periodic jobs there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django_tasks.base import Task

from yimen.platform.jobs.cadence import Cadence, Daily, Interval

Target = TypeVar("Target", bound=Callable[[], Any] | Task)


@dataclass(frozen=True)
class Periodic:
    """A job of the schedule."""

    name: str
    cadence: Cadence
    run: Callable[[], Any]


_periodic: dict[str, Periodic] = {}


def every(*, minutes: int, name: str) -> Callable[[Target], Target]:
    """Run the function every so many minutes; ``name`` is stored, so it must stay the same over releases.

    The function calls one service and bears being run twice: a worker that dies in the middle is replaced.
    """
    if minutes < 1:
        raise ValueError("a periodic job needs at least one minute")
    return _register(name, Interval(minutes))


def daily(hour: int, name: str, *, minute: int = 0) -> Callable[[Target], Target]:
    """Run the function once a day at this time of Asia/Shanghai."""
    return _register(name, Daily(hour, minute))


def _register(name: str, cadence: Cadence) -> Callable[[Target], Target]:
    def register(target: Target) -> Target:
        run = target.func if isinstance(target, Task) else target
        if _periodic.setdefault(name, Periodic(name, cadence, run)).run is not run:
            raise RuntimeError(f"two periodic jobs are named {name!r}")
        return target

    return register


def unschedule(name: str) -> None:
    """Take a job out of the schedule again, as a rehearsal that brought its own does at its end."""
    _periodic.pop(name, None)


def periodic_jobs() -> list[Periodic]:
    """Return every periodic job, by name."""
    return [_periodic[name] for name in sorted(_periodic)]
