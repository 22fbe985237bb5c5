"""Commands of the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from yimen.sites.cli.output import json_option, say, start_django
from yimen.sites.cli.progress import bar


@click.group()
def catalogue() -> None:
    """事项目录。"""


@catalogue.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="只检查，不写入。")
@click.option("--findings/--no-findings", default=True, help="逐行列出发现的问题。")
@json_option
def import_file(file: Path, dry_run: bool, findings: bool, as_json: bool) -> None:
    """导入公布的事项清单 FILE（CSV，UTF-8 或 GB18030），逐行报告问题；重复导入不改变任何内容。"""
    start_django()
    from yimen.contexts.catalogue import api
    from yimen.sites.cli.installing import require_database

    require_database()
    with bar("导入事项", quiet=as_json) as progress:
        report = api.import_csv(file, dry_run=dry_run, progress=progress)
    lines = [f"第{f.row}行 {f.column}：{f.message}" for f in report.findings] if findings else []
    if as_json:
        for line in lines:
            click.echo(line, err=True)
        lines = []
    names = ("read", "created", "changed", "unchanged", "reported", "skipped", "dry_run")
    data: dict[str, Any] = {name: getattr(report, name) for name in names}
    total = (
        f"读取{report.read}行：新增{report.created}，变更{report.changed}，未变{report.unchanged}，"
        f"有问题{report.reported}，未能收录{report.skipped}。"
    )
    say(as_json, data, *lines, total + ("（试运行，没有写入）" if dry_run else ""))


@catalogue.command("search")
@click.argument("query")
@json_option
def search(query: str, as_json: bool) -> None:
    """按字、词、拼音或首字母查找事项，与网页的排序相同。"""
    start_django()
    from yimen.contexts.catalogue import api

    page = api.search(query)
    rows = [{"name": item.name, "code": item.code} for item in page.items]
    say(as_json, rows, *(f"{row['name']}　{row['code']}" for row in rows), f"共{page.total}项。")
