"""Who may see and touch a licence."""

from __future__ import annotations

from uuid import UUID

from yimen.contexts.identity.data import Actor, Role
from yimen.kernel.errors import NotFound, NotPermitted

CHANGING = frozenset({Role.DECIDER, Role.HEAD, Role.LICENSING})
READING = CHANGING | {Role.WINDOW, Role.ACCEPTOR}


def may_read(actor: Actor, holder_party_id: UUID, *, of_issuer: bool) -> bool:
    """Return whether this is the holder, or staff of the issuing body whose work needs it, or the system."""
    if actor.kind == "system":
        return True
    if actor.kind == "staff":
        return of_issuer and bool(READING & actor.roles)
    return actor.party_id is not None and actor.party_id == holder_party_id


def require_reader(actor: Actor, holder_party_id: UUID, *, of_issuer: bool) -> None:
    """Refuse strangers as if the licence did not exist."""
    if not may_read(actor, holder_party_id, of_issuer=of_issuer):
        raise NotFound("没有这本证照，或者它不是您的。", code="no_such_licence")


def require_changer(actor: Actor, issuer_name: str, *, of_issuer: bool) -> None:
    """Refuse everybody but deciding and licensing staff of the issuing body."""
    if actor.kind == "system":
        return
    if actor.kind != "staff" or not of_issuer or not CHANGING & actor.roles:
        raise NotPermitted(f"只有发证机关{issuer_name}有权限的人员可以变更证照状态。", code="not_the_issuer")
