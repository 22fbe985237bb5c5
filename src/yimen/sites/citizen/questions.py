"""The form of a version as form fields: drawn here, checked by the cases room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from yimen.contexts.catalogue.data import FieldKind, FormField, FormGroup
from yimen.kernel.errors import InvalidInput

MANY_CHOICES = 7
GROUPED = (FieldKind.USCC, FieldKind.ID_NUMBER, FieldKind.PHONE, FieldKind.LICENCE, FieldKind.NUMBER)
AUTOCOMPLETE = {"holder.name": "name", "holder.phone": "tel", "holder.address": "street-address"}


class QuestionForm(forms.Form):
    """Questions with the answers as typed; what is wrong is said by ``refuse``."""

    use_required_attribute = False

    def __init__(
        self, questions: Iterable[FormField], data: Any = None, answers: Mapping[str, Any] | None = None
    ):
        super().__init__(data, initial=dict(answers or {}))
        for question in questions:
            self.fields[question.key] = drawn(question, bool((answers or {}).get(question.key)))

    def refuse(self, refusal: InvalidInput) -> None:
        """Put each message beside its field; what has no field here goes to the top."""
        for key, message in refusal.errors.items():
            self.add_error(key if key in self.fields else None, message)


def form_of(group: FormGroup, data: Any = None, answers: Mapping[str, Any] | None = None) -> QuestionForm:
    """Return the form of one page."""
    return QuestionForm(group.fields, data, answers)


def answers_in(questions: Iterable[FormField], data: Mapping[str, Any]) -> dict[str, str]:
    """Return what was typed for these questions."""
    return {question.key: _typed(question, str(data.get(question.key, ""))) for question in questions}


def _typed(question: FormField, text: str) -> str:
    """Return a number without the spaces people group it by; any other answer as it was typed."""
    return "".join(text.split()) if question.kind in GROUPED else text


def drawn(question: FormField, known: bool) -> forms.Field:
    """Return the field that asks ``question``; its rules are checked where the answer is kept."""
    field = forms.CharField(
        label=question.label, required=False, help_text=_hint(question, known), strip=False
    )
    field.widget = _widget(question)
    field.optional = not question.required  # type: ignore[attr-defined]
    return field


def _hint(question: FormField, known: bool) -> str:
    carried = "已按您的账号填好，请核对。" if question.prefill and known else ""
    return question.hint + carried


def _widget(question: FormField) -> forms.Widget:
    if question.kind is FieldKind.CHOICE:
        choices = [(choice.value, choice.label) for choice in question.choices]
        if len(choices) > MANY_CHOICES:
            return forms.Select(choices=[("", "请选择"), *choices])
        return forms.RadioSelect(choices=choices)
    if question.kind is FieldKind.TEXTAREA:
        return forms.Textarea(attrs={"rows": 4, "maxlength": question.max_length})
    # A length would cut off what is typed or pasted in groups of four; it is checked where the answer is kept.
    attributes: dict[str, Any] = {} if question.kind in GROUPED else {"maxlength": question.max_length}
    if question.prefill in AUTOCOMPLETE:
        attributes["autocomplete"] = AUTOCOMPLETE[question.prefill]
    if question.kind is FieldKind.DATE:
        return forms.TextInput(attrs={"type": "date", "class": "short"})
    if question.kind is FieldKind.NUMBER:
        return forms.TextInput(attrs={**attributes, "inputmode": "decimal", "class": "short"})
    if question.kind is FieldKind.PHONE:
        return forms.TextInput(attrs={**attributes, "type": "tel", "class": "short"})
    return forms.TextInput(attrs=attributes)


def shown(question: FormField, value: Any) -> str:
    """Return an answer in words: the label of a choice instead of its value."""
    for choice in question.choices:
        if choice.value == value:
            return choice.label
    if question.kind is FieldKind.DATE:
        return _date_in_words(str(value or ""))
    return str(value or "")


def _date_in_words(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.year}年{day.month}月{day.day}日"
