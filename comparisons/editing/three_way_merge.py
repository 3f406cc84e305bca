"""Three-way merge of a row by field: what an editor opened, what others saved since, and what the editor sends.

A field that only one side changed is taken from that side. A field that both changed to the same is no conflict. A
field that both changed differently is one, and nobody but the editor can settle it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]
"""Values by field, which can be compared with `==`."""


@dataclass(frozen=True)
class Merge:
    """The merged values; the fields taken from theirs; and those in conflict, whose merged value is mine."""

    values: dict[str, Any]
    taken: tuple[str, ...]
    conflicts: tuple[str, ...]


def merge(
    base: Values | None,
    theirs: Values,
    mine: Values,
    *,
    keep_theirs: Collection[str] = (),
    undecided: Collection[str] = (),
) -> Merge:
    """Merge the fields of `mine`, which the other two have too.

    `keep_theirs` are fields that the editor gives up; `undecided` are those that were in conflict before and that the
    editor has not decided: they stay so while the two differ. Without a base nobody knows who changed what: each field
    that differs is in conflict.
    """
    values, taken, conflicts = dict(mine), [], []
    for name, value in mine.items():
        if value == theirs[name]:
            continue
        if name in keep_theirs or (base is not None and name not in undecided and value == base[name]):
            values[name] = theirs[name]
            taken.append(name)
        elif base is None or name in undecided or theirs[name] != base[name]:
            conflicts.append(name)
    return Merge(values, tuple(taken), tuple(conflicts))
