"""The register of bodies."""

from __future__ import annotations

import csv
import tomllib
import uuid

import pytest

from yimen.contexts.regions import api as regions
from yimen.kernel.errors import Conflict, InvalidValue, NotFound
from yimen.kernel.reference import data_file
from yimen.kernel.uscc import Uscc
from yimen.platform.journal import api as journal

pytestmark = pytest.mark.django_db

GUANGAN = "511602000000"


@pytest.fixture(autouse=True)
def guangan(db: None) -> None:
    regions.load_divisions(data_file("regions.csv"), within=GUANGAN)


def test_the_bodies_of_the_district_are_loaded_and_a_second_time_changes_nothing():
    first = regions.load_organisations(data_file("organisations.toml"))
    assert (first.read, first.created, first.reported) == (36, 36, ())
    again = regions.load_organisations(data_file("organisations.toml"))
    assert (again.created, again.changed, again.unchanged) == (0, 0, 36)


def test_every_department_of_the_published_list_is_registered():
    regions.load_organisations(data_file("organisations.toml"))
    with data_file("catalogue-guangan.csv").open(encoding="utf-8-sig", newline="") as rows:
        departments = {row["department"] for row in csv.DictReader(rows)}
    kinds = {body.name: body.kind for body in regions.organisations(GUANGAN)}
    assert departments <= kinds.keys()
    assert kinds["广安区政务服务中心"] == "hall"
    assert kinds["广安区人民政府"] == "government"
    assert kinds["广安区纪委监委"] == "supervisor"


def test_what_is_invented_is_marked_as_demo_and_every_code_is_sound():
    document = tomllib.loads(data_file("organisations.toml").read_text(encoding="utf-8"))
    bodies = document["organisation"]
    assert all(body["demo"] and body["phone"].startswith("0826-2220") for body in bodies)
    codes = [body["uscc"] for body in bodies if "uscc" in body]
    assert all(Uscc.is_valid(code) for code in codes)
    assert len(codes) == len(set(codes)) == 32


def test_a_body_is_found_by_any_of_its_names():
    regions.load_organisations(data_file("organisations.toml"))
    body = regions.organisation_named("区行政审批局", GUANGAN)
    assert body == regions.organisation_named("广安市广安区行政审批局") == regions.organisation(body.id)
    assert (body.uscc, body.kind_name, body.division) == ("115113016823646795", "部门", GUANGAN)


def test_a_name_two_divisions_share_must_say_which():
    regions.ensure_organisation(name="民政局", division=GUANGAN)
    regions.ensure_organisation(name="民政局", division="511600000000")
    assert regions.organisation_named("民政局", "511600").division == "511600000000"
    with pytest.raises(Conflict):
        regions.organisation_named("民政局")


def test_a_body_that_is_not_there_is_a_clear_refusal():
    with pytest.raises(NotFound):
        regions.organisation_named("区梦想局")
    with pytest.raises(NotFound):
        regions.organisation(uuid.uuid4())


def test_ensuring_again_changes_only_what_is_given_and_is_journalled():
    first = regions.ensure_organisation(
        name="区水务局", division=GUANGAN, uscc="1151130100877844x4", phone="1"
    )
    second = regions.ensure_organisation(name="区水务局", division=GUANGAN, phone="2")
    assert (second.id, second.uscc, second.phone) == (first.id, "1151130100877844X4", "2")
    acts = [entry.act for entry in journal.entries_of(f"organisation:{first.id}")]
    assert acts == ["organisation_registered", "organisation_changed"]


def test_a_code_that_cannot_be_one_and_an_unknown_division_are_refused():
    with pytest.raises(InvalidValue):
        regions.ensure_organisation(name="区水务局", division=GUANGAN, uscc="1151130100877844X5")
    with pytest.raises(NotFound):
        regions.ensure_organisation(name="区水务局", division="320302")
    with pytest.raises(InvalidValue):
        regions.ensure_organisation(name="区水务局", division=GUANGAN, kind="ministry")
    with pytest.raises(InvalidValue):
        regions.ensure_organisation(name="  ", division=GUANGAN)
    assert regions.organisations() == []


def test_two_bodies_cannot_bear_one_code():
    regions.ensure_organisation(name="区水务局", division=GUANGAN, uscc="1151130100877844X4")
    with pytest.raises(Conflict):
        regions.ensure_organisation(name="区林业局", division=GUANGAN, uscc="1151130100877844X4")


def test_a_refused_body_is_reported_and_the_others_are_loaded(tmp_path):
    file = tmp_path / "bodies.toml"
    file.write_text(
        f'division = "{GUANGAN}"\n[[organisation]]\nname = "甲局"\nuscc = "1"\n[[organisation]]\nname = "乙局"\n'
        '[[organisation]]\nphone = "1"\n[[organisation]]\nname = "丙局"\nsecret = "1"\n',
        encoding="utf-8",
    )
    report = regions.load_organisations(file)
    assert (report.read, report.created) == (4, 1)
    assert [finding.code for finding in report.reported] == ["wrong_length", "bad_name", "unknown_field"]
    assert [body.name for body in regions.organisations()] == ["乙局"]


@pytest.mark.parametrize("content", [b"= broken", b"division = '511602'", b"\xff\xfe"])
def test_a_broken_file_is_refused(tmp_path, content):
    file = tmp_path / "broken.toml"
    file.write_bytes(content)
    with pytest.raises(InvalidValue):
        regions.load_organisations(file)
