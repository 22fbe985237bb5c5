"""The officer's manual 业务手册: the same version as the guide, read from the other side of the window."""

from __future__ import annotations

from yimen.contexts.catalogue.data import (
    Commitment,
    Condition,
    Content,
    Frozen,
    Necessity,
    Source,
    SpecialProcedure,
)
from yimen.contexts.catalogue.domain.flow import STEP_KINDS, limit_in_words

NECESSITIES = {Necessity.REQUIRED: "必要", Necessity.SITUATIONAL: "按情形", Necessity.DEFERRABLE: "可容缺"}
SOURCES = {Source.APPLICANT: "申请人自备", Source.GOVERNMENT: "政府部门核发", Source.OTHER: "其他"}


class MaterialCheck(Frozen):
    """What the acceptor checks of one material."""

    key: str
    name: str
    necessity: str
    source: str
    when: str
    acceptance_standard: str
    common_errors: tuple[str, ...]
    basis: str
    blank_form: bool
    """Whether there is a form to hand to the applicant."""
    sample: bool


class StepGuide(Frozen):
    """What the reviewer of one step looks at."""

    name: str
    body: str
    kind: str
    limit: str
    officers: int
    points: tuple[str, ...]
    discretion: tuple[str, ...]


class Manual(Frozen):
    """Acceptance standards, review points and discretion criteria of one version."""

    name: str
    conditions: tuple[Condition, ...]
    materials: tuple[MaterialCheck, ...]
    steps: tuple[StepGuide, ...]
    special: tuple[SpecialProcedure, ...]
    commitment: Commitment | None
    legal_limit: str
    promised_limit: str
    correction_days: int


def manual(content: Content) -> Manual:
    """Return the officer's manual of a version."""
    return Manual(
        name=content.name,
        conditions=content.conditions,
        materials=tuple(
            MaterialCheck(
                key=material.key,
                name=material.name,
                necessity=NECESSITIES[material.necessity],
                source=SOURCES[material.source],
                when=material.when,
                acceptance_standard=material.acceptance_standard,
                common_errors=material.common_errors,
                basis=material.basis,
                blank_form=bool(material.blank_form),
                sample=bool(material.sample),
            )
            for material in content.materials
        ),
        steps=tuple(
            StepGuide(
                name=step.name,
                body=step.body,
                kind=STEP_KINDS[step.kind],
                limit=limit_in_words(step.limit),
                officers=step.officers,
                points=step.points,
                discretion=step.discretion,
            )
            for step in content.steps
        ),
        special=content.special,
        commitment=content.commitment,
        legal_limit=limit_in_words(content.legal_limit),
        promised_limit=limit_in_words(content.promised_limit),
        correction_days=content.correction_days,
    )
