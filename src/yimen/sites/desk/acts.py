"""What each act asks of the officer, and the one service it calls.

Which acts are offered is not decided here: the cases room derives them from its state table. This page only
knows how to ask for an act's input.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from yimen.contexts.cases import api as cases
from yimen.sites.desk.correction import CorrectionForm
from yimen.sites.desk.forms import (
    ActForm,
    ConfirmForm,
    DeclineForm,
    DeliverForm,
    ExtendForm,
    ForwardUpForm,
    OpinionForm,
    OutcomeForm,
    PauseForm,
    ProposalForm,
    ReasonForm,
    ReturnForm,
    TerminateForm,
    TransferForm,
)

KEYS = {
    "accept": "a",
    "ask_correction": "c",
    "give_opinion": "o",
    "decide": "d",
    "issue": "i",
    "deliver": "s",
}


USUAL = frozenset({*KEYS, "decide_instantly", "forward", "pause"})
"""The way on: only these are shown as the main button."""


@dataclass(frozen=True)
class Act:
    """How one act is asked for and done. ``harsh`` acts are shown apart from the usual way on."""

    service: Callable[..., Any]
    form: type[ActForm] = ConfirmForm
    explanation: str = ""
    harsh: bool = False


ACTS: Mapping[str, Act] = {
    "accept": Act(cases.accept, explanation="受理后开始计算办理期限，并给申请人出具受理通知书。"),
    "ask_correction": Act(
        cases.ask_correction,
        CorrectionForm,
        "补正只能一次性告知：请把所有问题一次列全，并写明怎样改。",
    ),
    "decide_instantly": Act(cases.decide_instantly, OutcomeForm, "即办件：受理和决定一次完成。"),
    "give_opinion": Act(cases.give_opinion, OpinionForm),
    "decide": Act(cases.decide, OutcomeForm, "决定以案卷为准，审查意见附后。"),
    "issue": Act(cases.issue, explanation="生成并签署电子证照，申请人可以立即在“我的证照”里看到。"),
    "deliver": Act(cases.deliver, DeliverForm, "救济期限从送达之日起算。"),
    "propose_pause": Act(cases.propose_pause, ProposalForm, "批准以前照常计时。"),
    "pause": Act(cases.pause, PauseForm, "批准的天数用完后自动恢复计时，并书面告知申请人。"),
    "resume": Act(cases.resume, explanation="从今天起继续计时。"),
    "extend": Act(cases.extend, ExtendForm, "只能延长一次，并书面告知申请人理由。"),
    "transfer_step": Act(cases.transfer_step, TransferForm),
    "return_step": Act(cases.return_step, ReturnForm, "这个环节和它之后的环节要重新办理，已有意见保留在案卷里。", True),
    "forward": Act(cases.forward, explanation="转给负责受理的机关。"),
    "delivery_failed": Act(cases.report_delivery_failed, ReasonForm),
    "forward_up": Act(cases.forward_up, ForwardUpForm),
    "not_required": Act(cases.declare_not_required, ReasonForm, "这件事依法不需要办理许可。", True),
    "decline": Act(cases.decline, DeclineForm, "不归本机关管，或者有法定的不予受理情形。", True),
    "terminate": Act(cases.terminate, TerminateForm, harsh=True),
    "void": Act(cases.void, ReasonForm, "只用于误录的办件。", True),
}  # fmt: skip
