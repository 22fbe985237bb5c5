"""Progress without signing in: case number and six-digit query password (S§1.21)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from yimen.contexts.cases import api as cases
from yimen.kernel.errors import Refusal
from yimen.platform.access import PUBLIC, access
from yimen.sites.citizen.progress import progress_of
from yimen.sites.citizen.standing import case_badge


class StatusForm(forms.Form):
    """Number and password, both from the receipt."""

    use_required_attribute = False
    number = forms.CharField(
        label="办件编号",
        max_length=100,
        help_text="在收件凭证上，共43位。",
        error_messages={"required": "请填写办件编号。"},
    )
    password = forms.CharField(
        label="查询密码",
        max_length=6,
        help_text="提交申请时给您的6位数字。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        error_messages={"required": "请填写查询密码。"},
    )


@access(PUBLIC)
@sensitive_post_parameters("password")
def status(request: HttpRequest) -> HttpResponse:
    """Ask for number and password; show where the case stands, and nothing about the person."""
    form = StatusForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    status_code = 422
    if request.method == "POST" and form.is_valid():
        number = "".join(form.cleaned_data["number"].split()).upper()
        try:
            view = cases.open_status(
                number=number,
                password=form.cleaned_data["password"],
                origin=request.META.get("REMOTE_ADDR", ""),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
            status_code = refusal.status if refusal.status == 429 else 422
        else:
            context |= {"case": view, "standing": case_badge(view), "progress": progress_of(view)}
    return render(request, "citizen/status.html", context, status=status_code if form.errors else 200)
