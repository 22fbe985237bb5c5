"""Keep what an applicant uploads, under the limits the version sets for the material."""

from __future__ import annotations

from typing import Any

from yimen.contexts.cases.data import MaterialState
from yimen.contexts.cases.domain.overreach import Overreach
from yimen.contexts.cases.models import CaseMaterial
from yimen.contexts.cases.services.act import Act
from yimen.contexts.catalogue.data import Content, Material
from yimen.platform.files import api as files
from yimen.platform.files.api import FileData


def material_of(content: Content, key: str) -> Material:
    """Return the material of the version. Raises Overreach for one that the version does not ask for."""
    for material in content.materials:
        if material.key == key:
            return material
    raise Overreach(f"办事指南没有要求“{key}”这项材料。", code="material_not_in_version")


def keep_upload(act: Act, key: str, upload: Any) -> FileData:
    """Store a file and put it to the material. A clerk's scan of the original is trusted as B, else C (S§1.5)."""
    material = material_of(act.facts.content, key)
    stored = files.store(
        upload,
        name=getattr(upload, "name", "") or material.name,
        owner=act.case.subject,
        allowed=material.formats,
        max_bytes=material.max_mb * 1024 * 1024,
    )
    CaseMaterial.objects.filter(case=act.case, key=key).update(
        state=MaterialState.PROVIDED,
        file_id=stored.id,
        licence_id=None,
        promised_on=None,
        trust="B" if act.capacity == "clerk" else "C",
    )
    return stored
