"""Procedure profiles: what differs by type of item is data.

The strict column is the licence profile; 许可法 governs only it. Other profiles cite their own guide, and
offer nobody a fiction the law does not know.
"""

from __future__ import annotations

from dataclasses import dataclass

from yimen.contexts.clocks.data import GROUND_NAMES

STATUTORY_GROUNDS = GROUND_NAMES
"""许可法第45条: the closed list of grounds that stop the clock."""


@dataclass(frozen=True)
class Profile:
    """Limits and fictions of one kind of procedure. Days are working days (许可法第82条)."""

    key: str
    name: str
    completeness_days: int = 5
    deems_acceptance: bool = False
    pause_grounds: frozenset[str] = frozenset(STATUTORY_GROUNDS)
    extension_days: int = 10
    joint_extension_days: int = 15
    delivery_days: int = 10
    forwarding_days: int = 1
    close_after_days: int = 3
    """Calendar days between delivery and archive, in which a failed delivery can still be reported."""
    draft_days: int = 30
    governed_by_licensing_law: bool = False
    remedies: str = (
        "如不服本决定，可以自收到之日起六十日内依法申请行政复议，或者在六个月内向人民法院提起行政诉讼。"
    )


PROFILES: dict[str, Profile] = {
    profile.key: profile
    for profile in (
        Profile("licence", "行政许可", deems_acceptance=True, governed_by_licensing_law=True),
        Profile("payment", "行政给付"),
        Profile("confirmation", "行政确认"),
        Profile("reward", "行政奖励"),
        Profile("filing", "备案及其他"),
        Profile(
            "service",
            "公共服务",
            remedies="如有异议，可以拨打投诉电话或者在“我的办件”里反映，我们会按时答复。",
        ),
    )
}


def profile_named(key: str) -> Profile:
    """Return the profile; an unknown key is a fault of the catalogue and raises KeyError."""
    return PROFILES[key]


def cite(profile: Profile, basis: str) -> str:
    """Return the ground an act rests on under this profile: the article, or the item's own guide."""
    if profile.governed_by_licensing_law or not basis:
        return basis
    return "本事项办事指南"
