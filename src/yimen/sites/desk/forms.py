"""The input of every act of an officer, as forms. What is wrong in law is said by the cases room."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import CaseView, StepView
from yimen.contexts.catalogue.data import FormField
from yimen.contexts.identity import api as identity
from yimen.contexts.identity.data import Actor
from yimen.kernel.errors import InvalidInput
from yimen.platform.pages.dates import long_date
from yimen.platform.wallclock import today

USABLE = frozenset({"approved"})
VISIT_FIELDS = {
    "companion_id": "现场核查要由两名以上工作人员进行，请选择同行人员。",
    "visited_on": "请填写现场核查的日期。",
}
REASON = "会写进文书交给申请人，请写清楚。"


class ActForm(forms.Form):
    """The input of one act on one case by one officer; what is wrong is said by the cases room."""

    use_required_attribute = False

    def __init__(self, data: Any, *, case: CaseView, actor: Actor) -> None:
        self.case, self.actor = case, actor
        super().__init__(data)
        self.prepare()

    def prepare(self) -> None:
        """Fill in the choices this case offers."""

    @property
    def to_confirm(self) -> bool:
        """Return whether the officer must still look at what will go out."""
        return False

    def rows(self) -> list[Any]:
        """Return what the act lists line by line; most acts list nothing."""
        return []

    def given(self) -> dict[str, Any]:
        """Return the keyword arguments of the service."""
        return dict(self.cleaned_data)

    def refuse(self, refusal: InvalidInput) -> None:
        """Put each message beside its field; what has no field here goes to the top."""
        for key, message in refusal.errors.items():
            self.add_error(key if key in self.fields else None, message)

    @property
    def wrong(self) -> bool:
        """Return whether something was refused."""
        return bool(self.errors)


def _text(label: str, hint: str = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"请填写{label}。"},
    )


def _choice(label: str, choices: Any = (), **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": f"请选择{label}。", "invalid_choice": f"请选择{label}。"},
        **options,
    )


def _days(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=365,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={"required": "请填写天数。", "invalid": "天数请填写数字。", "min_value": "至少1天。"},
    )


class ConfirmForm(ActForm):
    """Nothing to fill in: one look and one press."""


class ReasonForm(ActForm):
    """A reason."""

    reason = _text("理由", REASON)


class DeclineForm(ReasonForm):
    """不予受理: the reason, and who is competent."""

    competent_body = forms.CharField(
        label="应当向哪个机关申请", required=False, max_length=100, help_text="不归本机关管时填写。"
    )


class OutcomeForm(ActForm):
    """准予 or 不予; a refusal needs its reason (许可法第38条)."""

    outcome = _choice("决定", [("granted", "准予"), ("refused", "不予")])
    reason = _text("理由", "不予时必须填写，会写进决定书。", required=False)


class OpinionForm(ActForm):
    """An opinion in one open step of one's own."""

    step_key = _choice("环节")
    verdict = _choice("意见", [("pass", "通过"), ("fail", "不通过")])
    visited_on = forms.DateField(
        label="现场核查日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "请按年月日填写日期。"},
    )
    text = _text("审查情况", "写明看了什么、结论是什么。")
    companion_id = forms.TypedChoiceField(
        label="同行人员",
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text="现场核查要由两名以上工作人员进行（许可法第34条）。",
    )

    def prepare(self) -> None:
        """Offer the open steps of the officer's body; a companion where one of them is a visit."""
        mine = [step for step in self.case.steps if step.mine]
        _offer_steps(self, mine)
        visits = [step.kind == "site_visit" for step in mine]
        if any(visits):
            for name, message in VISIT_FIELDS.items():
                self.fields[name].required = all(visits)
                self.fields[name].error_messages["required"] = message
            self.fields["visited_on"].widget.attrs["max"] = today().isoformat()
            self.fields["companion_id"].choices = [("", "请选择"), *_colleagues(self.actor)]  # type: ignore[attr-defined]
        else:
            for name in VISIT_FIELDS:
                del self.fields[name]

    def clean_visited_on(self) -> date | None:
        """Refuse a visit that has not taken place yet."""
        day: date | None = self.cleaned_data["visited_on"]
        if day and day > today():
            raise forms.ValidationError("现场核查日期不能晚于今天。")
        return day

    def given(self) -> dict[str, Any]:
        """Return the keyword arguments of the service; the day of a visit opens the text."""
        given = dict(self.cleaned_data)
        if day := given.pop("visited_on", None):
            given["text"] = f"{long_date(day)}现场核查。{given['text']}"
        return given


