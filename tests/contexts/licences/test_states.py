"""States: the table, who may move a licence, and that validity is looked at when it is used."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.contexts.licences.conftest import TYPE, issue, staff
from yimen.contexts.identity import api as identity
from yimen.contexts.licences import api
from yimen.contexts.licences.data import State
from yimen.contexts.licences.domain.states import MOVES, Operation, state_on
from yimen.kernel.errors import Conflict, IllegalMove, InvalidInput, NotPermitted
from yimen.platform.journal import api as journal
from yimen.platform.notify import api as notify
from yimen.platform.wallclock import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kind")]

ACTS = {
    Operation.SUSPEND: api.suspend,
    Operation.RESUME: api.resume,
    Operation.WITHDRAW: api.withdraw,
    Operation.CANCEL: api.cancel,
    Operation.REVOKE: api.revoke,
}
# S§3.7 written out by hand: 有效→暂扣↔有效; from both, 撤销, 注销, 吊销 and 失效, which are final.
ALLOWED = {
    ("valid", "suspend"): "suspended",
    ("suspended", "resume"): "valid",
    ("valid", "withdraw"): "withdrawn",
    ("suspended", "withdraw"): "withdrawn",
    ("valid", "cancel"): "cancelled",
    ("suspended", "cancel"): "cancelled",
    ("valid", "revoke"): "revoked",
    ("suspended", "revoke"): "revoked",
    ("valid", "expire"): "expired",
    ("suspended", "expire"): "expired",
    ("valid", "supersede"): "expired",
}
WAY_TO = {
    State.VALID: (),
    State.SUSPENDED: (api.suspend,),
    State.WITHDRAWN: (api.withdraw,),
    State.CANCELLED: (api.cancel,),
    State.REVOKED: (api.revoke,),
}


@pytest.fixture(autouse=True)
def spring():
    with standing_at(datetime(2026, 4, 1, 9, 0)):
        yield


def test_the_table_is_the_one_of_the_standard():
    assert {(str(a), str(b)): str(row.after) for (a, b), row in MOVES.items()} == ALLOWED


@pytest.mark.parametrize("state", list(WAY_TO))
@pytest.mark.parametrize("operation", list(ACTS))
def test_every_move_of_the_table_works_and_every_other_is_refused(person, officer, state, operation):
    licence = issue(person)
    for step in WAY_TO[state]:
        step(licence.id, actor=officer, reason="理由")
    expected = ALLOWED.get((str(state), str(operation)))
    if expected:
        assert ACTS[operation](licence.id, actor=officer, reason="理由").state == expected
    else:
        with pytest.raises(IllegalMove):
            ACTS[operation](licence.id, actor=officer, reason="理由")
        assert api.licence(licence.id, officer).state == state


def test_only_deciding_staff_of_the_issuing_body_change_a_state(person, stranger):
    licence = issue(person)
    others = [
        person,
        stranger,
        staff("区市监局", "other", identity.Role.DECIDER),
        staff("区行政审批局", "window", identity.Role.WINDOW),
    ]
    for actor in others:
        with pytest.raises(NotPermitted):
            api.suspend(licence.id, actor=actor, reason="理由")
    assert api.licence(licence.id, identity.SYSTEM).in_force


@pytest.mark.parametrize("reason", ["", "   ", "长" * 501])
def test_a_change_without_a_proper_reason_is_refused(person, officer, reason):
    licence = issue(person)
    with pytest.raises(InvalidInput):
        api.suspend(licence.id, actor=officer, reason=reason)


def test_a_change_is_journalled_with_its_article_and_the_holder_is_told(person, officer):
    licence = issue(person)
    api.withdraw(licence.id, actor=officer, reason="王秀兰提交了虚假材料")
    entry = journal.entries_of(f"licence:{licence.id}")[-1]
    assert (entry.act, entry.basis) == ("licence.withdraw", "《行政许可法》第六十九条")
    assert "王秀兰" not in str(entry.facts)
    newest = notify.inbox(person.account_id).items[0]
    assert newest.title == "您的食品经营许可证现在的状态是：撤销"
    assert "王秀兰提交了虚假材料" in newest.body


def test_a_suspended_licence_serves_nobody_until_it_is_given_back(person, officer):
    licence = issue(person)
    api.suspend(licence.id, actor=officer, reason="限期整改")
    assert api.valid_licence(person.party_id, TYPE) is None
    with pytest.raises(Conflict) as refusal:
        api.use(licence.id, purpose="办理某事项", subject="case:9", actor="account:1")
    assert "暂扣" in refusal.value.message
    api.resume(licence.id, actor=officer, reason="整改完成")
    assert api.valid_licence(person.party_id, TYPE).id == licence.id


def test_a_licence_ends_with_its_last_day_even_if_no_job_has_run(person):
    licence = issue(person, valid_until=date(2026, 6, 30))
    with standing_at(datetime(2026, 6, 30, 23, 59)):
        assert api.valid_licence(person.party_id, TYPE).id == licence.id
    with standing_at(datetime(2026, 7, 1, 0, 1)):
        assert api.valid_licence(person.party_id, TYPE) is None
        assert api.licence(licence.id, person).state_name == "已过期"
        with pytest.raises(Conflict):
            api.use(licence.id, purpose="办理某事项", subject="case:9", actor="account:1")


def test_a_licence_does_not_serve_before_its_first_day(person):
    licence = issue(person, valid_from=date(2026, 5, 1))
    assert api.valid_licence(person.party_id, TYPE) is None
    assert licence.state_name == "尚未生效"


def test_the_daily_job_notes_what_ran_out_once(person):
    issue(person, valid_until=date(2026, 6, 30))
    forever = issue(person, valid_until=None)
    with standing_at(datetime(2026, 7, 1, 0, 5)):
        assert (api.expire_overdue(), api.expire_overdue()) == (1, 0)
        assert api.valid_licence(person.party_id, TYPE).id == forever.id
        with pytest.raises(Conflict):
            api.expire(forever.id)


def test_every_use_is_written_down_with_its_purpose(person):
    licence = issue(person)
    api.use(licence.id, purpose="办理公共场所卫生许可", subject="case:9", actor=person.ref)
    uses = api.uses_of(licence.id, person)
    assert [(use.purpose, use.subject) for use in uses] == [("办理公共场所卫生许可", "case:9")]
    with pytest.raises(InvalidInput):
        api.use(licence.id, purpose=" ", subject="case:9", actor=person.ref)


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        (State.VALID, date(2026, 3, 15), "尚未生效"),
        (State.VALID, date(2026, 3, 16), "有效"),
        (State.VALID, date(2026, 3, 31), "有效"),
        (State.VALID, date(2026, 4, 1), "已过期"),
        (State.SUSPENDED, date(2026, 4, 1), "已过期"),
        (State.WITHDRAWN, date(2026, 3, 20), "撤销"),
        (State.CANCELLED, date(2026, 4, 1), "注销"),
    ],
)
def test_the_word_for_a_state_depends_on_the_day(state, day, expected):
    standing = state_on(state, date(2026, 3, 16), date(2026, 3, 31), day)
    assert standing.name == expected
    assert standing.in_force == (standing.tone == "good") == (expected == "有效")
