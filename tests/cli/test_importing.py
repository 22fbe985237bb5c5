"""``yimen catalogue import`` with the real list: counts on the last line, nothing changed by a second run."""

from __future__ import annotations

import pytest

from tests.cli.programs import ROOT, last_line, yimen

LIST = ROOT / "data" / "catalogue-guangan.csv"


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    data = tmp_path_factory.mktemp("installation")
    run = yimen(data, "prepare")
    assert run.returncode == 0, run.stderr
    return data


def test_a_second_import_of_the_real_list_changes_nothing(installation):
    run = yimen(installation, "catalogue", "import", str(LIST), "--json")

    counts = last_line(run)
    assert run.returncode == 0
    assert (counts["read"], counts["created"], counts["changed"], counts["unchanged"]) == (847, 0, 0, 847)


def test_a_dry_run_counts_and_changes_nothing(installation, tmp_path):
    text = LIST.read_text("utf-8-sig").splitlines()
    new = tmp_path / "new.csv"
    row = text[1].replace("511Z07001006", "511Z07001099").replace("企业投资项目备案", "一项新的备案")
    new.write_text("\n".join([text[0], row]), "utf-8")

    tried = last_line(yimen(installation, "catalogue", "import", str(new), "--dry-run", "--json"))
    again = last_line(yimen(installation, "catalogue", "import", str(new), "--dry-run", "--json"))

    assert tried["created"] == again["created"] == 1


def test_every_oddity_is_reported_by_row(installation):
    run = yimen(installation, "catalogue", "import", str(LIST), "--dry-run")

    assert run.stdout.count("\n第") > 800


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00broken", b"department,name\n\x00,x\n"])
def test_a_broken_file_is_refused_in_one_sentence(installation, tmp_path, content):
    broken = tmp_path / "broken.csv"
    broken.write_bytes(content)

    run = yimen(installation, "catalogue", "import", str(broken), "--json")

    assert run.returncode == 1
    assert run.stderr.strip()
    assert "Traceback" not in run.stderr


def test_the_command_line_ranks_as_the_page_does(installation):
    rows = last_line(yimen(installation, "catalogue", "search", "食品经营许可", "--json"))

    assert rows
    assert set(rows[0]) == {"name", "code"}
    assert "食品" in rows[0]["name"]


def test_the_journal_of_a_new_installation_verifies(installation):
    run = yimen(installation, "journal", "verify", "--json")

    report = last_line(run)
    assert run.returncode == 0
    assert report["entries"] > 0
    assert report["findings"] == []


def test_a_second_preparation_loads_nothing(installation):
    assert last_line(yimen(installation, "prepare", "--json")) == {}
