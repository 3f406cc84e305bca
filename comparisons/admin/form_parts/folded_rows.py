"""The rows of an inline, each folded to one line until somebody opens it, or has to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from comparisons.admin.optimistic_locking.versioned_forms import VersionedInlineFormSet
from comparisons.models import Confidence

MAX_LINE = 160
"""Characters. A browser cuts the line where its window ends; what is longer fits into none."""


class FoldedRow:
    """What is shown of one form while it is folded. `title` and `line` are formats of the row, as "{0.name}"."""

    def __init__(self, form: Any, title: str, line: str) -> None:
        self.form = form
        self._title, self._line = title, line
        self.is_changed = False  # until a page that knows the release says otherwise

    @property
    def title(self) -> str:
        """The name of the row without that of its whole; empty if it is new, or somebody else deleted it."""
        return self._title.format(self.form.instance) if self.form.instance.pk else ""

    @property
    def line(self) -> str:
        """The start of what the row says. Empty where there are errors: what was typed may be incomplete."""
        if not self.form.instance.pk or self.form.errors:
            return ""
        text = " ".join(self.text.split())
        return text if len(text) <= MAX_LINE else f"{text[:MAX_LINE]}…"

    @property
    def text(self) -> str:
        """What the row says, of any length and in any number of lines."""
        return self._line.format(self.form.instance)

    @property
    def help(self) -> str:
        """A sentence above the fields: what to write."""
        return ""

    @property
    def marks(self) -> tuple[str, ...]:
        """What an editor may want to look into, in words."""
        return tuple(self._marks())

    @property
    def is_open(self) -> bool:
        """For rows with an error, and for new ones: the empty row that browsers copy, and one that was typed into."""
        is_copied = "__prefix__" in self.form.prefix
        is_typed = self.form.is_bound and not self.form.instance.pk and self.form.has_changed()
        return is_copied or is_typed or bool(self.form.errors)

    def _marks(self) -> Iterator[str]:
        row = self.form.instance
        if self.form.errors:
            yield "error"
        if row.pk and getattr(row, "confidence", "") == Confidence.UNVERIFIED:
            yield "not verified"
        if "sources" in getattr(row, "_prefetched_objects_cache", {}) and not row.sources.all():
            yield "no source"
        if self.is_changed:
            yield "changed"


class FoldedFormSet(VersionedInlineFormSet):
    row_class = FoldedRow
    row_title = "{0}"
    row_line = ""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.row = self.row_class(form, self.row_title, self.row_line)
