"""The answer sets whose outcome changes when one catalogue replaces another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from comparisons.engine.answers import Answers
from comparisons.engine.audit.answer_sets import Batch, SamplingPlan
from comparisons.engine.audit.findings import (
    MostFrequentChanges,
    Outcome,
    OutcomeChange,
    OutcomeChanges,
    Sample,
    Share,
)
from comparisons.engine.audit.merged_questions import MergedScorers
from comparisons.engine.audit.outcome_numbers import OutcomeNumbers
from comparisons.engine.audit.outcome_statistics import coverage_of, half_width
from comparisons.engine.audit.questions import NOT_COUNTED, Mask, Numbers

Transition = tuple[Outcome, Outcome]
"""An outcome before and after."""

EXAMPLES = 3
MAX_CHANGES = 500
"""The most changes that are listed under version 2, where add-ons multiply the outcomes."""
SHIFT = 31
"""The number of a transition is that of the outcome before, in the higher bits, and that of the one after."""


@dataclass
class _Counts:
    """The counts so far. Examples are kept by transition as (number of answers, answers), the shortest first."""

    tried: int = 0
    transitions: Counter[Transition] = field(default_factory=Counter)
    examples: dict[Transition, list[tuple[int, Answers]]] = field(default_factory=lambda: defaultdict(list))
    numbering: OutcomeNumbers = field(default_factory=OutcomeNumbers)


def outcome_changes(merged: MergedScorers, plan: SamplingPlan, on_batch: Callable[[int], None]) -> OutcomeChanges:
    """The changes over the planned combinations. `on_batch` is called with the size of each batch, when it is done."""
    coverage = coverage_of(plan)
    counts = _Counts()
    for batch in plan.batches():
        on_batch(_count(merged, batch, counts))

    def share(count: int) -> Share:
        value = Fraction(count, max(counts.tried, 1))
        if not isinstance(coverage, Sample):
            return Share(value, Fraction(0))
        # The error of a sample without strata, which is at least as wide.
        return Share(value, half_width(value * (1 - value) / counts.tried, counts.tried))

    most = MAX_CHANGES if merged.is_of_sets else len(counts.transitions)
    rows = tuple(
        OutcomeChange(*transition, count, share(count), tuple(answers for _, answers in counts.examples[transition]))
        for transition, count in sorted(counts.transitions.items(), key=_most_frequent)[:most]
    )
    changes = coverage, counts.tried, share(counts.transitions.total()), rows
    unlisted = len(counts.transitions) - len(rows)
    return MostFrequentChanges(*changes, unlisted) if unlisted else OutcomeChanges(*changes)


def _most_frequent(item: tuple[Transition, int]) -> tuple[int, str]:
    transition, count = item
    return -count, repr(transition)


def _count(merged: MergedScorers, batch: Batch, counts: _Counts) -> int:
    old, new = (scorer.results(merged.translated(side, batch)) for side, scorer in enumerate(merged.scorers))
    exists = merged.exists(batch)
    counts.tried += int(exists.sum())
    before, after = (
        np.broadcast_to(
            counts.numbering.numbers(*scorer.outcomes(results), in_order=not merged.is_of_sets), exists.shape
        )
        for scorer, results in zip(merged.scorers, (old, new), strict=True)
    )
    changed = exists & ((before != after) | (old.required != new.required).any(axis=0))
    numbers = before << SHIFT | after
    for number, count in zip(*np.unique(numbers[changed], return_counts=True), strict=True):
        counts.transitions[_transition(counts, int(number))] += int(count)
    _keep_shortest(merged, batch, numbers, changed & merged.is_shortest(batch), counts)
    return exists.size


def _transition(counts: _Counts, number: int) -> Transition:
    before, after = divmod(number, 1 << SHIFT)
    return counts.numbering.outcomes[before], counts.numbering.outcomes[after]


def _keep_shortest(merged: MergedScorers, batch: Batch, numbers: Numbers, among: Mask, counts: _Counts) -> None:
    """Of equally short examples the first is kept, so the same catalogues always give the same examples."""
    full = dict(zip(batch, np.broadcast_arrays(*batch.values()), strict=True))
    lengths = sum((answer_numbers != NOT_COUNTED for answer_numbers in full.values()), np.zeros(among.shape, np.intp))
    transitions, lengths = numbers[among], lengths[among]
    candidates = {slug: answer_numbers[among] for slug, answer_numbers in full.items()}
    for number, indices in _by_transition(transitions, lengths):
        kept = counts.examples[_transition(counts, number)]
        for index in indices:
            if len(kept) == EXAMPLES and lengths[index] >= kept[-1][0]:
                break
            answers = merged.answers({slug: int(answer_numbers[index]) for slug, answer_numbers in candidates.items()})
            if (example := (int(lengths[index]), answers)) not in kept:
                kept.append(example)
                kept.sort(key=lambda example: example[0])
                del kept[EXAMPLES:]


def _by_transition(transitions: Numbers, lengths: Numbers) -> Iterator[tuple[int, Numbers]]:
    """Each transition's number, with the indices at which it occurs, the shortest answer sets first."""
    order = np.lexsort((lengths, transitions))
    numbers, starts = np.unique(transitions[order], return_index=True)
    for number, indices in zip(numbers, np.split(order, starts)[1:], strict=True):
        yield int(number), indices
