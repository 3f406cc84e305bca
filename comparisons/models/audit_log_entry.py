from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.apps import apps
from django.db import models

from comparisons.models.append_only import Permanent, PermanentQuerySet
from comparisons.models.fields import LineField

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

PEOPLE = ("auth.user", "auth.group")

State = dict[str, Any]
"""A row as it is kept: by field, plain values; a reference is `[key, label]`, several are a list of those."""


class EditQuerySet(PermanentQuerySet["Edit"]):
    def of(self, row: models.Model) -> EditQuerySet:
        """What was done to one row."""
        return self.filter(model=row._meta.label_lower, key=row.pk)

    def after_version(self, row: models.Model, version: int) -> EditQuerySet:
        """What was done to a row since that version of it, the first first."""
        return self.of(row).filter(version__gt=version).order_by("pk")

    def after_edit(self, edit: Edit) -> EditQuerySet:
        """What was done later to the row of an edit."""
        return self.filter(model=edit.model, key=edit.key, pk__gt=edit.pk)

    def readable_by(self, reader: AbstractBaseUser | AnonymousUser) -> EditQuerySet:
        """Without what was done to people and to roles, for whoever may not read those."""
        may: Any = reader
        return self.exclude(model__in=[name for name in PEOPLE if not may.has_perm(name.replace(".", ".view_"))])

    def since(self, moment: datetime.datetime | None) -> EditQuerySet:
        return self.filter(moment__gt=moment) if moment else self.all()

    def one_of_each_act(self) -> EditQuerySet:
        """The last edit of each act, with `rows`: how many it wrote."""
        lasts = Edit.objects.order_by().values("act").annotate(last=models.Max("pk")).values("last")
        count = Edit.objects.filter(act=models.OuterRef("act")).order_by().values("act")
        return self.filter(pk__in=lasts).annotate(
            rows=models.Subquery(count.annotate(n=models.Count("pk")).values("n"))
        )

    def together_with(self, edit: Edit) -> EditQuerySet:
        """All that one act wrote, the first first."""
        return self.filter(act=edit.act).order_by("pk")


class Edit(Permanent):
    """One write to one row: who, when, how, and the row before and after it. Rows are only ever added."""

    act = models.UUIDField(db_index=True, help_text="The same for all that was written at once.")
    moment = models.DateTimeField(db_index=True)
    who = LineField(max_length=150, blank=True, help_text="Empty where a program wrote without a person.")
    way = LineField(max_length=150, help_text="How: a form, an import, a restored release, ...")
    model = models.CharField(max_length=100)
    key = models.BigIntegerField()
    version = models.PositiveIntegerField(null=True, help_text="The version of the row that came of it.")
    label = LineField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    objects = EditQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ["view"]
        indexes = [models.Index(fields=["model", "key"], name="edit_of_row")]

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
        found = self.model_class
        return str(found._meta.verbose_name) if found else self.model
