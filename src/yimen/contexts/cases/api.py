"""The only door of the cases room. Acts are keyword-only, take ``actor`` and return ``Done``."""

from yimen.contexts.cases.domain.profiles import STATUTORY_GROUNDS
from yimen.contexts.cases.domain.review_guards import TERMINATION_GROUNDS
from yimen.contexts.cases.domain.states import ACTION_NAMES
from yimen.contexts.cases.selectors.documents import material_file, paper_file, print_paper
from yimen.contexts.cases.selectors.lists import FILTER_NAMES, inbox, my_cases
from yimen.contexts.cases.selectors.views import case_view, draft_check, draft_view
from yimen.contexts.cases.services.accept import accept
from yimen.contexts.cases.services.ask_correction import ask_correction
from yimen.contexts.cases.services.automation import (
    deliver_if_online,
    issue_if_due,
    refresh_due,
    settle_waiting,
    sweep,
)
from yimen.contexts.cases.services.cancel_waiting import cancel_waiting
from yimen.contexts.cases.services.close import close
from yimen.contexts.cases.services.correct_on_spot import correct_on_spot
from yimen.contexts.cases.services.decide import decide
from yimen.contexts.cases.services.decide_instantly import decide_instantly
from yimen.contexts.cases.services.declare_not_required import declare_not_required
from yimen.contexts.cases.services.decline import decline
from yimen.contexts.cases.services.deem_accepted import deem_accepted
from yimen.contexts.cases.services.deliver import deliver
from yimen.contexts.cases.services.discard_draft import discard_draft
from yimen.contexts.cases.services.edit_draft import (
    adopt_version,
    attach_material,
    defer_material,
    remove_material,
    save_answers,
    sign_commitment,
)
from yimen.contexts.cases.services.extend import extend
from yimen.contexts.cases.services.forward import forward
from yimen.contexts.cases.services.forward_up import forward_up
from yimen.contexts.cases.services.give_opinion import give_opinion
from yimen.contexts.cases.services.issue import issue
from yimen.contexts.cases.services.lapse import lapse
from yimen.contexts.cases.services.lapse_deferral import lapse_deferral
from yimen.contexts.cases.services.mark_seen import mark_seen
from yimen.contexts.cases.services.open_status import open_status
from yimen.contexts.cases.services.open_waiting import open_waiting
from yimen.contexts.cases.services.pause import pause
from yimen.contexts.cases.services.propose_pause import approve_pause, propose_pause
from yimen.contexts.cases.services.report_delivery_failed import report_delivery_failed
from yimen.contexts.cases.services.resume import note_resumed, resume
from yimen.contexts.cases.services.return_step import return_step
from yimen.contexts.cases.services.start_application import start_application
from yimen.contexts.cases.services.submit import submit
from yimen.contexts.cases.services.submit_dependent import submit_dependent
from yimen.contexts.cases.services.submit_elsewhere import submit_elsewhere
from yimen.contexts.cases.services.supply import supply
from yimen.contexts.cases.services.supply_deferred import supply_deferred
from yimen.contexts.cases.services.tell_applicant import tell_applicant
from yimen.contexts.cases.services.terminate import terminate
from yimen.contexts.cases.services.transfer_step import transfer_step
from yimen.contexts.cases.services.void import void
from yimen.contexts.cases.services.withdraw import withdraw

__all__ = [
    "ACTION_NAMES",
    "FILTER_NAMES",
    "STATUTORY_GROUNDS",
    "TERMINATION_GROUNDS",
    "accept",
    "adopt_version",
    "approve_pause",
    "ask_correction",
    "attach_material",
    "cancel_waiting",
    "case_view",
    "close",
    "correct_on_spot",
    "decide",
    "decide_instantly",
    "declare_not_required",
    "decline",
    "deem_accepted",
    "defer_material",
    "deliver",
    "deliver_if_online",
    "discard_draft",
    "draft_check",
    "draft_view",
    "extend",
    "forward",
    "forward_up",
    "give_opinion",
    "inbox",
    "issue",
    "issue_if_due",
    "lapse",
    "lapse_deferral",
    "mark_seen",
    "material_file",
    "my_cases",
    "note_resumed",
    "open_status",
    "open_waiting",
    "paper_file",
    "pause",
    "print_paper",
    "propose_pause",
    "refresh_due",
    "remove_material",
    "report_delivery_failed",
    "resume",
    "return_step",
    "save_answers",
    "settle_waiting",
    "sign_commitment",
    "start_application",
    "submit",
    "submit_dependent",
    "submit_elsewhere",
    "supply",
    "supply_deferred",
    "sweep",
    "tell_applicant",
    "terminate",
    "transfer_step",
    "void",
    "withdraw",
]
