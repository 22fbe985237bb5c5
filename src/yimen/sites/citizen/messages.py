"""The message centre of the person who is signed in, applicant or staff."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.platform.access import SIGNED_IN, access
from yimen.platform.notify import api as notify
from yimen.platform.pages.context import asking
from yimen.platform.pages.paging import page_number


@access(SIGNED_IN)
def inbox(request: HttpRequest) -> HttpResponse:
    """List the messages, the latest first; mark all as read when asked to."""
    actor = asking(request)
    if request.method == "POST":
        notify.mark_read(actor.account_id)
        return redirect("citizen:messages")
    page = notify.inbox(actor.account_id, page_number(request.GET))
    base = "pages/desk.html" if actor.kind == "staff" else "pages/citizen.html"
    return render(request, "citizen/messages.html", {"page": page, "base": base})
