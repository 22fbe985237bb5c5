"""Commands that check values and worked examples; exit codes say the same as the words."""

from __future__ import annotations

import pytest

from tests.cli.programs import ROOT, last_line, yimen


def test_a_due_day_is_printed(tmp_path):
    run = yimen(tmp_path, "workdays", "add", "2026-02-10", "20")

    assert (run.returncode, run.stdout.strip()) == (0, "2026-03-16")


def test_a_due_day_in_a_year_without_a_table_is_marked_provisional(tmp_path):
    run = yimen(tmp_path, "workdays", "add", "2026-12-25", "10", "--json")

    assert run.returncode == 0
    assert last_line(run)["provisional"] is True


@pytest.mark.parametrize("start", ["2026-02-30", "soon"])
def test_what_is_no_date_is_said_in_one_sentence(tmp_path, start):
    run = yimen(tmp_path, "workdays", "add", start, "5")

    assert run.returncode != 0
    assert "不是日期" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("11010519491231002X", 0),
        ("11320300014051773Q", 0),
        ("11440100007483172Q3440106043001", 0),
        ("2509-320193-89-01-544060", 0),
        ("320302199003070014", 1),
        ("11440300007542785T4440709003000", 1),
        ("nonsense", 1),
    ],
)
def test_the_exit_code_says_whether_an_identifier_holds(tmp_path, value, code):
    run = yimen(tmp_path, "id", "check", value, "--json")

    assert run.returncode == code
    assert last_line(run)["valid"] is (code == 0)


@pytest.mark.parametrize(
    ("command", "file", "rows"), [("clock", "clock_examples.csv", 20), ("cards", "card_vectors.csv", 23)]
)
def test_the_worked_examples_hold(tmp_path, command, file, rows):
    run = yimen(tmp_path, command, "check", str(ROOT / "tests" / "data" / file), "--json")

    assert run.returncode == 0, run.stderr
    assert last_line(run) == {"read": rows, "agreed": rows, "wrong": []}


@pytest.mark.parametrize(
    ("command", "file", "right", "wrong"),
    [
        ("clock", "clock_examples.csv", "2026-03-30,plain", "2026-03-31,plain"),
        ("cards", "card_vectors.csv", "2018-10-19T10:00:00,none", "2018-10-19T10:00:00,red"),
    ],
)
def test_a_wrong_example_is_named_and_fails(tmp_path, command, file, right, wrong):
    text = (ROOT / "tests" / "data" / file).read_text("utf-8")
    assert right in text
    doctored = tmp_path / file
    doctored.write_text(text.replace(right, wrong, 1), "utf-8")

    run = yimen(tmp_path, command, "check", str(doctored), "--json")

    assert run.returncode == 1
    assert len(last_line(run)["wrong"]) == 1
