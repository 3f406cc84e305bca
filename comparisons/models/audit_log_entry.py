from __future__ import annotations

import datetime
import uuid
from typing import TYPE_CHECKING, Any, Literal

from django.apps import apps
from django.db import models

from comparisons.models.append_only import AppendOnly, AppendOnlyQuerySet
from comparisons.models.fields import LineField

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

PEOPLE = ("auth.user", "auth.group")

ABOUT_PUBLISHING = ("comparisons.reviewrequest", "comparisons.scheduledrelease")

RowState = dict[str, Any]
"""A row as plain values by field. A reference is `[key, label]`; several references are a list of those."""


class AuditLogEntryQuerySet(AppendOnlyQuerySet["AuditLogEntry"]):
    def for_row(self, row: models.Model) -> AuditLogEntryQuerySet:
        return self.filter(model=row._meta.label_lower, key=row.pk)

    def after_version(self, row: models.Model, version: int) -> AuditLogEntryQuerySet:
        """The entries for a row after that version of it, the oldest first."""
        return self.for_row(row).filter(version__gt=version).order_by("pk")

    def after_entry(self, entry: AuditLogEntry) -> AuditLogEntryQuerySet:
        """The later entries for the same row."""
        return self.filter(model=entry.model, key=entry.key, pk__gt=entry.pk)

    def readable_by(self, reader: AbstractBaseUser | AnonymousUser) -> AuditLogEntryQuerySet:
        """Without the entries about people and roles, unless the reader may view those."""
        user: Any = reader
        hidden = [name for name in PEOPLE if not user.has_perm(name.replace(".", ".view_"))]
        return self.exclude(model__in=hidden)

    def without_publishing(self) -> AuditLogEntryQuerySet:
        """Without what was said to be ready and what was scheduled."""
        return self.exclude(model__in=ABOUT_PUBLISHING)

    def since(self, start: datetime.datetime | None) -> AuditLogEntryQuerySet:
        return self.filter(created_at__gt=start) if start else self.all()

    def newest_of_each_change_set(self) -> AuditLogEntryQuerySet:
        """One entry for each change set, with `entry_count`: how many entries the change set has."""
        by_change_set = AuditLogEntry.objects.order_by().values("change_set")
        newest = by_change_set.annotate(newest=models.Max("pk")).values("newest")
        counts = by_change_set.filter(change_set=models.OuterRef("change_set")).annotate(n=models.Count("pk"))
        return self.filter(pk__in=newest).annotate(entry_count=models.Subquery(counts.values("n")))

    def in_change_set(self, change_set: uuid.UUID) -> AuditLogEntryQuerySet:
        """The entries of one change set, the oldest first."""
        return self.filter(change_set=change_set).order_by("pk")


class AuditLogEntry(AppendOnly):
    """One change to one row: who, when, how, and the row before and after it."""

    change_set = models.UUIDField(db_index=True, help_text="The same for all entries of one save.")
    created_at = models.DateTimeField(db_index=True)
    created_by = LineField(max_length=150, blank=True, help_text="Empty for a program.")
    comment = LineField(max_length=150, help_text="How: a form, an import, a restored release, ...")
    model = models.CharField(max_length=100)
    key = models.BigIntegerField()
    version = models.PositiveIntegerField(null=True, help_text="The row's version after the change.")
    label = LineField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    objects = AuditLogEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "change"
        verbose_name_plural = "changes"
        ordering = ["-pk"]
        default_permissions = ["view"]
        indexes = [models.Index(fields=["model", "key"], name="audit_log_entry_of_row")]

    def __str__(self) -> str:
        return f"{self.kind} “{self.label}” {self.action}"

    @property
    def action(self) -> Literal["added", "changed", "deleted"]:
        if self.before is None:
            return "added"
        return "deleted" if self.after is None else "changed"

    @property
    def model_class(self) -> type[models.Model] | None:
        """None for a model of an earlier version of Plumbline."""
        try:
            return apps.get_model(self.model)
        except LookupError:
            return None

    @property
    def kind(self) -> str:
        model = self.model_class
        return str(model._meta.verbose_name) if model else self.model
