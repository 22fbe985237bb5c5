"""The errors a person can cause and understand.

Every error carries a stable ``code`` for machines, a ``message`` in the user's words (Chinese) and the
HTTP status it maps to. Anything else that is raised is a fault of ours.
"""

from __future__ import annotations

from collections.abc import Mapping


class Refusal(Exception):
    """An act that was refused; nothing was changed."""

    status = 400
    default_code = "refused"

    def __init__(self, message: str, *, code: str = "", field: str = "", basis: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code
        self.field = field
        self.basis = basis
        """The article the refusal rests on, where there is one."""


class InvalidValue(Refusal):
    """One value that cannot be what it claims to be (wrong length, wrong check digit, ...)."""

    status = 422
    default_code = "invalid_value"


class InvalidInput(Refusal):
    """Several fields of one submission are wrong; ``errors`` maps field key to message."""

    status = 422
    default_code = "invalid_input"

    def __init__(self, errors: Mapping[str, str], message: str = "", *, code: str = "") -> None:
        super().__init__(message or "；".join(errors.values()), code=code)
        self.errors = dict(errors)


class NotPermitted(Refusal):
    """The person may not do this."""

    status = 403
    default_code = "not_permitted"


class NotFound(Refusal):
    """There is no such thing, or the person may not know of it."""

    status = 404
    default_code = "not_found"


class Conflict(Refusal):
    """Somebody else was faster, or the thing already exists."""

    status = 409
    default_code = "conflict"


class IllegalMove(Conflict):
    """The law of motion does not allow this act in this state."""

    default_code = "illegal_move"


class TooManyTries(Refusal):
    """Somebody guesses; they have to wait."""

    status = 429
    default_code = "too_many_tries"


class TooLarge(Refusal):
    """A file or body over its limit."""

    status = 413
    default_code = "too_large"
