"""The register of stored files. The content lies in the storage under its digest."""

from __future__ import annotations

import uuid

from django.db import models

from yimen.platform.crypto.fields import EncryptedTextField


class StoredFile(models.Model):
    """One file somebody stored; two rows may share one content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = EncryptedTextField()  # people put names and numbers into file names
    format = models.CharField(max_length=8)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    owner = models.CharField(max_length=100, db_index=True)
    generated = models.BooleanField(default=False)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="stored_file_not_empty", condition=models.Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.media_type}"

    @property
    def path(self) -> str:
        """Return the content's place in the storage."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"
