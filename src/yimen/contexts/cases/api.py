"""The only door of the cases room. All acts are keyword-only and take ``actor``; each returns ``Done`` (id, number, state, outcome, paper).

Being written; the signatures stand:

Reads
    case_view(case_id, actor) -> CaseView            refuses strangers with NotFound
    my_cases(actor, page=1, state="") -> CasePage    the applicant's
    inbox(actor, page=1, filter="", q="") -> CasePage  filter: "" all open to me | mine | accept | review | decide |
                                                     issue | overdue | done; counts per filter; most urgent first
    draft_check(case_id, actor) -> DraftCheck
    paper_file(paper_id, actor) -> FileData          PDF made on demand, same bytes ever after
    material_file(case_id, key, actor) -> FileData   (send with platform.files.api.download_response)
    status_by_number(number, password) -> CaseView   without login
Drafts
    start_application(slug, actor, channel="online", party_id=None) -> Done
    save_answers(case_id, group, answers: dict, actor)     InvalidInput names the fields; the values are kept by the page
    attach_material(case_id, key, upload, actor) · remove_material(case_id, key, actor)
    defer_material(case_id, key, promised_on, actor) · sign_commitment(case_id, signed: bool, actor)
    adopt_version(case_id, actor) · discard_draft(case_id, actor) -> None
    submit(case_id, actor)
Applicant afterwards
    supply(case_id, actor, answers: dict, uploads: dict[key, upload]) · supply_deferred(case_id, key, upload, actor)
    withdraw(case_id, reason, actor) · correct_on_spot(case_id, answers, uploads, actor)
Officers
    accept(case_id, actor) · ask_correction(case_id, points: list[Point], actor)
    declare_not_required(case_id, reason, actor) · decline(case_id, reason, competent_body, actor)
    decide_instantly(case_id, outcome, reason, actor)
    give_opinion(case_id, step_key, verdict "pass"|"fail", text, actor, companion_id=None)
    return_step(case_id, step_key, reason, actor) · transfer_step(case_id, step_key, receiver_id, reason, actor)
    propose_pause(case_id, ground, days, reason, actor) · approve_pause(proposal_id, approve: bool, actor)
    pause(case_id, proposal_id, actor) · resume(case_id, actor) · extend(case_id, days, reason, actor)
    decide(case_id, outcome "granted"|"refused", reason, actor) · terminate(case_id, ground, reason, actor)
    forward_up(case_id, opinion, actor) · issue(case_id, actor) · deliver(case_id, method, actor)
    report_delivery_failed(case_id, reason, actor) · void(case_id, reason, actor)
    submit_elsewhere(case_id, actor) · forward(case_id, actor) · submit_dependent(case_id, awaited_case_id, actor)
    close(case_id, actor)
"""
