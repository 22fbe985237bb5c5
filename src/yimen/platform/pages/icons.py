"""The few drawings of the house, as SVG paths on a 24 px grid. They always stand beside a word."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

LINE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
SOLID = 'fill="currentColor"'

DRAWINGS: dict[str, tuple[str, str]] = {
    "door": (LINE, '<path d="M5 21V10a7 7 0 0 1 14 0v11M3 21h18"/><circle cx="15.5" cy="14" r="1"/>'),
    "tick": (
        SOLID,
        '<path d="M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22m-1.6 16-4.6-4.6 1.9-1.9 2.7 2.7 6-6 1.9 1.9z"/>',
    ),
    "dot": (SOLID, '<circle cx="12" cy="12" r="9"/>'),
    "ring": (LINE, '<circle cx="12" cy="12" r="8.5"/>'),
    "now": (SOLID, '<path d="M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22m0 6a5 5 0 1 1 0 10 5 5 0 0 1 0-10"/>'),
    "triangle": (SOLID, '<path d="M12 2 23 21H1z"/>'),
    "diamond": (SOLID, '<path d="m12 1 11 11-11 11L1 12z"/>'),
    "square": (SOLID, '<path d="M3 3h18v18H3z"/>'),
    "octagon": (SOLID, '<path d="M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z"/>'),
    "pause": (SOLID, '<path d="M5 3h5v18H5zM14 3h5v18h-5z"/>'),
    "stop": (LINE, '<path d="M4 12h16"/>'),
    "cross": (LINE, '<path d="m5 5 14 14M19 5 5 19"/>'),
    "warning": (SOLID, '<path d="M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22m-1.5 5h3v8h-3zm0 10h3v3h-3z"/>'),
    "tray": (LINE, '<path d="M3 14 6 5h12l3 9v6H3zM3 14h5l1.5 3h5L16 14h5"/>'),
    "search": (LINE, '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 6 6"/>'),
    "phone": (
        LINE,
        '<path d="M6 3h3l2 5-2.5 2a13 13 0 0 0 5.5 5.5l2-2.5 5 2v3'
        'a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2"/>',
    ),
    "file": (LINE, '<path d="M6 2h8l5 5v15H6zM14 2v6h5"/>'),
}


def drawing(name: str) -> SafeString:
    """Return one drawing, hidden from screen readers: the word beside it says the same."""
    style, body = DRAWINGS[name]
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" {}>{}</svg>',
        mark_safe(style),
        mark_safe(body),
    )
