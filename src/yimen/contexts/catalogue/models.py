"""Tables of the catalogue. A published version can be read, superseded or suspended, never rewritten."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from yimen.contexts.catalogue.domain.digest import digest
from yimen.kernel.errors import Conflict


class BaseItem(models.Model):
    """基本目录: one item of the national or provincial catalogue, 12-digit code (GB/T 39554, S§2.1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=2)
    demo = models.BooleanField(default=False)
    """Composed by us for demonstration, not in any official catalogue."""

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ImplementationItem(models.Model):
    """实施清单: one item as one body handles it. Its words are projections of the version in force."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.CharField(max_length=32, unique=True)
    published_code = models.CharField(max_length=64, unique=True)
    code31 = models.CharField(max_length=31, null=True, unique=True)  # noqa: DJ001 - unique where there is one
    base = models.ForeignKey(BaseItem, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("regions.Organisation", on_delete=models.PROTECT, related_name="+")
    department = models.CharField(max_length=60)
    division = models.CharField(max_length=12, blank=True)
    level = models.CharField(max_length=1, blank=True)
    local_base = models.CharField(max_length=64, blank=True)
    body_code = models.CharField(max_length=64, blank=True)
    body_nature = models.CharField(max_length=1, blank=True)
    handling_code = models.CharField(max_length=2, blank=True)
    guide_only = models.BooleanField(default=True)
    open_for_application = models.BooleanField(default=False)
    source_sha256 = models.CharField(max_length=64, blank=True)
    """Digest of the row last imported: an unchanged row is known by it."""

    name = models.CharField(max_length=200)
    group = models.CharField(max_length=200, blank=True)
    type = models.CharField(max_length=2, blank=True)
    summary = models.CharField(max_length=400, blank=True)
    promised = models.CharField(max_length=40, blank=True)
    visits = models.PositiveSmallIntegerField(null=True)
    subjects = models.JSONField(default=list)
    themes = models.JSONField(default=list)

    class Meta:
        ordering = ["-open_for_application", "department", "name", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(open_for_application=False) | Q(code31__isnull=False, guide_only=False),
                name="catalogue_open_items_have_a_code",
            )
        ]

    def __str__(self) -> str:
        return self.name


class VersionStatus(models.TextChoices):
    """Life of a version (domain §2)."""

    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"
    SUPERSEDED = "superseded", "已被替代"
    SUSPENDED = "suspended", "已暂停"
    CANCELLED = "cancelled", "已取消"


IN_FORCE = (VersionStatus.PUBLISHED, VersionStatus.SUPERSEDED)


class VersionQuerySet(models.QuerySet["ItemVersion"]):
    """Reads by day, and the lock on what has been published."""

    def in_force_on(self, day: date) -> VersionQuerySet:
        """Return the versions that may govern ``day``, the governing one of each item first."""
        return self.filter(status__in=IN_FORCE, effective_on__lte=day).order_by("item_id", "-number")

    def update(self, **values: Any) -> int:
        """Change drafts freely, published versions in their status only."""
        self._require_unpublished(set(values))
        return super().update(**values)

    def _update(self, values: Any) -> int:
        # The door that Model.save() takes: without this an instance could be changed and saved.
        self._require_unpublished({field.name for field, _, _ in values})
        return super()._update(values)  # type: ignore[misc]

    def delete(self) -> tuple[int, dict[str, int]]:
        """Remove drafts; a published version is never removed."""
        self._require_unpublished({"*"})
        return super().delete()

    def _require_unpublished(self, fields: set[str]) -> None:
        unbound = self.all()
        if fields - {"status"} and unbound.exclude(status=VersionStatus.DRAFT).exists():
            raise Conflict("已发布的版本不能修改或删除，请发布新的版本。", code="version_published")


class ItemVersion(models.Model):
    """One version of an item, whole. ``content`` is null for a row that was only imported."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(ImplementationItem, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=VersionStatus.choices, default=VersionStatus.DRAFT)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    facts = models.JSONField()
    content = models.JSONField(null=True)
    findings = models.JSONField(default=list)
    differences = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["item_id", "-number"]
        base_manager_name = "objects"  # so that save() passes the lock too
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="catalogue_one_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.facts.get('name', '')}（第{self.number}版）"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Remove a draft; what was published stays."""
        return type(self).objects.filter(pk=self.pk).delete()

    def computed_sha256(self) -> str:
        """Return the digest of what the row says now; it must equal ``sha256``."""
        return digest(
            item=self.item_id,
            number=self.number,
            effective_on=self.effective_on,
            facts=self.facts,
            content=self.content,
        )


class ItemFacet(models.Model):
    """One way an item is filed: by department, theme, person or company, life event."""

    item = models.ForeignKey(ImplementationItem, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    value = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "kind", "value"], name="catalogue_facet_once")]
        indexes = [models.Index(fields=["kind", "value"], name="catalogue_facet_value")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"


class SearchToken(models.Model):
    """Inverted index, portable: one token of one item with its weight."""

    item = models.ForeignKey(ImplementationItem, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=48)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "item"], name="catalogue_token_once")]

    def __str__(self) -> str:
        return self.token
