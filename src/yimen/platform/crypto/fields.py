"""Model fields that are encrypted at rest and decrypted only when somebody looks.

A row read for its state or its dates never touches the clear text: the attribute opens on first access,
and ``values()`` gives the sealed text. Searching goes through ``blind_index``, never through the field.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from yimen.platform.crypto.blind import blind_index
from yimen.platform.crypto.masking import mask_name, mask_number, mask_phone
from yimen.platform.crypto.sealed import SealBroken, seal, unseal

__all__ = [
    "EncryptedJSONField",
    "EncryptedTextField",
    "SealBroken",
    "blind_index",
    "mask_name",
    "mask_number",
    "mask_phone",
]


class Sealed(str):
    """Text as it lies in the database; told from clear text by its type."""

    __slots__ = ()


class EncryptedAttribute(DeferredAttribute):
    """Opens the sealed value on first access and keeps the clear one on the instance."""

    field: _EncryptedField

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = self.field.opened(value, instance)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class _EncryptedField(models.TextField):
    """What both kinds share: seal on saving, open on access, refuse comparison in SQL."""

    descriptor_class = EncryptedAttribute

    def place(self, instance: models.Model) -> str:
        """Return where the value stands; authenticated with it."""
        return f"{self.model._meta.label_lower}.{self.name}.{instance.pk}"

    def to_text(self, value: Any) -> str:
        """Return the clear text to seal."""
        return str(value)

    def from_text(self, text: str) -> Any:
        """Return the value of an opened text."""
        return text

    def opened(self, sealed: Sealed, instance: models.Model) -> Any:
        """Return the clear value of what the database holds for ``instance``."""
        return self.from_text(unseal(sealed, self.place(instance)))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """Leave the value sealed; an empty text hides nothing and is stored as it is."""
        return Sealed(value) if value else value

    def to_python(self, value: Any) -> Any:
        """Take values as they come; there is nothing to convert."""
        return value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Seal for the row that is being written; what was never opened is written back as it was."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or value == "" or isinstance(value, Sealed):
            return value
        return Sealed(seal(self.to_text(value), self.place(model_instance)))

    def get_prep_value(self, value: Any) -> Any:
        """Refuse clear text that has no row: filters use ``blind_index``, changes go through ``save``."""
        if value is None or value == "" or isinstance(value, Sealed):
            return value
        raise FieldError(
            f"{self.model._meta.label}.{self.name} is encrypted: no filter and no update() on it"
        )

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Require a UUID key: it must be known before the row is written and never be reused."""
        key: Any = self.model._meta.pk
        while key is not None and key.remote_field is not None:
            key = key.target_field
        problems = super().check(**kwargs)
        if not isinstance(key, models.UUIDField):
            problems.append(
                checks.Error("Encrypted fields need a UUID primary key.", obj=self, id="crypto.E001")
            )
        return problems


class EncryptedTextField(_EncryptedField):
    """Text, sealed at rest."""


class EncryptedJSONField(_EncryptedField):
    """A JSON value, sealed at rest as one text; the order of keys is kept."""

    if TYPE_CHECKING:
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def to_text(self, value: Any) -> str:
        """Return the value as JSON."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def from_text(self, text: str) -> Any:
        """Return the value of the JSON text."""
        return json.loads(text)
