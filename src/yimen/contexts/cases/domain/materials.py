"""Which materials of the version still stand in the way of sending or accepting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yimen.contexts.cases.data import MaterialState
from yimen.contexts.catalogue.data import Content, Necessity

SATISFIED = frozenset(
    {
        MaterialState.PROVIDED,
        MaterialState.HELD,
        MaterialState.DEFERRED,
        MaterialState.COMMITTED,
        MaterialState.NOT_NEEDED,
    }
)


def missing(content: Content, states: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys that are neither provided, held, deferred, committed nor excused by the situation.

    A situational material that nobody supplied is not asked for; whether the situation applies is the
    applicant's statement and the acceptor's to check.
    """
    return tuple(
        material.key
        for material in content.materials
        if material.necessity != Necessity.SITUATIONAL
        and states.get(material.key, MaterialState.MISSING) not in SATISFIED
    )


def may_defer(content: Content, key: str) -> bool:
    """Return whether the version lets this material come later (容缺)."""
    return any(m.key == key and m.necessity == Necessity.DEFERRABLE for m in content.materials)


def first_steps(content: Content) -> tuple[str, ...]:
    """Return the steps that open at acceptance."""
    return tuple(step.key for step in content.steps if not step.after)


def steps_now_open(content: Content, closed: Iterable[str]) -> tuple[str, ...]:
    """Return the steps all of whose predecessors are closed."""
    done = set(closed)
    return tuple(step.key for step in content.steps if step.key not in done and set(step.after) <= done)


def steps_after(content: Content, key: str) -> tuple[str, ...]:
    """Return every step that rests on ``key``, directly or not."""
    found: set[str] = set()
    grew = True
    while grew:
        grew = False
        for step in content.steps:
            if step.key not in found and (key in step.after or found & set(step.after)):
                found.add(step.key)
                grew = True
    return tuple(step.key for step in content.steps if step.key in found)


def differences(old: Content, new: Content) -> tuple[str, ...]:
    """Return, in words, what a draft begun on ``old`` must know of ``new``."""
    lines: list[str] = []
    for title, before, after in (
        ("材料", {m.key: m.name for m in old.materials}, {m.key: m.name for m in new.materials}),
        ("填写项", _labels(old), _labels(new)),
    ):
        lines += [f"新增{title}“{after[key]}”" for key in after if key not in before]
        lines += [f"不再需要{title}“{before[key]}”" for key in before if key not in after]
    if old.promised_limit != new.promised_limit:
        lines.append(f"承诺期限由{old.promised_limit.days}改为{new.promised_limit.days}")
    if old.fees != new.fees:
        lines.append("收费有变化")
    return tuple(lines) or ("办事指南的文字有更新",)


def _labels(content: Content) -> dict[str, str]:
    return {field.key: field.label for group in content.groups for field in group.fields}
