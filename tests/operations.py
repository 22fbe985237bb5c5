"""Every operation of the REST interface: who must not get through, with a body that would otherwise hold.

Checked against the URL table like ``tests/routes.py``. Acts name a case in a state in which the act is legal,
so that nothing but the person can be the reason of the refusal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.routes import ACCEPTOR, CITIZEN, OTHER_BODY, STRANGER

NOBODY = "00000000-0000-4000-8000-000000000000"
STAFF_ACT = (CITIZEN, STRANGER, OTHER_BODY)
OWN_ACT = (STRANGER, OTHER_BODY)


@dataclass(frozen=True)
class Call:
    """How to call an operation, and the accounts that get 403 or 404 for it (``wrong``)."""

    at: dict[str, str] = field(default_factory=dict)
    body: Any = None
    wrong: tuple[str, ...] = ()
    upload: bool = False


def _case(
    case: str, body: Any = None, wrong: tuple[str, ...] = OWN_ACT, *, upload: bool = False, **at: str
) -> Call:
    return Call({"case_id": f"@{case}", **at}, body, wrong, upload)


def _officer(case: str, body: Any = None) -> Call:
    return _case(case, body, STAFF_ACT)


REASON = {"reason": "试一试"}

PUBLIC: dict[str, Call] = {
    "api:openapi-json": Call(),
    "api:api-root": Call(),
    "api:create_token": Call(body={"login": CITIZEN, "password": "not-the-password"}),
    "api:read_division": Call({"code": "511602"}),
    "api:read_children": Call({"code": "511602"}),
    "api:read_organisations": Call(),
    "api:find_items": Call(),
    "api:show_item": Call({"slug": "@food"}),
    "api:show_version": Call({"slug": "@food", "number": "1"}),
    "api:show_form": Call({"slug": "@food", "material": "safety_rules", "kind": "blank"}),
    "api:verify": Call({"token": "@token"}),
    "api:verify_file": Call(upload=True),
}
"""The only operations that ask nobody who they are."""

SIGNED_IN: dict[str, Call] = {
    "api:delete_token": Call(),
    "api:read_me": Call(),
    "api:list_cases": Call(),
    "api:start_application": Call(body={"item": "@food"}, wrong=("supervisor",)),
    "api:read_case": _case("sent"),
    "api:discard_draft": _case("draft"),
    "api:save_answers": _case("draft", {"answers": {}}, group="place"),
    "api:attach_material": _case("draft", upload=True, key="layout_plan"),
    "api:remove_material": _case("ready", key="layout_plan"),
    "api:read_material": _case("sent", key="layout_plan"),
    "api:defer_material": _case("promising", {"promised_on": "2026-03-20"}, key="rules_text"),
    "api:sign_commitment": _case("choosing", {"signed": True}),
    "api:adopt_version": _case("draft"),
    "api:submit": _case("ready"),
    "api:submit_dependent": _case("holding", {"awaited_case_id": "@accepted"}),
    "api:supply": _case("corrected", {"answers": "{}"}, upload=True),
    "api:supply_deferred": _case("owing", upload=True, key="rules_text"),
    "api:correct_on_spot": _case("sent", {"answers": {"safety_manager": "李建国"}}),
    "api:withdraw": _case("sent", REASON),
    "api:read_paper": Call({"paper_id": "@paper"}, wrong=OWN_ACT),
    "api:ask_correction": _officer(
        "sent", {"points": [{"target": "material", "key": "layout_plan", "text": "看不清"}]}
    ),
    "api:accept": _officer("sent"),
    "api:declare_not_required": _officer("sent", REASON),
    "api:decline": _officer("sent", REASON),
    "api:decide_instantly": _officer("instant_sent", {"outcome": "granted"}),
    "api:give_opinion": _officer("accepted", {"step": "@step", "verdict": "pass", "text": "同意"}),
    "api:return_step": _officer("reviewed", {"step": "@step", "reason": "再看看"}),
    "api:transfer_step": _officer("accepted", {"step": "@step", "receiver_id": NOBODY}),
    "api:pause": _officer("proposed", {"proposal_id": "@proposal"}),
    "api:resume": _officer("paused"),
    "api:extend": _officer("accepted", {"days": 5, "reason": "案情复杂"}),
    "api:decide": _officer("reviewed", {"outcome": "granted"}),
    "api:terminate": _officer("accepted", {"ground": "applicant_gone", "reason": "试一试"}),
    "api:forward_up": _officer("reviewed", {"opinion": "同意转报"}),
    "api:issue": _officer("decided"),
    "api:deliver": _officer("decided", {"method": "window"}),
    "api:report_delivery_failed": _officer("refused", REASON),
    "api:void": _officer("sent", REASON),
    "api:submit_elsewhere": _case("ready", None, (STRANGER, OTHER_BODY, ACCEPTOR)),
    "api:forward": _case("sent"),
    "api:propose_pause": _officer("accepted", {"ground": "expert_review", "days": 5, "reason": "试一试"}),
    "api:approve_pause": Call({"proposal_id": "@proposal"}, {"approve": True}, (*STAFF_ACT, ACCEPTOR)),
    "api:list_licences": Call(wrong=(ACCEPTOR,)),
    "api:read_licence": Call({"licence_id": "@licence"}, wrong=OWN_ACT),
    "api:read_file": Call({"licence_id": "@licence"}, wrong=OWN_ACT),
}

CALLS = {**PUBLIC, **SIGNED_IN}
