"""Pages of the identity room: sign in, register, one's own account, elder mode."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import login as open_session
from django.contrib.auth import logout as close_session
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from yimen.contexts.identity import api
from yimen.contexts.identity.adapters.backend import AccountBackend, sign_in
from yimen.contexts.identity.data import Actor
from yimen.kernel.errors import Conflict, InvalidInput
from yimen.platform.access import PUBLIC, SIGNED_IN, access

app_name = "identity"

ELDER_COOKIE = "elder"
YEAR = 365 * 24 * 3600
UNPROCESSABLE = 422
WRONG = "登录名或密码不正确。请核对后再试；同一手机号登记过多个账号的，请改用证件号码或统一社会信用代码登录。"


class AnswersForm(forms.Form):
    """Keeps and shows what was typed; the services judge it, so that pages and REST say the same."""

    use_required_attribute = False

    def full_clean(self) -> None:
        """Judge nothing; errors are put in with ``show``."""
        self._errors = ErrorDict()
        self.cleaned_data = {}

    def show(self, errors: dict[str, str]) -> None:
        """Put each message beside its field."""
        for key, message in errors.items():
            self.add_error(key if key in self.fields else None, message)

    def typed(self, *keys: str) -> dict[str, str]:
        """Return what was typed into these fields."""
        return {key: self.data.get(key, "") for key in keys}


def _text(label: str, hint: str = "", *, required: bool = True, **attributes: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, widget=forms.TextInput(attrs=attributes)
    )


def _password(label: str, hint: str = "", *, autocomplete: str = "new-password") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, help_text=hint, widget=widget)


PASSWORD_HINT = "至少8个字符，不能全是数字，也不要用常见的密码"  # noqa: S105 -- a hint, not a secret


class LoginForm(AnswersForm):
    """What opens an account. The name ``username`` is one that the table of attempts masks."""

    username = _text("登录名", "证件号码、统一社会信用代码、手机号码或登录名", autocomplete="username")
    password = _password("密码", autocomplete="current-password")


class PersonForm(AnswersForm):
    """What a natural person registers with."""

    keys = ("name", "number_kind", "number", "phone", "address")
    name = _text("姓名", "与证件上的姓名一致", autocomplete="name")
    number_kind = forms.ChoiceField(
        label="证件类型",
        help_text="港澳台居民居住证、外国人永久居留身份证请选第一项",
        choices=api.person_number_kinds,
    )
    number = _text("证件号码", autocomplete="off", spellcheck="false")
    phone = _text("手机号码", "11位，用于接收办理通知", autocomplete="tel", inputmode="tel")
    address = _text("联系地址", required=False, autocomplete="street-address")
    password = _password("设置密码", PASSWORD_HINT)
    password_again = _password("再填一次密码")
    consent = forms.BooleanField(label="我已阅读并同意下面的个人信息处理说明")


class CompanyForm(AnswersForm):
    """What a legal person or other organisation registers with."""

    keys = ("name", "uscc", "representative", "phone", "address")
    name = _text("单位名称", "营业执照或登记证书上的全称", autocomplete="organization")
    uscc = _text("统一社会信用代码", "18位，在营业执照或登记证书上", autocomplete="off", spellcheck="false")
    representative = _text("法定代表人（负责人）姓名", autocomplete="off")
    phone = _text("联系电话", "手机号码，或区号-固定电话", autocomplete="tel", inputmode="tel")
    address = _text("住所", required=False, autocomplete="street-address")
    password = _password("设置密码", PASSWORD_HINT)
    password_again = _password("再填一次密码")
    consent = forms.BooleanField(label="我已获得本单位授权，并同意下面的个人信息处理说明")


def safe_next(request: HttpRequest, default: str) -> str:
    """Return where to go next: a page of this host, or ``default``."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    same_host = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if same_host else default


def landing(actor: Actor) -> str:
    """Return the first page of somebody who has just signed in: the desk for staff, home for applicants."""
    entry: str = settings.NAVIGATION["desk" if actor.kind == "staff" else "citizen"][0][1]
    return entry


