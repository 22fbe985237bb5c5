"""Load the bodies of a division from a file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from yimen.contexts.regions.data import Finding, LoadReport
from yimen.contexts.regions.selectors import organisations
from yimen.contexts.regions.services.ensure_organisation import ensure_organisation
from yimen.kernel.errors import InvalidValue, NotFound, Refusal

KNOWN = frozenset(
    {"name", "short_name", "full_name", "kind", "uscc", "published_code", "phone", "complaint_phone"}
    | {"address", "hours", "demo"}
)


@transaction.atomic
def load_organisations(path: Path | str) -> LoadReport:
    """Load ``[[organisation]]`` tables; a body that is refused is reported and the others are loaded."""
    document = _document(Path(path))
    division = document.get("division", "")
    before = {body.name: body for body in organisations(division)} if division else {}
    created = changed = unchanged = 0
    findings: list[Finding] = []
    for number, table in enumerate(document["organisation"], 1):
        try:
            after = _one(table, division, number)
        except Refusal as refusal:
            text = f"第{number}个机构：{refusal.message}没有导入。"
            findings.append(Finding(number, refusal.field, refusal.code, text))
            continue
        if after.name not in before:
            created += 1
        elif before[after.name] == after:
            unchanged += 1
        else:
            changed += 1
    read = len(document["organisation"])
    return LoadReport(read, created, changed, unchanged, tuple(findings))


def _one(table: dict[str, Any], division: str, position: int) -> Any:
    unknown = sorted(set(table) - KNOWN)
    if unknown:
        raise InvalidValue(f"有不认识的内容：{'、'.join(unknown)}。", code="unknown_field")
    if "name" not in table:
        raise InvalidValue("没有名称。", code="bad_name", field="name")
    with transaction.atomic():
        return ensure_organisation(division=division, position=position, **table)


def _document(path: Path) -> dict[str, Any]:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise NotFound(f"读不到文件“{path.name}”。", code="no_file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise InvalidValue(f"文件“{path.name}”不是正确的TOML文本。", code="broken_toml") from None
    tables = document.get("organisation")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables) or not tables:
        raise InvalidValue(f"文件“{path.name}”里没有[[organisation]]。", code="empty_file")
    return document
