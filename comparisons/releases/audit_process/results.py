"""What is worked out about one catalogue or two: its names, and how it is written as JSON."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import TypeAdapter

from comparisons.engine import Catalogue
from comparisons.engine.audit import FORMAT, Audit, Impact
from comparisons.engine.audit.audit_key import audit_key


@dataclass(frozen=True)
class Progress:
    """How many answer sets were tried, of how many. Both are 0 until the impact is computed, after the audits."""

    tried: int
    total: int


@dataclass(frozen=True)
class Unavailable:
    """The catalogue cannot be audited. The reason is a sentence for editors."""

    reason: str


@dataclass(frozen=True)
class Failure:
    """It was not worked out, and `error` says why, in a sentence for editors. Nobody tries again before `retry_at`."""

    error: str
    failed_at: datetime.datetime
    retry_at: datetime.datetime

    @property
    def is_over(self) -> bool:
        """Whether it may be tried again. A clock that was put back does not delay that."""
        return not self.failed_at <= datetime.datetime.now(datetime.UTC) < self.retry_at


Result = Audit | Impact | Unavailable | Failure


@dataclass(frozen=True)
class Named:
    """A result under its name: the `audit_key` of the catalogue, or those of two, joined by a plus sign."""

    name: str
    result: Result
    format: int = FORMAT


Emit = Callable[[Progress | Named], None]
"""Called with what is known, as soon as it is."""

_NAMED: TypeAdapter[Named] = TypeAdapter(Named)
_LINE: TypeAdapter[Progress | Named] = TypeAdapter(Progress | Named)


@dataclass(frozen=True, eq=False)
class Pair:
    """Two catalogues to audit and to compare. `before` is None before the first release: then there is one.

    The keys are theirs, the older one first. They are the same where what differs counts for no audit.
    """

    before: Catalogue | None
    after: Catalogue
    keys: tuple[str, ...]

    @classmethod
    def of(cls, before: Catalogue | None, after: Catalogue) -> Pair:
        catalogues = (before, after) if before else (after,)
        return cls(before, after, tuple(audit_key(catalogue) for catalogue in catalogues))

    @property
    def audits(self) -> dict[str, Catalogue]:
        """By the name of its audit, each catalogue to audit."""
        catalogues = (self.before, self.after) if self.before else (self.after,)
        return dict(zip(self.keys, catalogues, strict=True))

    @property
    def decides_alike(self) -> bool:
        """Whether nothing that decides differs between the two."""
        return self.before is not None and len({*self.keys}) == 1

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the audits, and then that of the impact."""
        return (*self.keys, self.name) if self.before else self.keys

    @property
    def name(self) -> str:
        """The name of the last result, which no other pair has."""
        return "+".join(self.keys)


def to_json(value: Progress | Named) -> bytes:
    """One line, without its end."""
    return _LINE.dump_json(value)


def from_line(line: bytes) -> Progress | Named:
    """Raises ValueError."""
    return _LINE.validate_json(line)


def result_named(name: str, content: bytes) -> Result:
    """The result in a file of that name. Raises ValueError, also for one of another name or format."""
    named = _NAMED.validate_json(content)
    if (named.name, named.format) != (name, FORMAT):
        raise ValueError(f"It is {named.name} in format {named.format}.")
    return named.result
