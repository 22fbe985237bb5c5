"""How the command line speaks: sentences for people, one JSON object on the last line for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def json_option(command: Command) -> Command:
    """Add ``--json``: the last line is one JSON object (or a list)."""
    option: Callable[[Command], Command] = click.option(
        "--json", "as_json", is_flag=True, help="最后一行输出 JSON。"
    )
    return option(command)


def say(as_json: bool, data: Any, *sentences: str) -> None:
    """Print ``data`` as one line of JSON, or the sentences."""
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, default=str))
        return
    for sentence in sentences:
        click.echo(sentence)


def start_django() -> None:
    """Load the settings and the rooms. A wrong database address is one sentence and exit code 1."""
    import django
    from pydantic import ValidationError

    try:
        django.setup()
    except ValidationError as problem:
        names = "、".join(f"YIMEN_{str(error['loc'][0]).upper()}" for error in problem.errors())
        raise click.ClickException(f"环境变量的值不对：{names}。") from None
    except ValueError as problem:
        raise click.ClickException(str(problem)) from None
