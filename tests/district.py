"""A district to test in: its bodies, licence types, exemplar items and staff, as they ship."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import CaseView, Done
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.catalogue.data import Content, VersionView
from yimen.contexts.identity import api as identity
from yimen.contexts.identity.data import Actor
from yimen.contexts.licences import api as licences
from yimen.contexts.regions import api as regions
from yimen.kernel.reference import data_file
from yimen.platform.wallclock import SHANGHAI

SLUGS: dict[str, str] = {}
INSTANT, FOOD = "sole-trader-deregistration", "food-business-licence"
SITE_VISIT, EXPERT = "animal-epidemic-prevention-certificate", "road-level-crossing"
DEFERRABLE, COMMITMENT = "pesticide-business-licence", "public-place-hygiene-licence"
COMPANY, HELD = "job-agency-licence", "food-website-filing"
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def load_district() -> None:
    """Load everything a case needs; divisions only those of the district."""
    regions.load_divisions(data_file("regions.csv"), within="511602000000")
    regions.load_organisations(data_file("organisations.toml"))
    licences.load_types(data_file("licence_types.toml"))
    report = catalogue.load_exemplars(data_file("items"))
    files = sorted(path.stem for path in data_file("items").glob("*.toml"))
    SLUGS.update(zip(files, report.slugs, strict=True))
    identity.load_demo_accounts(data_file("demo_accounts.toml"))


def actor(login: str) -> Actor:
    """Return a demo account as the actor it is."""
    return identity.actor_named(login)


def item(file: str) -> VersionView:
    """Return the version of an exemplar by the name of its file."""
    return catalogue.item_page(SLUGS[file])


def answers_for(content: Content, known: dict[str, Any]) -> dict[str, str]:
    """Return an answer that holds for every field that is not filled in yet."""
    made: dict[str, str] = {}
    for group in content.groups:
        for field in group.fields:
            made[field.key] = known.get(field.key) or _answer(field)
    return made


def _answer(field: Any) -> str:
    by_kind = {
        "choice": field.choices[0].value if field.choices else "",
        "number": str(field.minimum if field.minimum is not None else 60),
        "date": "2026-06-01",
        "phone": "13800000009",
        "id_number": "34052419800101001X",
        "uscc": "92511602MA0DEM021C",
    }
    return by_kind.get(field.kind, "广安区演示路8号")[: field.max_length]


class Story:
    """One case and the acts done to it, told in the order they happen."""

    def __init__(
        self, file: str, applicant: str = "wangxiulan", channel: str = "online", clerk: Actor | None = None
    ) -> None:
        self.version = item(file)
        assert self.version.content is not None
        self.content = self.version.content
        self.applicant = actor(applicant)
        self.filer = clerk or self.applicant
        self.done: Done = cases.start_application(
            slug=self.version.slug, actor=self.filer, channel=channel, party_id=self.applicant.party_id
        )

    @property
    def id(self) -> UUID:
        return self.done.id

    @property
    def state(self) -> str:
        return self.view().state.value

    def view(self, login: str = "") -> CaseView:
        return cases.case_view(self.id, actor(login) if login else self.applicant)

    def fill(self) -> Story:
        answers = answers_for(self.content, self.view().answers)
        for group in self.content.groups:
            page = {field.key: answers[field.key] for field in group.fields}
            self.done = cases.save_answers(case_id=self.id, group=group.key, answers=page, actor=self.filer)
        return self

    def upload(self, *, leave_out: tuple[str, ...] = ()) -> Story:
        for material in self.view().materials:
            if material.state == "missing" and material.key not in leave_out:
                cases.attach_material(case_id=self.id, key=material.key, upload=PDF, actor=self.filer)
        return self

    def submit(self) -> Story:
        self.done = cases.submit(case_id=self.id, actor=self.filer)
        return self

    def sent(self) -> Story:
        return self.fill().upload().submit()

    def accept(self, login: str = "acceptor") -> Story:
        self.done = cases.accept(case_id=self.id, actor=actor(login))
        return self

    def accepted(self) -> Story:
        return self.sent().accept()

    def open_steps(self) -> list[Any]:
        return [step for step in self.view("decider-shenpi").steps if step.state == "open"]

    def reviewed(self, verdict: str = "pass") -> Story:
        """Let every body give its opinion, wave after wave, a second officer going along where one must."""
        for _ in range(len(self.content.steps) + 1):
            for step in self.open_steps():
                self.opine(step, verdict)
        return self

    def opine(self, step: Any, verdict: str = "pass") -> None:
        staff = identity.staff_of(step.organisation_id, "reviewer")
        companion = staff[1].account_id if step.kind == "site_visit" else None
        self.done = cases.give_opinion(
            case_id=self.id, step_key=step.key, verdict=verdict, text="经审查，符合要求。", actor=staff[0],
            companion_id=companion,
        )  # fmt: skip

    def decide(self, outcome: str = "granted", reason: str = "") -> Story:
        self.done = cases.decide(
            case_id=self.id, outcome=outcome, reason=reason, actor=actor("decider-shenpi")
        )
        return self
