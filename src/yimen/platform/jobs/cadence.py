"""How often a periodic job runs, as pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from yimen.platform.wallclock import SHANGHAI


class Cadence(Protocol):
    """When a job is due."""

    def first(self, moment: datetime) -> datetime:
        """Return when a job that never ran is due, seen from ``moment``."""
        ...

    def following(self, moment: datetime) -> datetime:
        """Return when a job that ran at ``moment`` is due again."""
        ...


@dataclass(frozen=True)
class Interval:
    """Every so many minutes, at once on the first start."""

    minutes: int

    def first(self, moment: datetime) -> datetime:
        """Return now: what a stopped system missed is caught up first."""
        return moment

    def following(self, moment: datetime) -> datetime:
        """Return the same distance from ``moment``."""
        return moment + timedelta(minutes=self.minutes)

    def __str__(self) -> str:
        return f"every {self.minutes} min"


@dataclass(frozen=True)
class Daily:
    """Once a day at a time of Asia/Shanghai, whatever the zone of the host."""

    hour: int
    minute: int = 0

    def first(self, moment: datetime) -> datetime:
        """Return the next time the clock shows the hour."""
        return self.following(moment)

    def following(self, moment: datetime) -> datetime:
        """Return the first such time after ``moment``."""
        local = moment.astimezone(SHANGHAI)
        due = datetime.combine(local.date(), time(self.hour, self.minute), SHANGHAI)
        return due if due > local else due + timedelta(days=1)

    def __str__(self) -> str:
        return f"daily {self.hour:02}:{self.minute:02}"
