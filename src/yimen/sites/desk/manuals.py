"""The officer's manual of an item, from the same version as the guide the citizen read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.clocks.data import GROUND_NAMES
from yimen.kernel.errors import NotFound
from yimen.platform.access import STAFF, access
from yimen.platform.pages.queries import id_in


@access(STAFF)
def manual(request: HttpRequest, slug: str) -> HttpResponse:
    """Show acceptance standards, review points and discretion criteria; of a case's version where it is named."""
    version = catalogue.version_of_item(slug, id_in(request.GET, "version"))
    if version.content is None:
        raise NotFound("这个事项只有清单上的一行，还没有业务手册。", code="no_manual")
    found = catalogue.manual(version.content)
    context = {
        "version": version,
        "manual": found,
        "special": [(entry, GROUND_NAMES.get(entry.ground, entry.ground)) for entry in found.special],
    }
    return render(request, "desk/manual.html", context)
