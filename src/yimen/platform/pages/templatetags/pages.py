"""Filters and tags that every template has at hand."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from yimen.platform.pages import dates, deadline, icons, paging
from yimen.platform.pages.badges import Badge

register = template.Library()

NOTICE_CLASSES = {"success": "good", "warning": "warn", "error": "bad"}
COLOURS = {
    "none": ("good", "dot", "正常"),
    "notice": ("info", "triangle", "提醒"),
    "warning": ("warn", "triangle", "预警"),
    "yellow": ("warn", "diamond", "即将超期"),
    "red": ("bad", "square", "已超承诺期限"),
    "second_red": ("bad", "octagon", "已超法定期限"),
    "paused": ("info", "pause", "暂停"),
    "stopped": ("", "stop", "已停"),
}


@register.filter
def date_zh(value: date | datetime | str | None) -> str:
    """Return 2026年3月16日（周一）."""
    return dates.long_date(value)


@register.filter
def day_zh(value: date | datetime | str | None) -> str:
    """Return 3月16日."""
    return dates.short_date(value)


@register.filter
def moment_zh(value: datetime | str | None) -> str:
    """Return 2026年3月16日 09:05."""
    return dates.moment(value)


@register.filter
def clock_time(value: datetime | time) -> str:
    """Return 09:05."""
    return value.strftime("%H:%M")


@register.filter
def filesize_zh(size: int | None) -> str:
    """Return a file's size as people say it: 820 KB, 1.4 MB."""
    if size is None:
        return ""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


@register.filter
def in_fours(number: str | None) -> SafeString:
    """Show a long number in groups of four; the gaps are drawn, so a copy of it has none."""
    text = str(number or "")
    groups = ((text[start : start + 4],) for start in range(0, len(text), 4))
    return format_html('<span class="fours">{}</span>', format_html_join("", "<span>{}</span>", groups))


@register.filter
def mask(value: str | None) -> str:
    """Return a number with its middle hidden; what is short is hidden but for its ends."""
    text = str(value or "")
    if len(text) <= 2:
        return text[:1] + "*" * (len(text) - 1)
    keep = 1 if len(text) < 7 else 3 if len(text) < 15 else 4
    return text[:keep] + "*" * (len(text) - 2 * keep) + text[-keep:]


@register.filter
def notice_class(tag: str) -> str:
    """Return the notice class of a message's level."""
    return NOTICE_CLASSES.get(tag, "")


@register.filter
def at_key(mapping: dict[Any, Any] | None, key: Any) -> Any:
    """Return ``mapping[key]`` or nothing."""
    return (mapping or {}).get(key)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon; a word stands beside it."""
    return icons.drawing(name)


@register.inclusion_tag("pages/parts/mark.html")
def mark(colour: str, word: str = "") -> dict[str, str]:
    """Show the state of a clock as colour, shape and word."""
    style, shape, usual = COLOURS.get(colour, COLOURS["none"])
    return {"style": style, "shape": shape, "word": word or usual}


@register.inclusion_tag("pages/parts/badge.html", name="badge")
def badge_tag(badge: Badge) -> dict[str, Badge]:
    """Show where something stands."""
    return {"badge": badge}


@register.inclusion_tag("pages/parts/deadline.html", name="deadline")
def deadline_tag(clock: Any, short: bool = False) -> dict[str, Any]:
    """Show a clock as a sentence and a bar."""
    return {"view": deadline.view_of(clock) if clock else None, "short": short}


@register.inclusion_tag("pages/parts/timeline.html")
def timeline(entries: Any) -> dict[str, Any]:
    """Show what happened and what comes: entries with title, state, when, who, phone, note."""
    return {"entries": entries}


@register.inclusion_tag("pages/parts/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Show one form field with its label, hint and error, tied together for screen readers."""
    widget = bound.field.widget
    choosing = getattr(widget, "input_type", "") in ("radio", "checkbox")
    has_options = hasattr(widget, "choices")
    return {
        "bound": bound,
        "optional": getattr(bound.field, "optional", not bound.field.required),
        "grouped": choosing and has_options,
        "single_box": choosing and not has_options,
    }


@register.inclusion_tag("pages/parts/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """Show everything that is wrong at the top, each with a link to its field."""
    return {"form": form}


@register.inclusion_tag("pages/parts/pager.html", takes_context=True)
def pager(context: Any, number: int, pages: int) -> dict[str, Any]:
    """Show the way to the other pages of a list; keeps the filters in the address."""
    return {"links": paging.links_of(context["request"].GET, number, pages)}
