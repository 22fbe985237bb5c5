"""The door of the identity room."""

from yimen.contexts.identity.adapters.api_auth import BearerAuth, BrowserAuth, actor_auth
from yimen.contexts.identity.data import (
    ANONYMOUS,
    SYSTEM,
    Actor,
    DemoAccount,
    DemoReport,
    IssuedToken,
    Party,
    Profile,
    Role,
)
from yimen.contexts.identity.domain.numbers import person_number_kinds
from yimen.contexts.identity.ports import RealNameAnswer, RealNamePort, use_real_name_port
from yimen.contexts.identity.selectors import (
    account_of_party,
    actor_from,
    actor_named,
    actor_of,
    actors_of,
    parties,
    party,
    party_ids_known_as,
    party_with_number,
    profile_of,
    staff_actor,
    staff_of,
)
from yimen.contexts.identity.services.create_staff import create_staff
from yimen.contexts.identity.services.issue_tokens import (
    actor_of_token,
    issue_token,
    purge_expired,
    revoke_token,
)
from yimen.contexts.identity.services.load_demo_accounts import load_demo_accounts
from yimen.contexts.identity.services.note_sign_in import note_sign_in
from yimen.contexts.identity.services.register_company import check_company, register_company
from yimen.contexts.identity.services.register_person import check_person, register_person

__all__ = [
    "ANONYMOUS",
    "SYSTEM",
    "Actor",
    "BearerAuth",
    "BrowserAuth",
    "DemoAccount",
    "DemoReport",
    "IssuedToken",
    "Party",
    "Profile",
    "RealNameAnswer",
    "RealNamePort",
    "Role",
    "account_of_party",
    "actor_auth",
    "actor_from",
    "actor_named",
    "actor_of",
    "actor_of_token",
    "actors_of",
    "check_company",
    "check_person",
    "create_staff",
    "issue_token",
    "load_demo_accounts",
    "note_sign_in",
    "parties",
    "party",
    "party_ids_known_as",
    "party_with_number",
    "person_number_kinds",
    "profile_of",
    "purge_expired",
    "register_company",
    "register_person",
    "revoke_token",
    "staff_actor",
    "staff_of",
    "use_real_name_port",
]
