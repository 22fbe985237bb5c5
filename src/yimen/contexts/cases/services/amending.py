"""Change single answers and files of an application that was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yimen.contexts.cases.domain.forms import check_answers
from yimen.contexts.cases.domain.overreach import Overreach
from yimen.contexts.cases.services.act import Act
from yimen.contexts.cases.services.uploads import keep_upload
from yimen.kernel.errors import InvalidInput


def amend(act: Act, answers: Mapping[str, str], uploads: Mapping[str, Any]) -> list[str]:
    """Put the given answers and files to the case and return what was given, e.g. ["field:area"].

    Raises InvalidInput for an answer that does not hold, Overreach for a field the version does not know.
    """
    content = act.facts.content
    known = {form_field.key for group in content.groups for form_field in group.fields}
    unknown = [key for key in answers if key not in known]
    if unknown:
        raise Overreach(f"办事指南没有“{'、'.join(unknown)}”这项填写内容。", code="field_not_in_version")
    merged = {**act.case.answers, **{key: str(value).strip() for key, value in answers.items()}}
    errors = {key: text for key, text in check_answers(content, merged).items() if key in answers}
    if errors:
        raise InvalidInput(errors, code="form_invalid")
    act.case.answers = merged
    for key, upload in uploads.items():
        keep_upload(act, key, upload)
    return [f"field:{key}" for key in answers] + [f"material:{key}" for key in uploads]
