"""Questions of which only a few options are combined: of 22 options there are four million combinations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from comparisons.engine.answers import Chosen
from comparisons.engine.audit.questions import Mask, Numbers, Question, Rows, question, together
from comparisons.engine.catalogue import Catalogue, Criterion

AT_ONCE = 3
"""The most options of one question that are combined under version 2 of the rules."""


@dataclass(frozen=True)
class LimitedQuestion(Question):
    """A question whose answers combine up to `AT_ONCE` options: first fewer, then more, then those chosen alone."""

    @cached_property
    def answers(self) -> tuple[Chosen, ...]:
        several = [chosen for size in range(AT_ONCE + 1) for chosen in combinations(self.together, size)]
        return (*several, *((slug,) for slug in self.alone))

    @cached_property
    def number_of(self) -> dict[frozenset[str], int]:
        return {frozenset(chosen): number for number, chosen in enumerate(self.answers)}

    @cached_property
    def _bits(self) -> Numbers:
        """Answer number -> the options that can be combined in it, a bit for each."""
        return np.array([self._bits_of(chosen) for chosen in self._together_in], dtype=np.int64)

    @cached_property
    def _bits_with_room(self) -> Numbers:
        """The same, without the last option where no other can be added."""
        return np.array([self._bits_of(chosen[: AT_ONCE - 1]) for chosen in self._together_in], dtype=np.int64)

    @cached_property
    def _number_of_bits(self) -> dict[int, int]:
        several = len(self.answers) - len(self.alone)
        return {bits: number for number, bits in enumerate(self._bits[:several].tolist())}

    @property
    def _together_in(self) -> Iterator[Chosen]:
        """The options that can be combined, in each answer."""
        several = len(self.answers) - len(self.alone)
        yield from self.answers[:several]
        yield from [()] * len(self.alone)

    def _bits_of(self, chosen: Iterable[str]) -> int:
        return super().number_together(chosen)

    def _numbers(self, bits: Numbers) -> Numbers:
        return np.array([self._number_of_bits[options] for options in bits.tolist()], dtype=np.intp)

    @property
    def size(self) -> int:
        return len(self.answers)

    def chosen(self, number: int) -> Chosen:
        return self.answers[number]

    def number_together(self, chosen: Iterable[str]) -> int:
        return self.number_of[frozenset(chosen)]

    def with_option(self, option: str) -> Numbers:
        """Where that would be one too many, the last of the others gives way."""
        if option in self.alone:
            return super().with_option(option)
        bit = self._bits_of((option,))
        return self._numbers(np.where(self._bits & bit, self._bits, self._bits_with_room | bit))

    def without_option(self, option: str) -> Numbers:
        if option in self.alone:
            return super().without_option(option)
        return self._numbers(self._bits & ~self._bits_of((option,)))

    def contains(self, option: str) -> Mask:
        return np.array([option in chosen for chosen in self.answers])

    def rows(self, option_rows: Rows, combine: np.ufunc = np.maximum) -> Rows:
        slugs = (*self.together, *self.alone)
        position_of = {slug: position for position, slug in enumerate(slugs)}
        none = len(slugs)
        positions = [
            [*(position_of[slug] for slug in chosen), *[none] * (AT_ONCE - len(chosen))] for chosen in self.answers
        ]
        with_none = np.vstack([option_rows, np.zeros((1, option_rows.shape[1]), dtype=np.int64)])
        rows: Rows = combine.reduce(with_none[np.array(positions)], axis=1)
        return rows


def limited(criterion: Criterion) -> Question:
    """The numbered answers, with up to `AT_ONCE` options at once."""
    combinable = together(criterion)
    if len(combinable) <= AT_ONCE:
        return question(criterion)
    return LimitedQuestion(
        criterion.slug, combinable, tuple(slug for slug in criterion.option_of if slug not in combinable)
    )


def is_limited(catalogue: Catalogue) -> bool:
    """Whether the answers to this catalogue are `limited`, so that a question may have an option for each framework."""
    return catalogue.method.version > 1


def at_once(questions: Iterable[Question]) -> int | None:
    """How many options of one question are combined at most; None if all are in each of these questions."""
    return AT_ONCE if any(isinstance(question, LimitedQuestion) for question in questions) else None
