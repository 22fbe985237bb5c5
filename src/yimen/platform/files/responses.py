"""Hand a file to the browser without letting it act there."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse

from yimen.platform.files.selectors import describe, read


def public_pdf(body: bytes, name: str) -> HttpResponse:
    """Show a PDF that we set ourselves and that anybody may read; never anything a user sent in."""
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename=\"file.pdf\"; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=600"
    return response


def download_response(file_id: UUID | str, *, inline: bool = False) -> HttpResponse:
    """Return the file as an attachment.

    ``inline`` is honoured only for PDFs we made ourselves: what a user sent in is never shown in our origin.
    """
    file = describe(file_id)
    shown = inline and file.generated and file.media_type == "application/pdf"
    response = HttpResponse(read(file_id), content_type=file.media_type)
    response["Content-Length"] = str(file.size)
    manner = "inline" if shown else "attachment"
    names = f"filename=\"file.{file.format}\"; filename*=UTF-8''{quote(file.name)}"
    response["Content-Disposition"] = f"{manner}; {names}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    if not shown:
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
