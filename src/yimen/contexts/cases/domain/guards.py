"""Guards of the law of motion: each looks at the facts and the request and refuses, or is content.

One function per guard name of the state table. Messages are for the person who asked. A guard changes
nothing; an act that reaches beyond the version (rule 3.2) raises Overreach, which the service records.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from yimen.contexts.cases.domain.facts import CaseFacts, Request
from yimen.contexts.cases.domain.overreach import Overreach
from yimen.contexts.cases.domain.review_guards import (
    before_due,
    clock_paused,
    clock_running,
    decider_apart,
    deferral_open,
    deferral_over,
    extension_authority,
    extension_days,
    ground_allowed,
    head_approved,
    lower_level_item,
    no_open_deferral,
    not_extended,
    receiver_of_body,
    reviewer_not_acceptor,
    step_closed,
    step_open,
    steps_closed,
    termination_ground,
    two_officers,
)
from yimen.kernel.errors import IllegalMove, InvalidInput, NotPermitted

Guard = Callable[[CaseFacts, Request], None]


def item_open(facts: CaseFacts, request: Request) -> None:
    """The item is in force and open for applications, and serves this kind of applicant."""
    if not facts.item_open:
        raise IllegalMove("这个事项现在只提供办事指南，还不能在线申请。", code="item_not_open")
    kind = request.get("applicant_kind") or request.actor.kind
    if kind not in facts.content.subjects:
        whom = "企业或其他组织" if facts.content.subjects == ("company",) else "个人"
        raise NotPermitted(f"这个事项只面向{whom}办理，请换用相应的账号。", code="wrong_applicant_kind")


def result_not_held(facts: CaseFacts, request: Request) -> None:
    """No second licence where the type allows one per holder; a refusal is always possible."""
    if facts.holds_result and request.get("outcome") != "refused":
        raise IllegalMove(
            "申请人已经持有这个事项的有效证照，每个持证人只能有一本，不能重复申领。", code="one_per_holder"
        )


def own_or_expired(facts: CaseFacts, request: Request) -> None:
    """The applicant discards their own draft; the system only one that has expired."""
    expired = facts.draft_expires_on is not None and facts.today > facts.draft_expires_on
    if "system" in request.capacities and not expired:
        raise IllegalMove("草稿还没有到期，系统不能清理。", code="draft_not_expired")


def version_in_force(facts: CaseFacts, request: Request) -> None:
    """A case is governed by the version in force on the day of receipt."""
    if facts.version_changes:
        raise IllegalMove(
            "填写期间办事指南更新了，请先查看变化并确认：" + "；".join(facts.version_changes),
            code="version_changed",
        )


def assurance_reached(facts: CaseFacts, request: Request) -> None:
    """The applicant's identity is assured as highly as the item asks (S§4.10)."""
    if request.capacities & {"applicant", "agent"} and request.actor.assurance < facts.content.assurance:
        raise NotPermitted("这个事项需要先完成实名认证，请到“我的”里认证后再提交。", code="assurance_too_low")


def form_valid(facts: CaseFacts, request: Request) -> None:
    """Every field of the version's form is answered as the version asks."""
    if facts.form_errors:
        raise InvalidInput(dict(facts.form_errors), code="form_invalid")


def materials_ready(facts: CaseFacts, request: Request) -> None:
    """Required materials are there, held, committed, or lawfully deferred."""
    if facts.missing_materials:
        names = {material.key: material.name for material in facts.content.materials}
        errors = {key: f"请提供“{names[key]}”。" for key in facts.missing_materials}
        raise InvalidInput(errors, code="materials_missing")
    late = [key for key, day in facts.open_deferrals.items() if day <= facts.today]
    if facts.state == "draft" and late:
        raise InvalidInput(
            dict.fromkeys(late, "承诺补交的日期已经到了，请现在提供或者另选日期。"), code="promise_over"
        )


def received_by_owner(facts: CaseFacts, request: Request) -> None:
    """A hall elsewhere receives and forwards; it does not put an application straight before the owner."""
    if "clerk_elsewhere" in request.capacities and str(request.actor.organisation_id) != facts.owner:
        raise NotPermitted("您所在的大厅是代收，请用“异地收件”办理，再转递给受理机关。", code="elsewhere")


