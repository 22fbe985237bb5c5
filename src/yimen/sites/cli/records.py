"""Commands that look after the records: journal and outbox."""

from __future__ import annotations

import sys
from datetime import date
from uuid import UUID

import click

from yimen.sites.cli.output import json_option, say, start_django


@click.group()
def journal() -> None:
    """全程留痕。"""


@journal.command("verify")
@click.argument("subjects", nargs=-1)
@json_option
def verify(subjects: tuple[str, ...], as_json: bool) -> None:
    """核对留痕的哈希链和每日锚点；发现被改、被删、被截断时逐条列出，退出码为 1。"""
    start_django()
    from yimen.platform.journal import api

    report = api.verify(list(subjects) or None)
    findings = [vars(finding) for finding in report.findings]
    data = {
        "entries": report.entries,
        "subjects": report.subjects,
        "anchors": report.anchors,
        "findings": findings,
    }
    lines = [f"{f.subject} 第{f.position}条：{f.message}" for f in report.findings]
    total = f"共{report.subjects}个对象、{report.entries}条留痕、{report.anchors}个每日锚点，发现{len(findings)}处问题。"
    say(as_json, data, *lines, total)
    if findings:
        sys.exit(1)


@journal.command("anchor")
@click.argument("day", required=False)
@json_option
def anchor(day: str | None, as_json: bool) -> None:
    """为 DAY（默认今天）写下每日锚点。"""
    start_django()
    from yimen.platform.journal import api
    from yimen.platform.wallclock import today

    try:
        on = date.fromisoformat(day) if day else today()
    except ValueError:
        raise click.ClickException(f"“{day}”不是日期，请写成 2026-02-10 这样。") from None
    done = api.anchor_day(on)
    say(as_json, vars(done), f"{done.day}：{done.count}个链头，根 {done.root}")


@click.group()
def outbox() -> None:
    """事件的投递。"""


@outbox.command("dead")
@json_option
def dead(as_json: bool) -> None:
    """列出多次投递失败、等人处理的事件。"""
    start_django()
    from yimen.platform.outbox import api

    letters = api.dead_letters()
    rows = [
        {
            "delivery": letter.delivery_id,
            "subscriber": letter.subscriber,
            "event": letter.event.type,
            "error": letter.error,
        }
        for letter in letters
    ]
    lines = [f"{row['delivery']} {row['subscriber']} {row['event']}：{row['error']}" for row in rows]
    say(as_json, rows, *lines, f"共{len(rows)}件。")


@outbox.command("discard")
@click.argument("delivery")
@click.option("--reason", required=True, help="为什么放弃；记入留痕。")
@json_option
def discard(delivery: str, reason: str, as_json: bool) -> None:
    """放弃投递 DELIVERY，后面的事件继续。"""
    start_django()
    from yimen.platform.outbox import api

    api.discard(_delivery(delivery), actor="operator", reason=reason)
    say(as_json, {"discarded": delivery}, "已放弃，后面的事件继续投递。")


@outbox.command("replay")
@click.argument("delivery")
@json_option
def replay(delivery: str, as_json: bool) -> None:
    """再次投递 DELIVERY。"""
    start_django()
    from yimen.platform.outbox import api

    api.replay(_delivery(delivery), actor="operator")
    say(as_json, {"replayed": delivery}, "已重新排队。")


def _delivery(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise click.ClickException(f"“{text}”不是投递编号；用 yimen outbox dead 查看。") from None
