"""Prepare an installation: tables, reference data, demo accounts. Safe to run again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from yimen.sites.cli.output import json_option, say, start_django
from yimen.sites.cli.progress import bar


def require_database() -> None:
    """Refuse with one sentence when the database does not answer."""
    from django.conf import settings
    from django.db import OperationalError, connection

    (Path(settings.DATA_DIR) / "static").mkdir(parents=True, exist_ok=True)
    try:
        connection.ensure_connection()
    except OperationalError as problem:
        first = str(problem).strip().splitlines()[0]
        raise click.ClickException(f"连不上数据库，请检查 YIMEN_DATABASE_URL：{first}") from None


def require_font() -> None:
    """Refuse with one sentence when no Chinese font is found."""
    from yimen.platform.documents.api import require_chinese_font

    try:
        require_chinese_font()
    except RuntimeError as problem:
        raise click.ClickException(str(problem)) from None


def prepare_all(quiet: bool = False) -> dict[str, Any]:
    """Bring the database up to date and load what is new; return what was loaded."""
    from django.conf import settings
    from django.core.management import call_command

    require_database()
    call_command("migrate", verbosity=0, interactive=False)
    loaded: dict[str, Any] = {}
    for name, title, paths, load in _loads(settings.DEMO):
        from yimen.platform.reference import api as reference

        result = reference.load_once(name, paths, partial(_with_bar, title, quiet, load))
        if result is not None:
            loaded[name] = counts_of(result)
    return loaded


def counts_of(report: Any) -> dict[str, int]:
    """Return the numbers a load reports about itself."""
    fields = report.model_dump() if hasattr(report, "model_dump") else vars(report)
    return {key: value for key, value in fields.items() if type(value) is int}


def _with_bar(title: str, quiet: bool, load: Callable[[Callable[[int, int], None]], Any]) -> Any:
    with bar(title, quiet=quiet) as progress:
        return load(progress)


Load = tuple[str, str, list[Path], Callable[[Callable[[int, int], None]], Any]]


def _loads(demo: bool) -> list[Load]:
    from yimen.contexts.catalogue import api as catalogue
    from yimen.contexts.licences import api as licences
    from yimen.contexts.regions import api as regions
    from yimen.kernel.reference import data_file

    items, forms = data_file("items"), data_file("forms")
    item_files = [*sorted(items.glob("*.toml")), *sorted(forms.glob("*.toml"))]
    files = {
        name: data_file(name)
        for name in (
            "regions.csv", "organisations.toml", "catalogue-guangan.csv", "licence_types.toml",
            "villages-demo.csv", "demo_accounts.toml", "synonyms.toml", "themes.toml",
        )
    }  # fmt: skip
    rows: list[Load] = [
        ("divisions", "行政区划", [files["regions.csv"]],
         lambda p: regions.load_divisions(files["regions.csv"], progress=p)),
    ]  # fmt: skip
    if not demo:  # a city loads its own bodies, types and items: yimen load …, yimen catalogue import
        return rows
    rows += [
        ("organisations", "机构", [files["organisations.toml"]],
         lambda p: regions.load_organisations(files["organisations.toml"])),
        ("catalogue", "事项清单", [files["catalogue-guangan.csv"], files["themes.toml"], files["synonyms.toml"]],
         lambda p: catalogue.import_csv(files["catalogue-guangan.csv"], progress=p)),
        ("licence_types", "证照类型", [files["licence_types.toml"]],
         lambda p: licences.load_types(files["licence_types.toml"])),
        ("items", "示范事项", item_files, lambda p: catalogue.load_exemplars(items, forms=forms)),
    ]  # fmt: skip
    return rows


@click.command()
@json_option
def prepare(as_json: bool) -> None:
    """建表并载入行政区划、机构、事项、证照类型和演示账号；再次运行只载入有变化的。"""
    start_django()
    require_font()
    loaded = prepare_all(quiet=as_json)
    say(as_json, loaded, "已就绪。" if loaded else "没有变化，已就绪。")
