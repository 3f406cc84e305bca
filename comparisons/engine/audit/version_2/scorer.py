"""Scores batches under version 2 of the rules, and names their outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from comparisons.engine.audit.findings import Outcome, OutcomeWithAddOns
from comparisons.engine.audit.questions import NOT_COUNTED, Mask, Numbers, Question
from comparisons.engine.audit.scorer import Counts, Results, Scorer, Shape, row_counts, scored_questions
from comparisons.engine.audit.version_2.cases import Cases
from comparisons.engine.audit.version_2.decision import VERDICTS, Verdicts, decide
from comparisons.engine.audit.version_2.effects import Effects, effects
from comparisons.engine.audit.version_2.layout import Flags, Integers, Layout, layout
from comparisons.engine.catalogue import Catalogue
from comparisons.engine.method import Verdict

Number = TypeVar("Number", bound=np.generic)


@dataclass(frozen=True, eq=False)
class SetResults(Results):
    """For each answer set also the number of its verdict, and whether each framework is advised, or ranked first."""

    verdicts: Verdicts
    advised: Mask
    first: Mask

    def differ_from(self, other: Results) -> Mask:
        differs = self.verdicts != own(other).verdicts
        differs |= (self.advised != own(other).advised).any(axis=0)
        return np.asarray(differs | (self.required != other.required).any(axis=0))


@dataclass(frozen=True, eq=False)
class SetScorer(Scorer):
    """A catalogue of version 2 prepared for scoring. `effects` are by question."""

    layout: Layout
    effects: Mapping[str, Effects]
    known_outcomes: list[Outcome] = field(default_factory=list)
    outcome_number: dict[bytes, int] = field(default_factory=dict)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        return VERDICTS

    def results(self, answers: Mapping[str, Numbers]) -> SetResults:
        counted = self.counted(
            {
                slug: np.maximum(numbers, NOT_COUNTED) if slug in self.facts_when_not_sure else numbers
                for slug, numbers in answers.items()
            }
        )
        sums, flags = self._combined(answers, counted)
        shape = np.broadcast_shapes(sums.shape[1:], flags.shape[1:])
        cases = Cases(self.layout, _columns(sums, shape), _columns(flags, shape))
        decisions = decide(cases)
        best, _ = cases.first_two
        is_first = (cases.ranking == best) & (best > cases.lowest)
        return SetResults(
            required=self.required(counted),
            verdicts=decisions.verdicts.reshape(shape),
            advised=decisions.advised.reshape(-1, *shape),
            first=is_first.reshape(-1, *shape),
        )

    def outcomes(self, results: Results) -> tuple[Numbers, Sequence[Outcome]]:
        """Equal columns have the same bytes: the verdict, and a bit for each framework."""
        result = own(results)
        advised = np.packbits(result.advised, axis=0).reshape(-1, result.verdicts.size)
        columns = np.vstack([result.verdicts.reshape(1, -1), advised])
        keys = np.ascontiguousarray(columns.T)
        unique, numbers = np.unique(keys.view(f"V{keys.shape[1]}").ravel(), return_inverse=True)
        mapped = np.array([self._outcome_number(key.tobytes()) for key in unique], dtype=np.intp)
        return mapped[numbers].reshape(result.verdicts.shape), self.known_outcomes

    def counts(self, results: Results) -> Counts:
        result = own(results)
        shape = result.verdicts.shape
        none = np.zeros(shape, dtype=np.bool_)
        row_of = {n: row for row, n in enumerate(self.layout.order)}
        rows = [row_of[n] for n in range(len(row_of))]
        required = np.broadcast_to(result.required, (len(result.required), *shape))
        return row_counts(
            [
                *(result.verdicts == number for number in range(len(VERDICTS))),
                *(result.advised[row] if row < len(result.advised) else none for row in rows),
                *(self.is_required(required, slug) for slug in self.catalogue.framework_of),
                *(result.first[row] if row < len(result.first) else none for row in rows),
            ]
        )

    def _outcome_number(self, key: bytes) -> int:
        number = self.outcome_number.setdefault(key, len(self.known_outcomes))
        if number == len(self.known_outcomes):
            self.known_outcomes.append(self._outcome(key))
        return number

    def _outcome(self, key: bytes) -> Outcome:
        """Sets of slugs, in the order of the slugs."""
        is_told = np.unpackbits(np.frombuffer(key[1:], dtype=np.uint8))
        slugs = [*self.catalogue.framework_of]
        advised = [slugs[n] for n, bit in zip(self.layout.order[: self.layout.proofs], is_told, strict=False) if bit]
        add_ons = {slugs[n] for n in self.layout.order[self.layout.ranked : self.layout.proofs]}
        verdict = VERDICTS[key[0]]
        recommended = tuple(sorted(slug for slug in advised if slug not in add_ons))
        add = tuple(sorted(slug for slug in advised if slug in add_ons))
        return OutcomeWithAddOns(verdict, recommended, add) if add else Outcome(verdict, recommended)

    def has_same_effect(self, slug: str, numbers: Numbers, others: Numbers) -> bool:
        effect = self.effects[slug]
        tables: list[npt.NDArray[np.generic]] = [effect.points[1:], effect.flags[1:]]
        for scored in self.questions:
            tables += [opens for opener, opens in scored.opened_by if opener == slug]
        return all(np.array_equal(table[numbers], table[others]) for table in tables)

    def _combined(self, answers: Mapping[str, Numbers], counted: Mapping[str, Numbers]) -> tuple[Integers, Flags]:
        """The sums and the flags."""
        answered = []
        for scored in self.questions:
            if (slug := scored.question.slug) in counted:
                is_asked = self.openings(scored, counted)
                rows = answers[slug] + 1 if is_asked is None else (answers[slug] + 1) * is_asked
                answered.append((self.effects[slug], rows))
        nothing = Effects.of_nothing(self.layout)
        sums = _combine(np.add, nothing.points, [(effect.points, rows) for effect, rows in answered])
        return sums, _combine(np.bitwise_or, nothing.flags, [(effect.flags, rows) for effect, rows in answered])


def _combine(
    combine: np.ufunc, nothing: npt.NDArray[Number], answered: Iterable[tuple[npt.NDArray[Number], Numbers]]
) -> npt.NDArray[Number]:
    """A two-dimensional batch for each column of the tables. Arrays of the same shape are combined first."""
    combined: dict[Shape, npt.NDArray[Number]] = {}
    for table, numbers in answered:
        rows, shape = table.take(numbers, axis=0), numbers.shape
        combined[shape] = combine(combined[shape], rows, out=combined[shape]) if shape in combined else rows
    parts = [np.ascontiguousarray(np.moveaxis(rows, -1, 0)) for rows in combined.values()]
    return reduce(combine, parts) if parts else nothing.reshape(-1, 1, 1)


def own(results: Results) -> SetResults:
    if not isinstance(results, SetResults):
        raise TypeError("These are the results of another scorer.")
    return results


def _columns(rows: npt.NDArray[Number], shape: Shape) -> npt.NDArray[Number]:
    """A column for each answer set of a batch of this shape."""
    return np.broadcast_to(rows, (len(rows), *shape)).reshape(len(rows), -1)


def set_scorer(catalogue: Catalogue, questions: Mapping[str, Question], requirable: tuple[str, ...]) -> SetScorer:
    """Prepare a catalogue of version 2 that is expanded and has no errors."""
    scored = scored_questions(catalogue, questions, requirable)
    places = layout(catalogue)
    by_question = {entry.question.slug: effects(catalogue, entry.question, places) for entry in scored}
    return SetScorer(catalogue, scored, requirable, places, by_question)
