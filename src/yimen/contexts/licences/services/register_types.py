"""Register the types of licences that can be issued."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.db import transaction

from yimen.contexts.licences.data import LoadReport, TypeData
from yimen.contexts.licences.models import LicenceType
from yimen.contexts.licences.selectors import type_data
from yimen.kernel.errors import InvalidValue
from yimen.kernel.licenceid import LicenceTypeCode

DEFAULT_TEMPLATE = "licences/licence.typ"


def register_type(
    *,
    code: str,
    name: str,
    issuer: str,
    short: str = "",
    one_per_holder: bool = False,
    validity_months: int = 0,
    template: str = DEFAULT_TEMPLATE,
) -> TypeData:
    """Add a type or bring it up to date; issued licences keep what they were issued with."""
    return type_data(
        _put(
            code,
            {
                "name": name,
                "short": short,
                "issuer": issuer,
                "one_per_holder": one_per_holder,
                "validity_months": validity_months,
                "template": template,
            },
        )[0]
    )


@transaction.atomic
def load_types(path: Path) -> LoadReport:
    """Register every type of a TOML file (``[[types]]``); loading it again changes nothing."""
    outcomes: list[str] = []
    for entry in tomllib.loads(Path(path).read_text(encoding="utf-8")).get("types", []):
        values = {
            "name": entry["name"],
            "short": entry.get("short", ""),
            "issuer": entry["issuer"],
            "one_per_holder": entry.get("one_per_holder", False),
            "validity_months": entry.get("validity_months", 0),
            "template": entry.get("template", DEFAULT_TEMPLATE),
        }
        outcomes.append(_put(entry["code"], values)[1])
    return LoadReport(
        read=len(outcomes),
        created=outcomes.count("created"),
        changed=outcomes.count("changed"),
        unchanged=outcomes.count("unchanged"),
    )


def _put(code: str, values: dict[str, object]) -> tuple[LicenceType, str]:
    parsed = LicenceTypeCode.parse(code).value
    if not values["name"]:
        raise InvalidValue("证照类型没有名称。", field="name")
    row = LicenceType.objects.filter(code=parsed).first()
    if row is None:
        return LicenceType.objects.create(code=parsed, **values), "created"
    if all(getattr(row, key) == value for key, value in values.items()):
        return row, "unchanged"
    for key, value in values.items():
        setattr(row, key, value)
    row.save()
    return row, "changed"