class ReturnForm(ActForm):
    """Which finished step goes back, and why."""

    step_key = _choice("退回哪个环节")
    reason = _text("理由")

    def prepare(self) -> None:
        """Offer the finished steps: all of them to the decider, to a reviewer those that their step rests on."""
        closed = [step for step in self.case.steps if step.closed_on]
        if not ("decider" in self.actor.roles and self.case.owner == self.actor.organisation_name):
            open_now = [step for step in self.case.steps if step.state == "open"]
            before = {key for step in open_now if _same_body(step, self.actor) for key in step.after}
            closed = [step for step in closed if step.key in before]
        _offer_steps(self, closed)


class TransferForm(ActForm):
    """Who takes over an open step."""

    step_key = _choice("环节")
    receiver_id = forms.TypedChoiceField(
        label="转给", coerce=UUID, error_messages={"required": "请选择转给谁。"}
    )
    reason = _text("说明", required=False, rows=2)

    def prepare(self) -> None:
        """Offer the open steps of one's body and its reviewers."""
        under_way = [step for step in self.case.steps if step.opened_on and not step.closed_on]
        _offer_steps(self, [step for step in under_way if _same_body(step, self.actor)])
        self.fields["receiver_id"].choices = [("", "请选择"), *_colleagues(self.actor)]  # type: ignore[attr-defined]


class ProposalForm(ActForm):
    """Propose a special procedure to the head (许可法第45条)."""

    ground = _choice("需要进行")
    days = _days("需要几个工作日")
    reason = _text("理由")

    def prepare(self) -> None:
        """Offer only what the published guide names."""
        named = {special.ground for special in self.case.content.special}
        names = [(key, name) for key, name in cases.STATUTORY_GROUNDS.items() if key in named]
        self.fields["ground"].choices = names  # type: ignore[attr-defined]


class PauseForm(ActForm):
    """Use an approval of the head."""

    proposal_id = forms.TypedChoiceField(
        label="使用哪份批准",
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={"required": "特别程序要先经行政机关负责人批准。"},
    )

    def prepare(self) -> None:
        """Offer approvals that are not used yet."""
        approved = [entry for entry in self.case.pause_proposals if entry.state in USABLE]
        self.fields["proposal_id"].choices = [  # type: ignore[attr-defined]
            (str(entry.id), f"{entry.ground_name}，{entry.days}个工作日") for entry in approved
        ]


class ExtendForm(ActForm):
    """How long and why (许可法第42条)."""

    days = _days("延长几个工作日")
    reason = _text("理由", REASON)


class TerminateForm(ActForm):
    """A ground in law and its reason."""

    ground = _choice("终止的情形")
    reason = _text("理由", REASON)

    def prepare(self) -> None:
        """Offer the grounds there are."""
        self.fields["ground"].choices = list(cases.TERMINATION_GROUNDS.items())  # type: ignore[attr-defined]


class ForwardUpForm(ActForm):
    """The opinion that goes up with the case."""

    opinion = _text("初审意见")


class DeliverForm(ActForm):
    """How the applicant got the result."""

    method = _choice(
        "送达方式", [("online", "网上"), ("window", "窗口领取"), ("post", "邮寄")], initial="online"
    )


def _offer_steps(form: ActForm, steps: list[StepView]) -> None:
    field = form.fields["step_key"]
    field.choices = [(step.key, f"{step.name}（{step.body}）") for step in steps]  # type: ignore[attr-defined]
    if len(steps) == 1:
        field.initial = steps[0].key


def _same_body(step: StepView, actor: Actor) -> bool:
    return step.organisation_id == actor.organisation_id


def _colleagues(actor: Actor) -> list[tuple[str, str]]:
    if actor.organisation_id is None:
        return []
    staff = identity.staff_of(actor.organisation_id, "reviewer")
    return [(str(one.account_id), one.name) for one in staff if one.account_id != actor.account_id]


def answer_in_words(field: FormField, value: Any) -> str:
    """Return an answer as people read it: the label of a choice instead of its value."""
    return next((choice.label for choice in field.choices if choice.value == value), str(value or ""))