def hall_authorised(facts: CaseFacts, request: Request) -> None:
    """The hall elsewhere is authorised to receive for this item (rule 3.10)."""
    if str(request.actor.organisation_id) not in facts.authorised_halls:
        raise NotPermitted("您所在的大厅没有被授权代收这个事项。", code="hall_not_authorised")


def awaits_sister(facts: CaseFacts, request: Request) -> None:
    """There is a sister case of the same applicant whose result this one needs."""
    if facts.awaited_state != "pending":
        raise IllegalMove("没有找到正在办理、其结果是本件材料的办件。", code="nothing_awaited")
    awaited = {material.key for material in facts.content.materials if material.licence_type}
    others = tuple(key for key in facts.missing_materials if key not in awaited)
    materials_ready(replace(facts, missing_materials=others), request)


def awaited_issued(facts: CaseFacts, request: Request) -> None:
    """The awaited licence is issued."""
    if facts.awaited_state != "issued":
        raise IllegalMove("前置结果还没有出来。", code="awaited_not_issued")


def awaited_failed(facts: CaseFacts, request: Request) -> None:
    """The awaited case ended without a licence."""
    if facts.awaited_state != "failed":
        raise IllegalMove("前置办件还没有结束。", code="awaited_not_failed")


def reason_given(facts: CaseFacts, request: Request) -> None:
    """A reason is written down."""
    if len(str(request.get("reason")).strip()) < 2:
        raise InvalidInput({"reason": "请写明理由。"}, code="reason_missing")


def points_listed(facts: CaseFacts, request: Request) -> None:
    """The notice lists at least one point, and says of each what to do (第32条第1款第4项)."""
    points = request.get("points", ())
    if not points:
        raise InvalidInput({"points": "请至少列出一项需要补正的内容。"}, code="points_missing")
    blank = {f"{p.target}:{p.key}": "请写明这一项要怎样补正。" for p in points if len(p.text.strip()) < 2}
    if blank:
        raise InvalidInput(blank, code="point_without_text")


def points_of_version(facts: CaseFacts, request: Request) -> None:
    """Only materials and fields of the published version may be asked for (rule 3.2)."""
    known = {("material", m.key) for m in facts.content.materials}
    known |= {("field", f.key) for group in facts.content.groups for f in group.fields}
    beyond = [p.key for p in request.get("points", ()) if (p.target, p.key) not in known]
    if beyond:
        raise Overreach(
            f"办事指南没有要求“{'、'.join(beyond)}”，不能向申请人索要。已记录本次越权要求。",
            basis="许可法第31条",
        )


def no_new_points(facts: CaseFacts, request: Request) -> None:
    """One notice; a later one may only repeat points of the first (rule 3.1).

    Whether what was supplied meets the point is the acceptor's to judge, not for the upload to settle.
    """
    if not facts.notices:
        return
    asked = {(p.target, p.key) for p in request.get("points", ())}
    if not asked <= facts.first_points:
        raise Overreach(
            "补正只能一次性告知。已经发过补正告知书，不能再提出新的内容。",
            code="correction_asked_twice",
            basis="许可法第32条第1款第4项",
        )


def within_completeness(facts: CaseFacts, request: Request) -> None:
    """What ends or delays acceptance comes within five working days of receipt, where silence accepts.

    A profile that does not know deemed acceptance leaves the body late, not unable to act: its clock is red.
    """
    if facts.deemed_accepted:
        raise IllegalMove(
            "收件已超过五个工作日，逾期不告知的，自收到申请材料之日起即为受理。", code="completeness_over"
        )


def complete(facts: CaseFacts, request: Request) -> None:
    """Complete, lawfully deferred, or by signed commitment."""
    form_valid(facts, request)
    materials_ready(facts, request)


def profile_deems(facts: CaseFacts, request: Request) -> None:
    """Only a procedure under 许可法 knows deemed acceptance."""
    if not facts.profile.deems_acceptance:
        raise IllegalMove("这类事项没有视为受理的规定。", code="profile_does_not_deem")


