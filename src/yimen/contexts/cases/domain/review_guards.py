"""Guards of the law of motion between acceptance and decision; what a guard is stands in ``guards.py``."""

from __future__ import annotations

from yimen.contexts.cases.domain.facts import CaseFacts, Request, StepFacts
from yimen.contexts.cases.domain.materials import steps_after
from yimen.contexts.cases.domain.overreach import Overreach
from yimen.contexts.cases.domain.profiles import STATUTORY_GROUNDS
from yimen.kernel.errors import IllegalMove, InvalidInput, NotPermitted

TERMINATION_GROUNDS = {
    "applicant_gone": "申请人死亡、丧失行为能力或者法人终止",
    "quota_used": "许可数量已经用完",
    "other_law": "法律、法规规定的其他情形",
}


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
    if "decider" not in request.capacities:
        _require_part(step, facts, request)
    if step.state != "closed":
        raise IllegalMove(f"“{step.name}”环节还没有完成，不能退回。", code="step_not_closed")


def _require_part(step: StepFacts, facts: CaseFacts, request: Request) -> None:
    """A reviewer sends back a step of their own body, or one on which a step of their body rests."""
    own = str(request.actor.organisation_id)
    resting = set(steps_after(facts.content, step.key))
    bodies = {step.organisation_id} | {s.organisation_id for s in facts.steps if s.key in resting}
    if own not in bodies:
        raise NotPermitted("这个环节由其他部门审查，您不能退回。", code="other_body")


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
    if facts.acceptor and str(request.get("receiver_id")) == facts.acceptor:
        raise InvalidInput({"receiver_id": "受理人不能再审查同一件申请。"}, code="not_apart")


def clock_running(facts: CaseFacts, request: Request) -> None:
    """The case clock runs."""
    if facts.clock_state != "running":
        raise IllegalMove("现在正在特别程序中，期限暂停，请先恢复计时。", code="clock_not_running")


def clock_paused(facts: CaseFacts, request: Request) -> None:
    """The case clock is paused, or went on by itself because the approved days were used up.

    The special procedure then still runs, in the red, until somebody ends it.
    """
    if request.get("by_itself") and facts.clock_state == "running":
        return
    if facts.clock_state != "paused" and not facts.special_running:
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
    """An extension is approved before the legal due day (许可法第42条); a promise may be shorter."""
    if facts.legal_due_on is not None and facts.today >= facts.legal_due_on:
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


def _step(facts: CaseFacts, request: Request) -> StepFacts:
    for step in facts.steps:
        if step.key == request.get("step_key"):
            return step
    raise InvalidInput({"step_key": "本办件没有这个审查环节。"}, code="step_unknown")
