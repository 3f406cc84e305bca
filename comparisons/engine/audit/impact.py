"""What becomes of answer sets when one catalogue takes the place of another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from comparisons.engine.answers import Answers
from comparisons.engine.audit.answer_sets import Batch, Plan
from comparisons.engine.audit.findings import Change, Changes, Exhaustive, Outcome, Share
from comparisons.engine.audit.merged_questions import Merged, Truths
from comparisons.engine.audit.questions import NOT_COUNTED, Numbers
from comparisons.engine.audit.scorer import Results
from comparisons.engine.audit.surveys import coverage_of, half_width

Move = tuple[Outcome, Outcome]

EXAMPLES = 3


@dataclass
class Tally:
    """What is counted so far. Examples are kept by move as (number of answers, answers), the shortest first."""

    tried: int = 0
    moves: Counter[Move] = field(default_factory=Counter)
    examples: dict[Move, list[tuple[int, Answers]]] = field(default_factory=lambda: defaultdict(list))


def changes(merged: Merged, plan: Plan, tell: Callable[[int], None]) -> Changes:
    """Try what is planned; `tell` is told after each batch how many ways to answer were in it."""
    coverage = coverage_of(plan)
    tally = Tally()
    for batch in plan.batches():
        tell(_count(merged, batch, tally))

    def share(count: int) -> Share:
        value = Fraction(count, max(tally.tried, 1))
        if isinstance(coverage, Exhaustive):
            return Share(value, Fraction(0))
        # As for a sample without strata, which can only be too wide.
        return Share(value, half_width(value * (1 - value) / tally.tried, tally.tried))

    rows = (
        Change(*move, count, share(count), tuple(answers for _, answers in tally.examples[move]))
        for move, count in sorted(tally.moves.items(), key=_most_frequent)
    )
    return Changes(coverage, tally.tried, share(tally.moves.total()), tuple(rows))


def _most_frequent(item: tuple[Move, int]) -> tuple[int, str]:
    move, count = item
    return -count, repr(move)


def _count(merged: Merged, batch: Batch, tally: Tally) -> int:
    old, new = (scorer.results(merged.translated(which, batch)) for which, scorer in enumerate(merged.scorers))
    exists = merged.exists(batch)
    tally.tried += int(exists.sum())
    numbers = np.broadcast_to(_moves(merged, old, new), exists.shape)
    changed = exists & (_differs(merged, numbers) | (old.required != new.required))
    for number, count in zip(*np.unique(numbers[changed], return_counts=True), strict=True):
        tally.moves[_move(merged, int(number))] += int(count)
    _keep_shortest(merged, batch, numbers, changed & merged.is_shortest(batch), tally)
    return exists.size


def _moves(merged: Merged, old: Results, new: Results) -> Numbers:
    """The number of each move: that of the old outcome, then that of the new one."""
    return np.asarray(old.outcome.astype(np.intp) * len(merged.scorers[1].outcomes) + new.outcome)


def _move(merged: Merged, number: int) -> Move:
    before, after = divmod(number, len(merged.scorers[1].outcomes))
    return merged.scorers[0].outcomes[before], merged.scorers[1].outcomes[after]


def _differs(merged: Merged, numbers: Numbers) -> Truths:
    old, new = merged.scorers
    table = np.array([before != after for before in old.outcomes for after in new.outcomes])
    return np.asarray(table.take(numbers))


def _keep_shortest(merged: Merged, batch: Batch, numbers: Numbers, among: Truths, tally: Tally) -> None:
    """The first of equally short ones is kept, so that the same catalogues give the same examples."""
    full = dict(zip(batch, np.broadcast_arrays(*batch.values()), strict=True))
    lengths = np.sum([given != NOT_COUNTED for given in full.values()], axis=0)
    moves, lengths = numbers[among], lengths[among]
    chosen = {slug: given[among] for slug, given in full.items()}
    for number, places in _by_move(moves, lengths):
        kept = tally.examples[_move(merged, number)]
        for place in places:
            if len(kept) == EXAMPLES and lengths[place] >= kept[-1][0]:
                break
            answers = merged.answers({slug: int(given[place]) for slug, given in chosen.items()})
            if (found := (int(lengths[place]), answers)) not in kept:
                kept.append(found)
                kept.sort(key=lambda example: example[0])
                del kept[EXAMPLES:]


def _by_move(moves: Numbers, lengths: Numbers) -> Iterator[tuple[int, Numbers]]:
    """Each move's number, with the places where it stands, those of short sets first."""
    order = np.lexsort((lengths, moves))
    found, starts = np.unique(moves[order], return_index=True)
    for number, places in zip(found, np.split(order, starts)[1:], strict=True):
        yield int(number), places
