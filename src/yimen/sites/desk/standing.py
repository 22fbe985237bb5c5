"""Where a case, a step and a material stand, as the officer reads it."""

from __future__ import annotations

from yimen.contexts.cases.data import CaseView, MaterialState, MaterialView, Outcome, StepView
from yimen.platform.pages.badges import Badge
from yimen.platform.pages.dates import short_date

STEPS = {
    "closed": Badge("已完成", "tick", "good"),
    "open": Badge("审查中", "now", "info"),
    "skipped": Badge("不需要", "stop"),
    "waiting": Badge("未开始", "ring"),
}
MINE = Badge("等您审查", "now", "info")
VERDICTS = {"pass": Badge("通过", "tick", "good"), "fail": Badge("不通过", "cross", "bad")}
MATERIALS = {
    MaterialState.PROVIDED: Badge("已提交", "tick", "good"),
    MaterialState.HELD: Badge("证照库已有", "tick", "good"),
    MaterialState.COMMITTED: Badge("承诺代替", "tick", "good"),
    MaterialState.NOT_NEEDED: Badge("不需要", "stop"),
    MaterialState.MISSING: Badge("没有提交", "ring"),
}


def case_badge(case: CaseView) -> Badge:
    """Return the outcome of a case, or where it is."""
    if case.outcome:
        granted = case.outcome == Outcome.GRANTED
        return Badge(case.outcome_name, "tick" if granted else "stop", "good" if granted else "")
    return Badge(case.state_name, "now", "info")


def step_badge(step: StepView) -> Badge:
    """Return where a review step stands; one's own is told apart."""
    return MINE if step.mine else STEPS[step.state]


def material_badge(material: MaterialView) -> Badge:
    """Return what stands for a material."""
    if material.state is MaterialState.DEFERRED:
        return Badge(f"容缺至{short_date(material.promised_on)}", "triangle", "warn")
    return MATERIALS[material.state]
