"""One source instead of another, wherever that is used."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from comparisons.editing.audit_log import change_set
from comparisons.models import Editable, Source, StaleRowError, Use, uses_of


class ReplaceError(Exception):
    """Nothing was replaced. The message tells why, to the editor."""


@dataclass(frozen=True)
class Replacement:
    """What would happen: the source that goes, the one that stays, and the rows that will name the latter.

    `seal` is another as soon as any of it is.
    """

    goes: Source
    stays: Source
    uses: tuple[Use, ...]

    @property
    def seal(self) -> str:
        known = [(use.row._meta.label, use.row.pk, use.row.version, use.field.name) for use in self.uses]
        sources = [(source.pk, source.version) for source in (self.goes, self.stays)]
        return hashlib.sha256(repr((sources, sorted(known))).encode()).hexdigest()


def plan(goes: Source, stays: Source) -> Replacement:
    return Replacement(goes, stays, tuple(uses_of([goes])))


def replace(goes: int, stays: int, seal: str, who: str) -> Replacement:
    """Let everything that names one source name the other, and delete the one. Raises ReplaceError.

    `seal` is that of the plan which was agreed to.
    """
    try:
        with change_set(who, "source replaced by another"):
            rows = Source.objects.select_for_update().in_bulk([goes, stays])
            if len(rows) != 2:
                raise ReplaceError("One of the two sources is not there any more.")
            agreed = plan(rows[goes], rows[stays])
            if agreed.seal != seal:
                raise ReplaceError("One of the sources, or something that names it, was changed since. Look again.")
            for use in agreed.uses:
                _rename(use, agreed)
            rows[goes].delete()
    except StaleRowError as error:
        raise ReplaceError(str(error)) from error
    return agreed


def _rename(use: Use, agreed: Replacement) -> None:
    row: Editable = use.row
    row.save()  # the next version: whoever has the row open in a form is told
    named = getattr(row, use.field.name)
    named.add(agreed.stays)
    named.remove(agreed.goes)
