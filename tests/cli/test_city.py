"""A city without demonstration data: its own bodies, types, items and staff, by command."""

from __future__ import annotations

import pytest

from tests.cli.programs import ROOT, last_line, yimen

CITY = {"YIMEN_DEMO": "0"}
DATA = ROOT / "data"


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    data = tmp_path_factory.mktemp("city")
    run = yimen(data, "prepare", "--json", **CITY)
    assert run.returncode == 0, run.stderr
    assert list(last_line(run)) == ["divisions"]
    return data


def test_a_city_loads_its_own_bodies_types_and_items(city):
    for what, file in (
        ("organisations", "organisations.toml"),
        ("types", "licence_types.toml"),
        ("items", "items"),
    ):
        run = yimen(city, "load", what, str(DATA / file), "--json", **CITY)
        assert run.returncode == 0, run.stderr
        assert last_line(run)["read"] > 0
    found = last_line(yimen(city, "catalogue", "search", "食品", "--json", **CITY))
    assert found


def test_an_operator_opens_the_first_staff_account(city):
    yimen(city, "load", "organisations", str(DATA / "organisations.toml"), **CITY)
    arguments = ("--name", "陈志远", "--organisation", "区行政审批局", "--password", "a-long-enough-secret")

    opened = yimen(city, "staff", "add", "clerk1", *arguments, "--role", "window", "--json", **CITY)
    again = yimen(city, "staff", "add", "clerk1", *arguments, "--role", "window", "--json", **CITY)
    wrong = yimen(city, "staff", "add", "clerk2", *arguments, "--role", "emperor", "--json", **CITY)

    assert last_line(opened) == {"login": "clerk1", "organisation": "区行政审批局"}
    assert again.returncode == 1
    assert wrong.returncode == 1
    assert "emperor" in wrong.stderr
    assert "Traceback" not in again.stderr + wrong.stderr
