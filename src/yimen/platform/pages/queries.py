"""Read what an address asks for."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from yimen.kernel.errors import NotFound


def id_in(given: Mapping[str, str], name: str) -> UUID | None:
    """Return the id under ``name``, None where the address has none; what is no id names nothing we have."""
    text = given.get(name, "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound("没有找到这个页面要的内容，请检查地址。", code="bad_id") from None
