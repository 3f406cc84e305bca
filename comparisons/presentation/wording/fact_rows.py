"""Frameworks at a glance: the facts that their content has in fields of its own, a row for each kind of fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from comparisons.engine.catalogue import Framework
from comparisons.engine.plan import FrameworkSchedule, schedule_alone
from comparisons.presentation.wording.key_facts import first_proof_in_words, proof_name, result_to_get
from comparisons.presentation.wording.levels import amount_in_words
from comparisons.presentation.wording.results import months_in_words

Line = tuple[str, str]
"""A text, and what it is about; the second is empty where the text says it all."""


@dataclass(frozen=True)
class Fact:
    """What the content says of one framework, in lines. It `differs` from what it says of most others in its row."""

    framework: Framework
    lines: tuple[Line, ...]
    differs: bool = False


@dataclass(frozen=True)
class FactRow:
    """One kind of fact; `missing` is what to show of a framework whose content does not have it."""

    name: str
    missing: str
    facts: tuple[Fact, ...]

    @property
    def differs(self) -> bool:
        return any(fact.differs for fact in self.facts)


@dataclass(frozen=True)
class _Kind:
    """`value_of` is what is compared, None where there is nothing; `lines_of` says the same in words."""

    name: str
    missing: str
    value_of: Callable[[FrameworkSchedule], Hashable]
    lines_of: Callable[[FrameworkSchedule], tuple[Line, ...]]


def fact_rows(frameworks: Sequence[Framework]) -> tuple[FactRow, ...]:
    """The facts of these frameworks. A kind of fact that none of them has is left out."""
    schedules = [schedule_alone(framework) for framework in frameworks]
    return tuple(_row(kind, schedules) for kind in KINDS if any(kind.value_of(s) is not None for s in schedules))


def _row(kind: _Kind, schedules: Sequence[FrameworkSchedule]) -> FactRow:
    values = [kind.value_of(schedule) for schedule in schedules]
    differing = _differing(values)
    facts = (
        Fact(schedule.framework, kind.lines_of(schedule) if value is not None else (), is_different)
        for schedule, value, is_different in zip(schedules, values, differing, strict=True)
    )
    return FactRow(kind.name, kind.missing, tuple(facts))


def _differing(values: Sequence[Hashable]) -> list[bool]:
    """Which values differ from the one that more than half of them have; all of them where there is no such value.

    What is missing (None) does not differ, nor does anything differ from it.
    """
    count_of = Counter(value for value in values if value is not None)
    if len(count_of) < 2:
        return [False for _ in values]
    most, count = count_of.most_common(1)[0]
    usual = most if 2 * count > count_of.total() else None
    return [value is not None and value != usual for value in values]


def _outcome(schedule: FrameworkSchedule) -> Hashable:
    return schedule.framework.outcome


def _fact(name: str) -> Callable[[FrameworkSchedule], Hashable]:
    return lambda schedule: getattr(schedule.framework, name) or None


def _fact_lines(name: str) -> Callable[[FrameworkSchedule], tuple[Line, ...]]:
    return lambda schedule: ((getattr(schedule.framework, name), ""),)


def _levels(schedule: FrameworkSchedule) -> Hashable:
    return tuple(level.name for level in schedule.framework.levels) or None


def _proof(schedule: FrameworkSchedule) -> Hashable:
    """The months, no months where the stages end in no proof, None without stages."""
    return schedule.months_to_proof or (() if schedule.stages else None)


def _costs(schedule: FrameworkSchedule) -> Hashable:
    return tuple((c.currency, c.low, c.high, c.size, c.first_year) for c in schedule.published_costs) or None


def _upkeep(schedule: FrameworkSchedule) -> Hashable:
    return tuple((stage.months_min, stage.months_max) for stage in schedule.upkeep) or None


def _upkeep_lines(schedule: FrameworkSchedule) -> tuple[Line, ...]:
    return tuple((f"Every {months_in_words(s.months_min, s.months_max)}", s.name) for s in schedule.upkeep)


KINDS = (
    _Kind("What you get", "Not published", _outcome, lambda s: ((result_to_get(s), ""),)),
    _Kind("Levels", "No levels", _levels, lambda s: ((", ".join(level.name for level in s.framework.levels), ""),)),
    _Kind("Valid for", "Not recorded", _fact("valid_for"), _fact_lines("valid_for")),
    _Kind("Who checks", "Not recorded", _fact("checked_by"), _fact_lines("checked_by")),
    _Kind("First proof in", "No months published", _proof, lambda s: ((first_proof_in_words(s), proof_name(s)),)),
    _Kind(
        "Published cost",
        "No published figure",
        _costs,
        lambda s: tuple((amount_in_words(cost), cost.label) for cost in s.published_costs),
    ),
    _Kind("To keep it up", "No interval published", _upkeep, _upkeep_lines),
    _Kind("Best known in", "Not recorded", _fact("known_in"), _fact_lines("known_in")),
)
