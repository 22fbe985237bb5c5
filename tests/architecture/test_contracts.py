"""The walls stand: every import contract holds, and a planted violation breaks each of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PLANTS = {
    "config over sites over contexts over platform over kernel": (
        "platform/journal/api.py", "import yimen.contexts.cases.api",
    ),
    "a context imports only from contexts below it": (
        "contexts/regions/api.py", "import yimen.contexts.cases.api",
    ),
    "the machinery has an order too": ("platform/journal/api.py", "import yimen.platform.outbox.api"),
    "sites do not import each other": ("sites/citizen/__init__.py", "import yimen.sites.desk"),
    "kernel knows no framework": ("kernel/errors.py", "import django"),
    "domain and data know no Django": ("contexts/cases/data.py", "import django"),
    "web, tasks and subscribers never touch models": (
        "contexts/cases/tasks.py", "import yimen.contexts.cases.models",
    ),
    "outsiders enter regions by its api": ("contexts/cases/api.py", "import yimen.contexts.regions.models"),
    "outsiders enter clocks by its api": ("contexts/cases/api.py", "import yimen.contexts.clocks.models"),
    "outsiders enter identity by its api": ("contexts/cases/api.py", "import yimen.contexts.identity.models"),
    "outsiders enter licences by its api": ("contexts/cases/api.py", "import yimen.contexts.licences.models"),
    "outsiders enter catalogue by its api": ("contexts/cases/api.py", "import yimen.contexts.catalogue.models"),
    "outsiders enter cases by its api": ("sites/desk/__init__.py", "import yimen.contexts.cases.models"),
}  # fmt: skip


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(house / "src"), "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(
        [str(program), "--no-cache"], cwd=house, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def house(tmp_path):
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_every_contract_is_kept(house):
    result = lint(house)

    assert result.returncode == 0, result.stdout[-3000:]
    assert result.stdout.count(" KEPT") == len(PLANTS)


@pytest.mark.parametrize("contract", PLANTS)
def test_a_planted_violation_breaks_the_contract(house, contract):
    file, line = PLANTS[contract]
    path = house / "src" / "yimen" / file
    path.write_text(path.read_text("utf-8") + f"\n{line}\n", "utf-8")

    broken = [row for row in lint(house).stdout.splitlines() if row.endswith("BROKEN")]

    assert any(row.startswith(contract) for row in broken), broken


@pytest.mark.parametrize("place", ["contexts", "platform", "."])
def test_an_undeclared_room_breaks_the_build(house, place):
    room = house / "src" / "yimen" / place / "newroom"
    room.mkdir(parents=True)
    (room / "__init__.py").write_text('"""A room nobody declared."""\n')

    assert lint(house).returncode != 0
