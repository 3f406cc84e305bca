"""Warnings: a catalogue with them can be published, but an editor should know."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from comparisons.engine.catalogue import Catalogue, Criterion, Framework
from comparisons.engine.checks.degrees import degree_warnings
from comparisons.engine.checks.findings import Finding


def find_warnings(catalogue: Catalogue, today: datetime.date) -> Iterator[Finding]:
    yield from _dead_questions(catalogue)
    yield from degree_warnings(catalogue)
    yield from _unexplained_questions(catalogue)
    yield from _weak_values(catalogue)
    yield from _overdue(catalogue, today)


def is_dead(criterion: Criterion) -> bool:
    """Whether all options have the same effects, so that it makes no difference which is chosen."""
    if criterion.one_per_framework:
        return False
    effects = [
        (
            {(s.framework, s.degree, s.requires) for s in option.support if s.degree or s.requires},
            (option.holds, option.outside, option.suffices, option.asks_for, option.any_proof, option.limited_means),
        )
        for option in criterion.options
    ]
    return bool(effects) and all(effect == effects[0] for effect in effects)


def _dead_questions(catalogue: Catalogue) -> Iterator[Finding]:
    for criterion in catalogue.criteria:
        if is_dead(criterion):
            yield ("criterion", criterion.slug), f"“{criterion.question}”: every option says the same.", "options"


def _unexplained_questions(catalogue: Catalogue) -> Iterator[Finding]:
    for criterion in catalogue.criteria:
        path = ("criterion", criterion.slug)
        if not criterion.why:
            yield path, f"“{criterion.question}”: it does not say why we ask.", "why"
        if not criterion.find_out:
            yield path, f"“{criterion.question}”: it does not say who to ask.", "find_out"


def _weak_values(catalogue: Catalogue) -> Iterator[Finding]:
    for framework in catalogue.frameworks:
        for value in framework.values:
            faults = ["no source"] if not value.sources else []
            faults += ["not verified"] if value.confidence == "unverified" else []
            if faults:
                aspect = catalogue.aspect_of.get(value.aspect)
                path = ("framework", framework.slug, "value", value.aspect)
                message = f"{framework.short_name}, {aspect.name if aspect else value.aspect}: {', '.join(faults)}."
                yield path, message, "confidence" if value.sources else "sources"


def _overdue(catalogue: Catalogue, today: datetime.date) -> Iterator[Finding]:
    for framework in catalogue.frameworks:
        due = review_due(framework)
        if due < today:
            yield (
                ("framework", framework.slug),
                f"{framework.short_name}: review was due on {due.isoformat()}.",
                "reviewed_on",
            )


def review_due(framework: Framework) -> datetime.date:
    """The last day on which the framework's review is not overdue."""
    return _months_later(framework.reviewed_on, framework.review_months)


def _months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last day of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    first = datetime.date(day.year + years, month + 1, 1)
    next_first = datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    last = (next_first - datetime.timedelta(days=1)).day
    return first.replace(day=min(day.day, last))
