"""Files of a case for those who may read them: materials, and papers printed on demand."""

from __future__ import annotations

import hmac
from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import CaseView
from yimen.contexts.cases.models import Case, Paper
from yimen.contexts.cases.selectors.picture import picture_of
from yimen.contexts.cases.selectors.views import Seen, look, view_of
from yimen.contexts.identity.data import Actor
from yimen.kernel.errors import NotFound
from yimen.platform.documents import api as documents
from yimen.platform.files import api as files
from yimen.platform.files.api import FileData


def material_file(case_id: UUID, key: str, actor: Actor) -> FileData:
    """Return the file put to a material, for those who stand in the case."""
    rows = look(case_id, actor).case.materials.all()
    row = next((row for row in rows if row.key == key), None)
    if row is None or row.file_id is None:
        raise NotFound("这项材料还没有文件。")
    return files.describe(row.file_id)


def paper_file(paper_id: UUID, actor: Actor) -> FileData:
    """Return the PDF of a paper; made at first reading, the same bytes ever after."""
    paper = Paper.objects.filter(pk=paper_id).first()
    if paper is None:
        raise NotFound("没有找到这份文书。")
    look(paper.case_id, actor)
    return print_paper(paper_id)


@transaction.atomic
def print_paper(paper_id: UUID) -> FileData:
    """Return the paper's PDF, printing it now unless a job or an earlier reader has."""
    paper = Paper.objects.select_for_update().get(pk=paper_id)
    if paper.file_id is None:
        pdf = documents.render(paper.template.partition("@")[0], paper.facts, paper.issued_at)
        stored = files.store(
            pdf,
            name=f"{paper.kind}-{paper.number}.pdf",
            owner=f"case:{paper.case_id}",
            allowed=("pdf",),
            generated=True,
        )
        paper.file_id = stored.id
        paper.save(update_fields=["file_id"])
        return stored
    return files.describe(paper.file_id)


def status_by_number(number: str, password: str) -> CaseView:
    """Return the applicant's view for whoever knows number and query password (S§1.21), without login."""
    case = Case.objects.select_related("version__item", "owner").filter(number=number.strip().upper()).first()
    if case is None or not hmac.compare_digest(case.query_password.encode(), password.strip().encode()):
        raise NotFound("办件编号或者查询密码不对。", code="wrong_number_or_password")
    seen = Seen(case, picture_of(case), frozenset({"applicant"}))
    return view_of(seen, Actor(kind="person", party_id=case.party_id))
