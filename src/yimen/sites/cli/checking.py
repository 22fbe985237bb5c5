"""Commands that check values and files of worked examples; they need no database."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from yimen.contexts.clocks.data import OracleReport
from yimen.sites.cli.output import json_option, say, start_django


@click.group()
def workdays() -> None:
    """工作日计算（随附 2004–2026 年放假安排）。"""


@workdays.command("add")
@click.argument("start")
@click.argument("count", type=int)
@json_option
def add(start: str, count: int, as_json: bool) -> None:
    """从 START（如 2026-02-10）起第 COUNT 个工作日是哪一天；起始日不计。"""
    from yimen.kernel.workdays import shipped_calendar

    try:
        day = date.fromisoformat(start)
    except ValueError:
        raise click.ClickException(f"“{start}”不是日期，请写成 2026-02-10 这样。") from None
    due = shipped_calendar().add_working_days(day, count)
    data = {"start": day, "working_days": count, "due": due.date, "provisional": due.provisional}
    mark = "（暂定：所涉年份的放假安排尚未公布）" if due.provisional else ""
    say(as_json, data, f"{due.date}{mark}")


@click.group()
def clock() -> None:
    """办理期限。"""


@clock.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def check_clock(file: Path, as_json: bool) -> None:
    """按 FILE 里的算例逐行核对期限计算；全部一致时退出码为 0。"""
    start_django()
    from yimen.contexts.clocks import api as clocks

    _report(as_json, clocks.check_clock_examples(file))


@click.group()
def cards() -> None:
    """黄牌、红牌。"""


@cards.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def check_cards(file: Path, as_json: bool) -> None:
    """按 FILE 里的边界逐行核对亮牌；全部一致时退出码为 0。"""
    start_django()
    from yimen.contexts.clocks import api as clocks

    _report(as_json, clocks.check_card_vectors(file))


def _report(as_json: bool, report: OracleReport) -> None:
    wrong = [
        {"row": row.number, "case": row.case, "expected": row.expected, "got": row.got}
        for row in report.wrong
    ]
    data = {"read": report.read, "agreed": report.read - len(wrong), "wrong": wrong}
    lines = [f"第{row['row']}行 {row['case']}：应为 {row['expected']}，算得 {row['got']}" for row in wrong]
    say(as_json, data, *lines, f"共{report.read}行，一致{report.read - len(wrong)}行，不一致{len(wrong)}行。")
    if wrong:
        sys.exit(1)


@click.group("id")
def identifier() -> None:
    """证件号码和各类编码。"""


@identifier.command("check")
@click.argument("value")
@json_option
def check_id(value: str, as_json: bool) -> None:
    """说明 VALUE 是哪一种编码、是否有效、为什么；有效时退出码为 0，无效为 1。"""
    from yimen.kernel.identify import identify

    found = identify(value)
    data = {
        "kind": found.kind,
        "kind_name": found.kind_name,
        "valid": found.valid,
        "code": found.code,
        "reason": found.reason,
        "value": found.value,
    }
    verdict = "有效" if found.valid else f"无效：{found.reason}"
    say(as_json, data, f"{found.kind_name or '未知编码'}　{verdict}")
    if not found.valid:
        sys.exit(1)
