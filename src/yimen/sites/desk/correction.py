"""The one-time notice: materials and questions of the version, ticked, each with what to mend (第32条第1款第4项)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yimen.contexts.cases.data import CaseView, Point
from yimen.contexts.identity.data import Actor
from yimen.kernel.errors import InvalidInput
from yimen.sites.desk.forms import ActForm, answer_in_words

LONGEST_TEXT = 500


@dataclass(frozen=True)
class Row:
    """One thing that may be asked to be mended."""

    target: str
    key: str
    name: str
    now: str
    """What the applicant gave."""
    hint: str
    picked: bool
    text: str
    error: str

    @property
    def id(self) -> str:
        """Return the name of the row's inputs."""
        return f"{self.target}:{self.key}"


class CorrectionForm(ActForm):
    """Tick what is wrong and say how to mend it; nothing beyond the version is on offer."""

    template = "desk/parts/correction.html"

    def __init__(self, data: Any, *, case: CaseView, actor: Actor) -> None:
        self.problems: dict[str, str] = {}
        super().__init__(data, case=case, actor=actor)

    def given(self) -> dict[str, Any]:
        """Return the points that were ticked."""
        points = [Point(row.target, row.key, row.text) for row in self.rows() if row.picked]
        return {"points": points}

    @property
    def to_confirm(self) -> bool:
        """Return whether the notice is whole but has not been looked at as it will go out: it goes only once."""
        points = self.given()["points"]
        whole = bool(points) and all(point.text for point in points)
        return self.is_bound and not self.wrong and whole and not {"sure", "again"} & set(self.data)

    @property
    def wrong(self) -> bool:
        """Return whether something was refused."""
        return bool(self.errors or self.problems)

    def refuse(self, refusal: InvalidInput) -> None:
        """Put each message beside its row; the rest goes to the top."""
        known = {row.id for row in self.rows()}
        for key, message in refusal.errors.items():
            if key in known:
                self.problems[key] = message
            else:
                self.add_error(None, message)

    def rows(self) -> list[Row]:
        """Return every material and question of the version."""
        rows = [
            self._row("material", material.key, material.name, material.file_name, material.common_errors)
            for material in self.case.materials
        ]
        for group in self.case.content.groups:
            for field in group.fields:
                now = answer_in_words(field, self.case.answers.get(field.key))
                rows.append(self._row("field", field.key, field.label, now))
        return rows

    def _row(self, target: str, key: str, name: str, now: str, hints: tuple[str, ...] = ()) -> Row:
        given = self.data if self.is_bound else {}
        named = f"{target}:{key}"
        text = str(given.get(f"text:{named}", "")).strip()[:LONGEST_TEXT]
        picked = f"pick:{named}" in given
        return Row(target, key, name, now, "；".join(hints), picked, text, self.problems.get(named, ""))
