"""The refusal of an act that reaches beyond the published version."""

from __future__ import annotations

from yimen.kernel.errors import Refusal


class Overreach(Refusal):
    """Somebody asked for more than the published version allows (domain rules 3.1 and 3.2)."""

    status = 422
    default_code = "beyond_the_version"
