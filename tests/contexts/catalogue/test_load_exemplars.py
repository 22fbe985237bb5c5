"""Loading items written out in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contexts.catalogue import samples
from yimen.contexts.catalogue import api as catalogue
from yimen.kernel.errors import InvalidInput, InvalidValue, NotFound, Refusal

PUBLISHED = f"511A0000000001-{samples.DIVISION}-000-{samples.BODY}-1-00"
HEADING = f"""
[item]
published_code = "{PUBLISHED}"
base_code = "510120001005"
demo_code = true
effective_on = 2025-03-01
"""
CONTENT = """
name = "养蜂证换证"
type = "01"
profile = "licence"
body = "区行政审批局"
summary = "换发养蜂证。"
handling = "promised"
subjects = ["person"]
themes = ["农林水利"]
legal_limit = { days = 20 }
promised_limit = { days = 7 }
basis = [{ law = "中华人民共和国畜牧法" }]
conditions = []
materials = []
groups = []
steps = [{ key = "a", name = "审查", body = "区行政审批局", limit = { days = 3 } }]
result = { kind = "approval", name = "养蜂证" }
visits = { count = 0 }
service = { hall = "大厅", window = "3号", address = "广安区", hours = "工作日", phone = "1", complaint_phone = "2" }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    items = tmp_path / "items"
    items.mkdir()
    (items / "bees.toml").write_text(CONTENT + HEADING, encoding="utf-8")
    return items


def test_a_file_becomes_the_next_version_of_the_row_with_its_code(district: None, folder: Path) -> None:
    catalogue.import_csv(samples.table(samples.line(item_code=PUBLISHED, task_type="1")))
    report = catalogue.load_exemplars(folder)
    assert (report.read, report.published, report.unchanged) == (1, 1, 0)
    version = catalogue.item_page(report.slugs[0])
    assert (version.number, version.effective_on.isoformat()) == (2, "2025-03-01")
    assert version.code == samples.BODY + "4" + "510120001005"
    assert version.published_code == PUBLISHED
    assert version.open_for_application
    assert not version.guide_only
    assert version.demo_code
    assert catalogue.search("养蜂证").total == 1


def test_a_file_without_a_row_makes_its_item(district: None, folder: Path) -> None:
    report = catalogue.load_exemplars(folder)
    assert catalogue.item_page(report.slugs[0]).number == 1


def test_loading_again_changes_nothing(district: None, folder: Path) -> None:
    first = catalogue.load_exemplars(folder)
    again = catalogue.load_exemplars(folder)
    assert (again.published, again.unchanged) == (0, 1)
    assert again.slugs == first.slugs


def test_a_changed_file_is_the_next_version(district: None, folder: Path) -> None:
    first = catalogue.load_exemplars(folder)
    path = folder / "bees.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("days = 7", "days = 6"), encoding="utf-8")
    assert catalogue.load_exemplars(folder).published == 1
    version = catalogue.item_page(first.slugs[0])
    assert version.number == 2
    assert [difference.place for difference in version.differences] == ["promised_limit.days"]


def test_a_list_imported_after_the_files_leaves_them_alone(district: None, folder: Path) -> None:
    slug = catalogue.load_exemplars(folder).slugs[0]
    report = catalogue.import_csv(samples.table(samples.line(item_code=PUBLISHED, task_type="1")))
    assert (report.created, report.changed, report.unchanged) == (0, 0, 1)
    assert catalogue.item_page(slug).content is not None


@pytest.mark.parametrize(
    ("old", "new", "error", "words"),
    [
        ('name = "养蜂证换证"', "name = ", InvalidValue, "bees.toml不是有效的TOML"),
        ("[item]", "[other]", InvalidValue, r"缺少\[item\]"),
        ('summary = "换发养蜂证。"', "", InvalidInput, "summary"),
        ('profile = "licence"', 'profile = "licence"\nunknown = 1', InvalidInput, "unknown"),
        ('base_code = "510120001005"', 'base_code = "51012000100"', InvalidValue, "基本编码"),
        ('base_code = "510120001005"', 'base_code = "511020001005"', InvalidValue, "“10”类"),
        ("days = 7", "days = 70", InvalidInput, "超过法定时限"),
        ('body = "区行政审批局"\nsummary', 'body = "区没有局"\nsummary', Refusal, "区没有局"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place_and_nothing_changes(
    district: None, folder: Path, old: str, new: str, error: type[Refusal], words: str
) -> None:
    path = folder / "bees.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(error, match=words):
        catalogue.load_exemplars(folder)
    assert catalogue.search().total == 0


def test_an_empty_folder_is_said(district: None, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="没有事项文件"):
        catalogue.load_exemplars(tmp_path)