def completeness_over(facts: CaseFacts, request: Request) -> None:
    """Five working days have passed without a notice."""
    if facts.completeness_due_on is None or facts.today <= facts.completeness_due_on:
        raise IllegalMove("五个工作日还没有过完。", code="completeness_not_over")


def instant_item(facts: CaseFacts, request: Request) -> None:
    """The item is an instant one (即办件)."""
    if facts.content.handling != "instant":
        raise IllegalMove("这不是即办件，不能当场办结。", code="not_instant")


def clerk_of_owner(facts: CaseFacts, request: Request) -> None:
    """To decide at the window is the owner's: its hall hands in and hands out (rule 3.11)."""
    if request.actor.kind == "staff" and str(request.actor.organisation_id) != facts.owner:
        raise NotPermitted("即办件由受理机关自己的窗口当场办结，大厅窗口不能代为决定。", code="not_of_owner")


def refusal_reasoned(facts: CaseFacts, request: Request) -> None:
    """A refusal states its reasons (许可法第38条第2款); the outcome is one of the two there are."""
    if request.get("outcome") not in ("granted", "refused"):
        raise InvalidInput({"outcome": "请选择准予或者不予。"}, code="outcome_unknown")
    if request.get("outcome") == "refused":
        reason_given(facts, request)


def something_supplied(facts: CaseFacts, request: Request) -> None:
    """The applicant supplies at least one of the points the latest notice asks for, and nothing else."""
    beyond = [key for target, key in request.get("supplied", ()) if (target, key) not in facts.asked_points]
    if beyond:
        text = "补正告知书没有要求这一项，不能在这里更改。"
        raise InvalidInput(dict.fromkeys(beyond, text), code="not_asked")
    if not request.get("supplied"):
        raise InvalidInput({"supply": "请至少补正一项再提交。"}, code="nothing_supplied")


def correction_over(facts: CaseFacts, request: Request) -> None:
    """The time named in the notice is over."""
    if facts.correction_due_on is None or facts.today <= facts.correction_due_on:
        raise IllegalMove("补正期限还没有到。", code="correction_not_over")


def granted(facts: CaseFacts, request: Request) -> None:
    """The outcome is granted."""
    if facts.outcome != "granted":
        raise IllegalMove("没有准予，不能制发证照。", code="not_granted")


def result_is_licence(facts: CaseFacts, request: Request) -> None:
    """The result of this item is a licence."""
    if facts.content.result.kind != "licence":
        raise IllegalMove("这个事项的结果不是证照。", code="result_not_licence")


def not_issued(facts: CaseFacts, request: Request) -> None:
    """It was not issued yet."""
    if facts.licence_issued:
        raise IllegalMove("证照已经制发。", code="already_issued")


def ready_to_deliver(facts: CaseFacts, request: Request) -> None:
    """Granted: the licence is issued and signed, or the result is none. A paper is there with its act."""
    if facts.outcome != "granted" or facts.content.result.kind != "licence":
        return
    if not facts.licence_issued:
        raise IllegalMove("证照还没有制发，不能送达。", code="not_issued_yet")
    if not facts.licence_signed:
        raise IllegalMove("证照文件正在生成和签署，请稍后再送达。", code="not_signed_yet")


GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        item_open, result_not_held, own_or_expired, version_in_force, assurance_reached, form_valid, materials_ready,
        received_by_owner, hall_authorised, awaits_sister, awaited_issued, awaited_failed, reason_given, points_listed,
        points_of_version, no_new_points, within_completeness, complete, profile_deems, completeness_over,
        instant_item, clerk_of_owner, refusal_reasoned, something_supplied, correction_over, step_open, step_closed,
        reviewer_not_acceptor, two_officers, receiver_of_body, clock_running, clock_paused, ground_allowed,
        head_approved, before_due, not_extended, extension_days, extension_authority, deferral_open,
        deferral_over, lower_level_item, steps_closed, no_open_deferral, decider_apart, termination_ground,
        granted, result_is_licence, not_issued, ready_to_deliver,
    )
}  # fmt: skip
