"""Load a city's own data: organisations, licence types, items, villages; open staff accounts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from yimen.sites.cli.output import json_option, say, start_django

FILE = click.Path(exists=True, path_type=Path)


@click.group()
def load() -> None:
    """载入本地的机构、证照类型、事项和村居（格式同 data/ 里随附的文件）。"""


def _loader(name: str, about: str, pick: Callable[[], Callable[[Path], Any]]) -> None:
    @load.command(name, help=about)
    @click.argument("path", type=FILE)
    @json_option
    def command(path: Path, as_json: bool) -> None:
        start_django()
        from yimen.sites.cli.installing import counts_of, require_database

        require_database()
        counts = counts_of(pick()(path))
        say(as_json, counts, "，".join(f"{key} {value}" for key, value in counts.items()))


def _organisations() -> Callable[[Path], Any]:
    from yimen.contexts.regions.api import load_organisations

    return load_organisations


def _villages() -> Callable[[Path], Any]:
    from yimen.contexts.regions.api import load_villages

    return load_villages


def _licence_types() -> Callable[[Path], Any]:
    from yimen.contexts.licences.api import load_types

    return load_types


def _items() -> Callable[[Path], Any]:
    from yimen.contexts.catalogue.api import load_exemplars

    return load_exemplars


_loader("organisations", "载入机构 PATH（TOML）。", _organisations)
_loader("villages", "载入村居 PATH（CSV）。", _villages)
_loader("types", "载入证照类型 PATH（TOML）。", _licence_types)
_loader("items", "发布文件夹 PATH 里的事项（TOML），内容没有变化的不动。", _items)


@click.group()
def staff() -> None:
    """工作人员账号。"""


@staff.command("add")
@click.argument("login")
@click.option("--name", required=True, help="姓名")
@click.option("--organisation", required=True, help="机构名称，如 区行政审批局")
@click.option(
    "--role", "roles", multiple=True, required=True, help="角色，可多次给出，如 acceptor、reviewer、decider"
)
@click.option("--phone", default="", help="办公电话，申请人看得到")
@click.password_option(help="不给出时询问")
@json_option
def add(
    login: str, name: str, organisation: str, roles: tuple[str, ...], phone: str, password: str, as_json: bool
) -> None:
    """开通账号 LOGIN。"""
    start_django()
    from yimen.contexts.identity.api import Role, create_staff
    from yimen.contexts.regions.api import organisation_named
    from yimen.sites.cli.installing import require_database

    unknown = [role for role in roles if role not in set(Role)]
    if unknown:
        raise click.ClickException(f"没有“{'、'.join(unknown)}”这个角色；可用的有 {'、'.join(Role)}。")
    require_database()
    actor = create_staff(
        login_name=login,
        name=name,
        organisation_id=organisation_named(organisation).id,
        roles=roles,
        password=password,
        phone=phone,
    )
    say(as_json, {"login": login, "organisation": actor.organisation_name}, f"已开通 {login}。")
