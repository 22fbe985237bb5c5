"""``yimen``: the program without a browser. Every command takes ``--help`` and ``--json``."""

from __future__ import annotations

import os
import sys

import click

from yimen import __version__
from yimen.kernel.errors import Refusal
from yimen.sites.cli import catalogue, checking, installing, loading, records, running


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="yimen")
def cli() -> None:
    """Yimen 一门：一网、一门、一次的政务服务平台。"""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings")


for command in (
    installing.prepare,
    running.run,
    running.serve,
    running.worker,
    catalogue.catalogue,
    checking.workdays,
    checking.clock,
    checking.cards,
    checking.identifier,
    records.journal,
    records.outbox,
    loading.load,
    loading.staff,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line; a refusal is one sentence on standard error and exit code 1."""
    try:
        cli(standalone_mode=False)
    except Refusal as refusal:
        click.echo(refusal.message, err=True)
        sys.exit(1)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except click.Abort:
        sys.exit(130)


if __name__ == "__main__":
    main()
