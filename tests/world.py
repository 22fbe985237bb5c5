"""A district in full work on a Thursday morning: a case in every state worth seeing, as the pages need it.

Built through the rooms' doors only, so that what the tests look at is what people will see.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from datetime import date, datetime

from django.test import TestCase

from tests.district import (
    COMMITMENT,
    COMPANY,
    DEFERRABLE,
    EXPERT,
    FOOD,
    HELD,
    INSTANT,
    SITE_VISIT,
    SLUGS,
    Story,
    actor,
    answers_for,
)
from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import Point
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.licences import api as licences
from yimen.kernel.reference import data_file
from yimen.platform.jobs.api import work_once
from yimen.platform.wallclock import SHANGHAI, standing_at

NOW = datetime(2026, 3, 12, 10, 20, tzinfo=SHANGHAI)
LIKELY = {
    "operator_name": "王秀兰面馆", "uscc": "92511602MA0DEM021C", "responsible": "王秀兰",
    "residence": "四川省广安市广安区浓洄街道演示路1号", "premises": "四川省广安市广安区北辰街道建设路27号",
    "area": "85", "safety_manager": "李建国", "builder": "广安老街坊餐饮有限公司", "contact": "张德明",
    "road": "县道XC08（大安—花桥）", "position": "K12+350处左侧", "site_address": "四川省广安市广安区大安镇前进村3组",
    "veterinarian": "李建国", "shop_address": "四川省广安市广安区花桥镇兴隆街11号",
    "store_address": "四川省广安市广安区花桥镇兴隆街13号", "adviser": "王秀兰", "domain": "wxlmianguan.example",
    "ip_address": "203.0.113.8", "icp_number": "蜀ICP备00000000号", "approved_on": "2026-03-05",
    "trader_name": "王秀兰面馆",
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """Where to look: addresses of items, and the ids of cases, papers and licences in each state."""

    food: str
    commitment: str
    deferrable: str
    expert: str
    instant: str
    listed: str
    """An item of the published list that cannot be applied for here."""
    draft: str
    ready: str
    choosing: str
    promising: str
    holding: str
    sent: str
    corrected: str
    accepted: str
    reviewed: str
    decided: str
    granted: str
    refused: str
    withdrawn: str
    owing: str
    paused: str
    proposed: str
    proposal: str
    visit: str
    paper: str
    licence: str
    token: str
    company_case: str
    instant_sent: str
    spare: str
    """Sent longest ago: the first that waits for acceptance."""
    step: str
    """Key of the first review step of a food licence."""


def likely_answers(story: Story) -> dict[str, str]:
    """Return answers as a person would give them."""
    return {**answers_for(story.content, story.view().answers), **LIKELY}


def filled(story: Story, *, groups: int | None = None) -> Story:
    """Fill in the form, or its first pages."""
    answers = likely_answers(story)
    for group in story.content.groups[:groups]:
        page = {field.key: answers[field.key] for field in group.fields}
        cases.save_answers(case_id=story.id, group=group.key, answers=page, actor=story.applicant)
    return story


def sent(file: str, day: date, applicant: str = "wangxiulan") -> Story:
    """Send an application on the morning of ``day``, the drawing as a picture."""
    with standing_at(datetime(day.year, day.month, day.day, 9, 12)):
        story = filled(Story(file, applicant))
        for material in story.view().materials:
            if material.key in ("layout_plan", "location_and_layout"):
                cases.attach_material(case_id=story.id, key=material.key, upload=PLAN, actor=story.applicant)
        return story.upload().submit()


def accepted(file: str, sent_on: date, on: date, applicant: str = "wangxiulan") -> Story:
    """Send an application and accept it."""
    story = sent(file, sent_on, applicant)
    with standing_at(datetime(on.year, on.month, on.day, 14, 30)):
        return story.accept()


def decided(sent_on: date, on: date, outcome: str, reason: str = "") -> Story:
    """Carry a food licence to its decision."""
    story = accepted(FOOD, sent_on, sent_on)
    with standing_at(datetime(on.year, on.month, on.day, 15, 5)):
        return story.reviewed().decide(outcome, reason)


def work_off() -> None:
    """Let events, papers and licences follow."""
    for _ in range(2):
        with TestCase.captureOnCommitCallbacks(execute=True):
            work_once()


def build_world(listed_rows: int | None = 120) -> World:
    """Build the world on a loaded district; ``listed_rows`` of the published list, all when None."""
    with standing_at(datetime(2026, 3, 1, 8, 0)):
        slugs = _slugs(listed_rows)
    granted = decided(date(2026, 3, 2), date(2026, 3, 5), "granted")
    with standing_at(datetime(2026, 3, 5, 15, 20)):
        work_off()
    with standing_at(NOW):
        cases_by_name = {**_drafts(), **_moving()}
        work_off()
        unissued = decided(date(2026, 3, 4), date(2026, 3, 11), "granted")
        licence = licences.licence_of_subject(f"case:{granted.id}")
        assert licence is not None
        ids = {
            **cases_by_name, "granted": granted.id, "decided": unissued.id, "licence": licence.id,
            "paper": granted.view().papers[0].id, "token": licence.token,
        }  # fmt: skip
    return World(**slugs, **{name: str(value) for name, value in ids.items()})


def _slugs(listed_rows: int | None) -> dict[str, str]:
    lines = data_file("catalogue-guangan.csv").read_text("utf-8-sig").splitlines(keepends=True)
    catalogue.import_csv("".join(lines[:1] + lines[1:][:listed_rows]).encode())
    listed = next(item for item in catalogue.search("", page=2).items if not item.open_for_application)
    return {
        "food": SLUGS[FOOD], "commitment": SLUGS[COMMITMENT], "deferrable": SLUGS[DEFERRABLE],
        "expert": SLUGS[EXPERT], "instant": SLUGS[INSTANT], "listed": listed.slug,
    }  # fmt: skip


def _drafts() -> dict[str, object]:
    return {
        "draft": filled(Story(FOOD), groups=1).id,
        "ready": filled(Story(FOOD)).upload().id,
        "choosing": filled(Story(COMMITMENT)).id,
        "promising": filled(Story(DEFERRABLE)).id,
        "holding": filled(Story(HELD)).id,
    }


def _moving() -> dict[str, object]:
    corrected = sent(FOOD, date(2026, 3, 9))
    key = corrected.content.materials[0].key
    points = [
        Point("material", key, "平面布局图看不清尺寸，请重新拍一张清楚的。"),
        Point("field", "safety_manager", "食品安全管理人员的姓名与制度里写的不一致。"),
    ]
    cases.ask_correction(case_id=corrected.id, points=points, actor=actor("acceptor"))
    reviewed = accepted(FOOD, date(2026, 3, 4), date(2026, 3, 4))
    withdrawn = sent(FOOD, date(2026, 3, 9))
    cases.withdraw(case_id=withdrawn.id, reason="铺面换了地方", actor=withdrawn.applicant)
    paused, proposed = _experts()
    return {
        "sent": sent(FOOD, date(2026, 3, 11)).id,
        "corrected": corrected.id,
        "accepted": accepted(FOOD, date(2026, 3, 5), date(2026, 3, 6)).id,
        "reviewed": reviewed.reviewed().id,
        "refused": decided(date(2026, 3, 3), date(2026, 3, 10), "refused", "加工区与卫生间相邻，不符合布局要求。").id,
        "withdrawn": withdrawn.id,
        "owing": _owing().id,
        "visit": accepted(SITE_VISIT, date(2026, 3, 9), date(2026, 3, 10)).id,
        "spare": sent(FOOD, date(2026, 3, 6)).id,
        "instant_sent": sent(INSTANT, date(2026, 3, 11)).id,
        "step": reviewed.content.steps[0].key,
        "company_case": sent(COMPANY, date(2026, 3, 11), "laojiefang").id,
        **paused, **proposed,
    }  # fmt: skip


def _owing() -> Story:
    story = filled(Story(DEFERRABLE))
    later = next(material.key for material in story.content.materials if material.necessity == "deferrable")
    story.upload(leave_out=(later,))
    cases.defer_material(case_id=story.id, key=later, promised_on=date(2026, 3, 20), actor=story.applicant)
    return story.submit().accept()


def _experts() -> tuple[dict[str, object], dict[str, object]]:
    """One case paused for expert review, one where the head has not answered yet."""
    found = []
    for _ in range(2):
        story = accepted(EXPERT, date(2026, 3, 3), date(2026, 3, 3), "laojiefang")
        with standing_at(datetime(2026, 3, 5, 9, 40)):
            proposal = cases.propose_pause(
                case_id=story.id, ground="expert_review", days=10, reason="路口坡度大，需要专家论证安全性。",
                actor=actor("reviewer-shenpi"),
            )  # fmt: skip
        found.append((story.id, proposal))
    (paused, approved), (proposed, waiting) = found
    with standing_at(datetime(2026, 3, 6, 9, 40)):
        cases.approve_pause(proposal_id=approved, approve=True, actor=actor("head-shenpi"))
        cases.pause(case_id=paused, proposal_id=approved, actor=actor("reviewer-shenpi"))
    return {"paused": paused}, {"proposed": proposed, "proposal": waiting}


def _plan(width: int = 480, height: int = 320) -> bytes:
    """Draw a small floor plan as a PNG: walls on white paper."""
    walls = [(20, 20, 460, 26), (20, 294, 460, 300), (20, 20, 26, 300), (454, 20, 460, 300),
             (220, 20, 224, 180), (220, 176, 400, 180), (340, 180, 344, 300), (60, 60, 170, 130)]  # fmt: skip
    dark = [[False] * width for _ in range(height)]
    for left, top, right, bottom in walls:
        for y in range(top, bottom):
            dark[y][left:right] = [True] * (right - left)
    rows = b"".join(b"\0" + bytes(90 if cell else 250 for cell in row) for row in dark)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


PLAN = _plan()
