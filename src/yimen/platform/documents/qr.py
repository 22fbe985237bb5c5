"""QR codes as SVG, to be set by a template."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str) -> str:
    """Return a QR code of ``text`` as one SVG element (level M; the template keeps the quiet zone)."""
    target = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(target, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    return target.getvalue().decode("utf-8")
