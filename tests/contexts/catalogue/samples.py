"""Small lists and contents to test with."""

from __future__ import annotations

import csv
import io
from typing import Any

from yimen.contexts.catalogue.data import Content
from yimen.contexts.catalogue.domain.table import COLUMNS

DIVISION = "511602000000"
BODY = "115113016823646795"
BODY_NAME = "区行政审批局"
OTHER_BODY = "11511301008778490F"


def line(
    name: str = "养蜂证换证",
    *,
    base: str = "512020001005",
    division: str = DIVISION,
    body: str = BODY,
    department: str = BODY_NAME,
    task_type: str = "20",
    department_code: str = BODY,
    group: str = "未分类",
    **other: str,
) -> dict[str, str]:
    """Return one row of a list, right in all but what the test changes."""
    row = {
        "department": department,
        "main_item": group,
        "name": name,
        "item_code": f"{base}-{division}-000-{body}-1-00",
        "task_type": task_type,
        "area_code": DIVISION,
        "department_code": department_code,
    }
    return {**row, **other}


def table(*rows: dict[str, str], encoding: str = "utf-8") -> bytes:
    """Return the rows as the bytes of a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def step(key: str, *after: str, **changes: Any) -> dict[str, Any]:
    """Return one review step."""
    plain = {"key": key, "name": f"环节{key}", "body": BODY_NAME, "limit": {"days": 2}, "after": after}
    return {**plain, **changes}


def content(**changes: Any) -> Content:
    """Return a sound content, with what the test changes."""
    document: dict[str, Any] = {
        "name": "养蜂证换证",
        "type": "01",
        "profile": "licence",
        "body": BODY_NAME,
        "summary": "养蜂证到期前换发新证。",
        "handling": "promised",
        "subjects": ["person"],
        "themes": ["农林水利"],
        "keywords": ["蜜蜂证"],
        "basis": [{"law": "中华人民共和国畜牧法"}],
        "conditions": [{"key": "holder", "text": "持有养蜂证", "standard": "证件在有效期内"}],
        "legal_limit": {"days": 20},
        "promised_limit": {"days": 7},
        "materials": [
            {
                "key": "photo",
                "name": "蜂场照片",
                "acceptance_standard": "看得清蜂箱",
                "common_errors": ["太暗"],
            }
        ],
        "groups": [{"key": "who", "title": "您是谁", "fields": [{"key": "holder", "label": "姓名"}]}],
        "steps": [step("a"), step("b"), step("c", "a", "b")],
        "result": {"kind": "approval", "name": "养蜂证", "facts": ["holder"]},
        "visits": {"count": 0},
        "service": {
            "hall": "广安区政务服务中心",
            "window": "3号窗口",
            "address": "广安区",
            "hours": "工作日9:00至17:00",
            "phone": "0826-2220001",
            "complaint_phone": "0826-2220002",
        },
    }
    return Content.model_validate({**document, **changes})
