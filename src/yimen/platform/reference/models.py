"""One row a reference file."""

from __future__ import annotations

from django.db import models


class LoadedFile(models.Model):
    """A reference file as it was when it was last loaded."""

    name = models.CharField(max_length=120, primary_key=True)
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