def enter(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open a session with a new key for ``actor`` and go on to where they wanted to go."""
    account = AccountBackend().get_user(actor.account_id)
    open_session(request, account, backend=settings.AUTHENTICATION_BACKENDS[-1])
    api.note_sign_in(actor=actor)
    return HttpResponseRedirect(safe_next(request, landing(actor)))


def _page(request: HttpRequest, template: str, form: AnswersForm) -> HttpResponse:
    status = UNPROCESSABLE if form.errors else 200
    return render(request, template, {"form": form, "next": safe_next(request, "")}, status=status)


@sensitive_post_parameters()
@never_cache
@access(PUBLIC)
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Sign in with a login name, a number or a telephone, and a password."""
    form = LoginForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        typed = form.typed("username", "password")
        if not typed["username"].strip():
            form.show({"username": "请填写登录名、证件号码、统一社会信用代码或手机号码。"})
        if not typed["password"]:
            form.show({"password": "请填写密码。"})
        if not form.errors:
            account = sign_in(request, identifier=typed["username"], password=typed["password"])
            if account is not None:
                return enter(request, api.actor_of(account.pk))
            form.show({"username": WRONG})
    return _page(request, "identity/login.html", form)


@access(PUBLIC)
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Sign out and go home; a second click does no harm."""
    close_session(request)
    return HttpResponseRedirect("/")


def _registration(
    request: HttpRequest,
    form: PersonForm | CompanyForm,
    template: str,
    check: Callable[..., Any],
    register: Callable[..., Actor],
) -> HttpResponse:
    """Show a registration, or take it: every mistake beside its field, passwords never shown again."""
    if not form.is_bound:
        return _page(request, template, form)
    typed = form.typed(*form.keys, "password")
    if form.data.get("password_again", "") != typed["password"]:
        form.show({"password_again": "两次填写的密码不一致，请重新填写。"})
    if not form.data.get("consent"):
        form.show({"consent": "请阅读个人信息处理说明，同意后才能注册。"})
    try:
        if not form.errors:
            return enter(request, register(**typed))
        check(**typed)
    except InvalidInput as refused:
        form.show(refused.errors)
    except Conflict as refused:
        form.show({refused.field: refused.message})
    return _page(request, template, form)


@sensitive_post_parameters()
@never_cache
@access(PUBLIC)
@require_http_methods(["GET", "POST"])
def register_person(request: HttpRequest) -> HttpResponse:
    """A natural person opens an account."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    return _registration(
        request, form, "identity/register_person.html", api.check_person, api.register_person
    )


@sensitive_post_parameters()
@never_cache
@access(PUBLIC)
@require_http_methods(["GET", "POST"])
def register_company(request: HttpRequest) -> HttpResponse:
    """A legal person opens an account."""
    form = CompanyForm(request.POST if request.method == "POST" else None)
    return _registration(
        request, form, "identity/register_company.html", api.check_company, api.register_company
    )


@never_cache
@access(SIGNED_IN)
@require_http_methods(["GET"])
def me(request: HttpRequest) -> HttpResponse:
    """Show one's own account, masked."""
    profile = api.profile_of(request.actor)  # type: ignore[attr-defined]
    return render(request, "identity/me.html", {"profile": profile})


@access(PUBLIC)
@require_POST
def elder(request: HttpRequest) -> HttpResponse:
    """Switch elder mode (长辈版) on or off, and return to the page one came from."""
    response = HttpResponseRedirect(safe_next(request, "/"))
    is_on = request.COOKIES.get(ELDER_COOKIE) == "1"
    if request.POST.get("on", "0" if is_on else "1") == "1":
        response.set_cookie(
            ELDER_COOKIE,
            "1",
            max_age=YEAR,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie(ELDER_COOKIE, samesite="Lax")
    return response


urlpatterns = [
    path("login/", login, name="login"),
    path("logout/", logout, name="logout"),
    path("register/person/", register_person, name="register_person"),
    path("register/company/", register_company, name="register_company"),
    path("me/", me, name="me"),
    path("elder/", elder, name="elder"),
]
