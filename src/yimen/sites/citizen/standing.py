"""Where a case, a task and a material stand, as the applicant reads it."""

from __future__ import annotations

from yimen.contexts.cases.data import CaseRow, CaseView, MaterialState, MaterialView, Outcome, State
from yimen.platform.pages.badges import Badge

OUTCOMES = {
    Outcome.GRANTED: ("tick", "good"),
    Outcome.REFUSED: ("cross", "bad"),
    Outcome.NOT_ACCEPTED: ("cross", "bad"),
}
STATES = {State.DRAFT: ("ring", ""), State.CORRECTION_ASKED: ("triangle", "warn")}
MATERIALS = {
    MaterialState.PROVIDED: Badge("已上传", "tick", "good"),
    MaterialState.HELD: Badge("来自证照库，不用交", "tick", "good"),
    MaterialState.DEFERRED: Badge("以后再交", "triangle", "warn"),
    MaterialState.COMMITTED: Badge("承诺代替，不用交", "tick", "good"),
    MaterialState.NOT_NEEDED: Badge("不用交", "tick", "good"),
}
AWAITED = Badge("待上传", "ring", "info")
OPTIONAL = Badge("可以不交", "ring")


def steps_left(case: CaseView) -> bool:
    """Return whether a review step is still to be done; after a commitment there may be none (告知承诺)."""
    return any(step.state not in ("closed", "skipped") for step in case.steps)


def case_badge(case: CaseRow | CaseView) -> Badge:
    """Return the outcome of a case, or where it is."""
    if case.outcome:
        return Badge(case.outcome_name, *OUTCOMES.get(Outcome(case.outcome), ("stop", "")))
    if case.state is State.IN_REVIEW and isinstance(case, CaseView) and not steps_left(case):
        return Badge("待决定", "now", "info")
    return Badge(case.state_name, *STATES.get(case.state, ("now", "info")))


def material_badge(material: MaterialView, awaited: bool) -> Badge:
    """Return where a material stands; one that is not there is awaited or optional."""
    return MATERIALS.get(material.state) or (AWAITED if awaited else OPTIONAL)
