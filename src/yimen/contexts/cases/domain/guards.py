"""Guards of the law of motion: each looks at the facts and the request and refuses, or is content.

One function per guard name of the state table. Messages are for the person who asked. A guard changes
nothing; an act that reaches beyond the version (rule 3.2) raises Overreach, which the service records.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from yimen.contexts.cases.domain.facts import CaseFacts, Request, StepFacts
from yimen.contexts.cases.domain.profiles import STATUTORY_GROUNDS
from yimen.kernel.errors import IllegalMove, InvalidInput, NotPermitted, Refusal

Guard = Callable[[CaseFacts, Request], None]

TERMINATION_GROUNDS = {
    "applicant_gone": "申请人死亡、丧失行为能力或者法人终止",
    "quota_used": "许可数量已经用完",
    "other_law": "法律、法规规定的其他情形",
}


class Overreach(Refusal):
    """Somebody asked for more than the published version allows (domain rules 3.1 and 3.2)."""

    status = 422
    default_code = "beyond_the_version"


def item_open(facts: CaseFacts, request: Request) -> None:
    """The item is in force and open for applications, and serves this kind of applicant."""
    if not facts.item_open:
        raise IllegalMove("这个事项现在只提供办事指南，还不能在线申请。", code="item_not_open")
    kind = request.get("applicant_kind") or request.actor.kind
    if kind not in facts.content.subjects:
        whom = "企业或其他组织" if facts.content.subjects == ("company",) else "个人"
        raise NotPermitted(f"这个事项只面向{whom}办理，请换用相应的账号。", code="wrong_applicant_kind")


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
    """One notice; a later one may only repeat points of the first that are still unmet (rule 3.1)."""
    if facts.first_points_unmet is None:
        return
    asked = {(p.target, p.key) for p in request.get("points", ())}
    if not asked <= facts.first_points_unmet:
        raise Overreach(
            "补正只能一次性告知。已经发过补正告知书，不能再提出新的内容。",
            code="correction_asked_twice",
            basis="许可法第32条第1款第4项",
        )


def within_completeness(facts: CaseFacts, request: Request) -> None:
    """The notice is given within five working days of receipt."""
    if facts.completeness_due_on is not None and facts.today > facts.completeness_due_on:
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


def refusal_reasoned(facts: CaseFacts, request: Request) -> None:
    """A refusal states its reasons (许可法第38条第2款); the outcome is one of the two there are."""
    if request.get("outcome") not in ("granted", "refused"):
        raise InvalidInput({"outcome": "请选择准予或者不予。"}, code="outcome_unknown")
    if request.get("outcome") == "refused":
        reason_given(facts, request)


def something_supplied(facts: CaseFacts, request: Request) -> None:
    """The applicant supplies at least one of the points that were asked."""
    if not request.get("supplied"):
        raise InvalidInput({"supply": "请至少补正一项再提交。"}, code="nothing_supplied")


def correction_over(facts: CaseFacts, request: Request) -> None:
    """The time named in the notice is over."""
    if facts.correction_due_on is None or facts.today <= facts.correction_due_on:
        raise IllegalMove("补正期限还没有到。", code="correction_not_over")


def step_open(facts: CaseFacts, request: Request) -> None:
    """The step exists and is open, and the reviewer is of its body."""
    step = _step(facts, request)
    if step.state != "open":
        raise IllegalMove(f"“{step.name}”环节现在没有打开。", code="step_not_open")
    if request.action == "give_opinion" and str(request.actor.organisation_id) != step.organisation_id:
        raise NotPermitted("这个环节由其他部门审查，您不能代为提交意见。", code="other_body")
    if request.action == "give_opinion" and step.assignee not in ("", str(request.actor.account_id)):
        raise NotPermitted("这个环节已经交给另一位审查人。", code="other_reviewer")


def step_closed(facts: CaseFacts, request: Request) -> None:
    """Only a finished step can be sent back."""
    step = _step(facts, request)
    if step.state != "closed":
        raise IllegalMove(f"“{step.name}”环节还没有完成，不能退回。", code="step_not_closed")


def reviewer_not_acceptor(facts: CaseFacts, request: Request) -> None:
    """Acceptor, reviewer and decider differ (rule 3.11)."""
    if facts.acceptor and facts.acceptor == str(request.actor.account_id):
        raise NotPermitted("受理人不能再审查同一件申请。", code="not_apart")


def two_officers(facts: CaseFacts, request: Request) -> None:
    """A site visit is made by two officers or more (许可法第34条第3款); a verdict is one of two."""
    if request.get("verdict") not in ("pass", "fail"):
        raise InvalidInput({"verdict": "请选择通过或者不通过。"}, code="verdict_unknown")
    if len(str(request.get("text")).strip()) < 2:
        raise InvalidInput({"text": "请写明审查意见。"}, code="opinion_missing")
    if _step(facts, request).kind != "site_visit":
        return
    companion = str(request.get("companion_id") or "")
    if not companion or companion == str(request.actor.account_id):
        raise InvalidInput(
            {"companion_id": "现场核查要由两名以上工作人员进行，请选择同行人员。"},
            code="second_officer_missing",
        )
    if not request.get("companion_of_body"):
        raise InvalidInput({"companion_id": "同行人员必须是本部门的审查人员。"}, code="companion_elsewhere")
    if facts.acceptor and companion == facts.acceptor:
        raise NotPermitted("受理人不能再参加同一件申请的核查。", code="not_apart")


def receiver_of_body(facts: CaseFacts, request: Request) -> None:
    """A step is handed on inside its body: by a reviewer of that body, or by the head of the deciding one."""
    own = str(request.actor.organisation_id) == _step(facts, request).organisation_id
    if not own and "head" not in request.capacities:
        raise NotPermitted("这个环节由其他部门审查，您不能代为转办。", code="other_body")
    if not request.get("receiver_of_body"):
        raise InvalidInput({"receiver_id": "只能转给本环节所属部门的审查人员。"}, code="receiver_elsewhere")


def clock_running(facts: CaseFacts, request: Request) -> None:
    """The case clock runs."""
    if facts.clock_state != "running":
        raise IllegalMove("现在正在特别程序中，期限暂停，请先恢复计时。", code="clock_not_running")


def clock_paused(facts: CaseFacts, request: Request) -> None:
    """The case clock is paused, or has just gone on by itself because the approved days were used up."""
    if request.get("by_itself") and facts.clock_state == "running":
        return
    if facts.clock_state != "paused":
        raise IllegalMove("期限没有暂停，不需要恢复。", code="clock_not_paused")


def ground_allowed(facts: CaseFacts, request: Request) -> None:
    """The ground is one of the closed list of 许可法第45条, and one this item names."""
    ground = str(request.get("ground"))
    if ground not in facts.profile.pause_grounds:
        names = "、".join(STATUTORY_GROUNDS.values())
        raise InvalidInput({"ground": f"只有{names}所需时间可以不计入期限。"}, code="ground_not_in_law")
    if ground not in {special.ground for special in facts.content.special}:
        raise Overreach(
            f"办事指南没有写明本事项需要{STATUTORY_GROUNDS[ground]}，不能据此暂停期限。",
            code="ground_not_in_version",
            basis="许可法第45条",
        )


def head_approved(facts: CaseFacts, request: Request) -> None:
    """The head of the body approved this special procedure, for a number of working days."""
    if not request.get("approved"):
        raise NotPermitted("特别程序要先经行政机关负责人批准。", code="head_has_not_approved")
    if int(request.get("days", 0)) < 1:
        raise InvalidInput({"days": "请填写批准的工作日数。"}, code="days_missing")


def before_due(facts: CaseFacts, request: Request) -> None:
    """An extension is approved before the due day (许可法第42条: where no decision can be made in time)."""
    if facts.clock_due_on is not None and facts.today >= facts.clock_due_on:
        raise IllegalMove("延期要在办理期限届满之前批准，现在已经到期。", code="already_due")


def not_extended(facts: CaseFacts, request: Request) -> None:
    """A period is extended only once."""
    if facts.extended:
        raise IllegalMove("本件已经延期过一次，不能再次延期。", code="already_extended")


def extension_days(facts: CaseFacts, request: Request) -> None:
    """At most 10 working days, joint handling 15 (许可法第42条)."""
    most = facts.profile.joint_extension_days if facts.content.joint else facts.profile.extension_days
    days = int(request.get("days", 0))
    if not 1 <= days <= most:
        raise InvalidInput({"days": f"延期只能是1到{most}个工作日。"}, code="extension_too_long")


def extension_authority(facts: CaseFacts, request: Request) -> None:
    """Joint handling is extended by the head of the government, everything else by the head of the body."""
    wanted = "government_head" if facts.content.joint else "head"
    if wanted not in request.capacities:
        who = "本级人民政府负责人" if facts.content.joint else "本行政机关负责人"
        raise NotPermitted(f"延期要由{who}批准。", code="wrong_authority", basis="许可法第42条")


def deferral_open(facts: CaseFacts, request: Request) -> None:
    """The material was deferred and has not arrived yet."""
    if request.get("key") not in facts.open_deferrals:
        raise IllegalMove("这项材料没有容缺，或者已经补交。", code="no_open_deferral")


def deferral_over(facts: CaseFacts, request: Request) -> None:
    """A promised date has passed."""
    if not any(facts.today > due for due in facts.open_deferrals.values()):
        raise IllegalMove("容缺材料的补交期限还没有到。", code="deferral_not_over")


def lower_level_item(facts: CaseFacts, request: Request) -> None:
    """The item is examined here and decided above (许可法第35条, 第43条)."""
    if not facts.content.upper_body:
        raise IllegalMove("这个事项由本机关决定，不需要转报上级。", code="not_lower_level")
    steps_closed(facts, request)


def steps_closed(facts: CaseFacts, request: Request) -> None:
    """Every review step is closed; with a signed commitment there are none to wait for."""
    pending = [step.name for step in facts.steps if step.state in ("open", "waiting")]
    if pending:
        raise IllegalMove(f"还有审查环节没有完成：{'、'.join(pending)}。", code="steps_open")


def no_open_deferral(facts: CaseFacts, request: Request) -> None:
    """No result before the deferred materials have arrived (rule 3.4)."""
    if facts.open_deferrals:
        raise IllegalMove("容缺材料还没有补交齐，不能作出决定。", code="deferral_open")


def decider_apart(facts: CaseFacts, request: Request) -> None:
    """The decider is not the acceptor or a reviewer of the case (rule 3.11)."""
    account = str(request.actor.account_id)
    if account == facts.acceptor or any(account in step.reviewers for step in facts.steps):
        raise NotPermitted("受理人、审查人和决定人不能是同一人。", code="not_apart")


def termination_ground(facts: CaseFacts, request: Request) -> None:
    """Termination needs a ground in law."""
    if request.get("ground") not in TERMINATION_GROUNDS:
        raise InvalidInput({"ground": "请选择终止办理的法定情形。"}, code="ground_unknown")
    if request.get("ground") == "quota_used" and not facts.content.quantity_limit:
        raise InvalidInput({"ground": "这个事项没有数量限制。"}, code="no_quota")


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
    """Granted: the licence is issued or the result is none; any other outcome: the paper is ready."""
    waits = facts.content.result.kind == "licence" and not facts.licence_issued
    if facts.outcome == "granted" and waits:
        raise IllegalMove("证照还没有制发，不能送达。", code="not_issued_yet")
    if not facts.papers_ready:
        raise IllegalMove("决定文书还没有生成。", code="paper_not_ready")


def _step(facts: CaseFacts, request: Request) -> StepFacts:
    for step in facts.steps:
        if step.key == request.get("step_key"):
            return step
    raise InvalidInput({"step_key": "本办件没有这个审查环节。"}, code="step_unknown")


GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        item_open, own_or_expired, version_in_force, assurance_reached, form_valid, materials_ready,
        received_by_owner, hall_authorised, awaits_sister, awaited_issued, awaited_failed, reason_given, points_listed,
        points_of_version, no_new_points, within_completeness, complete, profile_deems, completeness_over,
        instant_item, refusal_reasoned, something_supplied, correction_over, step_open, step_closed,
        reviewer_not_acceptor, two_officers, receiver_of_body, clock_running, clock_paused, ground_allowed,
        head_approved, before_due, not_extended, extension_days, extension_authority, deferral_open,
        deferral_over, lower_level_item, steps_closed, no_open_deferral, decider_apart, termination_ground,
        granted, result_is_licence, not_issued, ready_to_deliver,
    )
}  # fmt: skip
