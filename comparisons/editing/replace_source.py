"""Replace one source by another, wherever it is used."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from comparisons.editing.audit_log import change_set
from comparisons.models import Editable, Source, StaleRowError, Use, uses_of


class ReplaceError(Exception):
    """Nothing was replaced. The message says why, for the editor."""


@dataclass(frozen=True)
class Replacement:
    """A planned replacement: the old source, the new one, and every use of the old one.

    `token` changes when any of these rows changes.
    """

    old: Source
    new: Source
    uses: tuple[Use, ...]

    @property
    def token(self) -> str:
        uses = [(use.row._meta.label, use.row.pk, use.row.version, use.field.name) for use in self.uses]
        sources = [(source.pk, source.version) for source in (self.old, self.new)]
        return hashlib.sha256(repr((sources, sorted(uses))).encode()).hexdigest()


def plan(old: Source, new: Source) -> Replacement:
    return Replacement(old, new, tuple(uses_of([old])))


def replace(old: int, new: int, token: str, created_by: str) -> Replacement:
    """Let every use of the old source name the new one, and delete the old one. Takes primary keys.

    `token` is that of the plan that the editor confirmed. Raises ReplaceError, and has then changed nothing.
    """
    try:
        with change_set(created_by, "source replaced by another"):
            rows = Source.objects.select_for_update().in_bulk([old, new])
            if len(rows) != 2:
                raise ReplaceError("One of the two sources no longer exists.")
            replacement = plan(rows[old], rows[new])
            if replacement.token != token:
                raise ReplaceError("One of the sources, or a use of it, has changed since. Check the list again.")
            for use in replacement.uses:
                _rename(use, replacement)
            rows[old].delete()
    except StaleRowError as error:
        raise ReplaceError(str(error)) from error
    return replacement


def _rename(use: Use, replacement: Replacement) -> None:
    row: Editable = use.row
    row.save()  # increments the version, so a form that is open elsewhere gets a version conflict
    sources = getattr(row, use.field.name)
    sources.add(replacement.new)
    sources.remove(replacement.old)
