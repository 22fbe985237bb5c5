from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.contexts.identity.conftest import sign_in
from yimen.contexts.identity import api
from yimen.contexts.identity.api import Role
from yimen.contexts.identity.services.register_company import check_company
from yimen.contexts.identity.services.register_person import check_person
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import NotFound, NotPermitted
from yimen.kernel.reference import data_file

FILE = data_file("demo_accounts.toml")
CONTENT = tomllib.loads(FILE.read_text(encoding="utf-8"))
BODIES = [
    "区行政审批局",
    "区市监局",
    "区卫健局",
    "区消防大队",
    "区农业农村局",
    "区住建局",
    "区文广旅局",
    "区交通运输局",
    "区人社局",
    "区公安分局",
    "区自然资源和规划局",
    "区生态环境局",
    "区林业局",
    "区水务局",
    "区应急管理局",
    "区民政局",
    "区烟草专卖局",
    "区教科体局",
]


DIVISIONS = """code,name,level,parent_code
510000000000,四川省,province,
511600000000,广安市,city,510000000000
511602000000,广安区,county,511600000000
"""


@pytest.fixture
def organisations(db: None, tmp_path: Path) -> None:
    (tmp_path / "divisions.csv").write_text(DIVISIONS, encoding="utf-8")
    regions.load_divisions(tmp_path / "divisions.csv")
    regions.load_organisations(data_file("organisations.toml"))


def roles_by_body() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in CONTENT["staff"]:
        found[row["organisation"]] += row["roles"]
    return found


@pytest.mark.parametrize("body", BODIES)
def test_every_body_can_decide_a_case_by_itself(body: str) -> None:
    roles = roles_by_body()[body]
    assert {Role.ACCEPTOR, Role.REVIEWER, Role.DECIDER, Role.HEAD, Role.LICENSING} <= set(roles)
    assert roles.count(Role.REVIEWER) >= 2, "行政许可法第34条：核查由两名以上工作人员进行"


def test_government_hall_and_supervision_have_somebody() -> None:
    roles = roles_by_body()
    assert Role.GOVERNMENT_HEAD in roles["广安区人民政府"]
    assert Role.WINDOW in roles["广安区政务服务中心"]
    assert Role.SUPERVISOR in roles["广安区纪委监委"]
    assert Role.WINDOW in roles["区行政审批局"]


def test_acceptor_reviewer_and_decider_are_different_people() -> None:
    """domain.md §3.11."""
    for row in CONTENT["staff"]:
        assert len({Role.ACCEPTOR, Role.REVIEWER, Role.DECIDER} & set(row["roles"])) <= 1


def test_names_telephones_and_login_names_are_given_once() -> None:
    rows = CONTENT["person"] + CONTENT["company"] + CONTENT["staff"]
    for key in ("login_name", "name", "phone"):
        values = [row[key] for row in rows]
        assert len(set(values)) == len(values)


def test_citizens_and_company_would_pass_the_registration() -> None:
    keys = ("name", "number_kind", "number", "phone", "address")
    for row in CONTENT["person"]:
        check_person(**{key: row[key] for key in keys}, password=CONTENT["password"])
    for row in CONTENT["company"]:
        answers = {key: row[key] for key in ("name", "uscc", "representative", "phone", "address")}
        check_company(**answers, password=CONTENT["password"])


def test_the_file_loads_once_and_again_changes_nothing(organisations: None) -> None:
    first = api.load_demo_accounts(FILE)
    again = api.load_demo_accounts(FILE)
    total = sum(len(CONTENT[kind]) for kind in ("person", "company", "staff"))
    assert (first.created, first.unchanged) == (total, 0)
    assert (again.created, again.unchanged) == (0, total)
    assert first.accounts == again.accounts


def test_everybody_that_is_printed_can_sign_in(organisations: None) -> None:
    report = api.load_demo_accounts(FILE)
    printed = [account for account in report.accounts if account.featured]
    assert 8 <= len(printed) <= 20
    for account in printed:
        assert sign_in(Client(), account.login_name, report.password).status_code == 302
    assert api.actor_named("wangxiulan").assurance == 2


def test_a_missing_organisation_is_named_and_nothing_is_created(db: None) -> None:
    with pytest.raises(NotFound, match="区行政审批局"):
        api.load_demo_accounts(FILE)
    with pytest.raises(NotFound):
        api.actor_named("wangxiulan")


def test_a_real_installation_refuses_them(organisations: None, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(NotPermitted):
        api.load_demo_accounts(FILE)
