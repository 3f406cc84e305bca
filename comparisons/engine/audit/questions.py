"""Questions whose answers are numbered, so that a set of answers is a row of numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from comparisons.engine.answers import Chosen
from comparisons.engine.catalogue import Catalogue, Choice, Criterion

Numbers = npt.NDArray[np.intp]

NOT_COUNTED = 0
"""The number of "not sure", which is also that of a question that was left open or not asked: none adds anything."""

MAX_TOGETHER = 16
"""Options of one question that can be combined freely: 65,536 answers, each with a line in the table of points."""


@dataclass(frozen=True)
class Question:
    """A criterion's answers, numbered from 0, `NOT_COUNTED`.

    Bit n of a number tells whether `together[n]` is chosen. The options that stand `alone` have the numbers after.
    """

    slug: str
    together: Chosen
    alone: Chosen

    @property
    def size(self) -> int:
        return (1 << len(self.together)) + len(self.alone)

    def chosen(self, number: int) -> Chosen:
        """The option slugs of an answer; none for `NOT_COUNTED`."""
        combined = 1 << len(self.together)
        if number >= combined:
            return (self.alone[number - combined],)
        return tuple(slug for bit, slug in enumerate(self.together) if number >> bit & 1)

    def number(self, chosen: Iterable[str]) -> int:
        """The number of an answer that may have been given to another catalogue.

        Options that are not known are dropped, and what then clashes does not count: as `read` does.
        """
        known = [slug for slug in chosen if slug in self.together or slug in self.alone]
        if len(known) == 1 and known[0] in self.alone:
            return (1 << len(self.together)) + self.alone.index(known[0])
        if any(slug in self.alone for slug in known):
            return NOT_COUNTED
        return sum(1 << self.together.index(slug) for slug in known)

    def with_option(self, option: str) -> Numbers:
        """Each answer's number -> that of the answer with the option put in, and what clashes with it taken out."""
        if option in self.alone:
            return np.full(self.size, self.number((option,)))
        return self._combined() | self.number((option,))

    def without_option(self, option: str) -> Numbers:
        """Each answer's number -> that of what is left beside the option: other options, or `NOT_COUNTED`."""
        if option in self.alone:
            return np.full(self.size, NOT_COUNTED)
        return self._combined() & ~self.number((option,))

    def holding(self, option: str) -> npt.NDArray[np.bool_]:
        """For each answer's number, whether the option is chosen."""
        numbers = np.arange(self.size)
        if option in self.alone:
            return np.asarray(numbers == self.number((option,)))
        return np.asarray(self._combined() & self.number((option,)) != 0)

    def _combined(self) -> Numbers:
        numbers = np.arange(self.size)
        return np.where(numbers < 1 << len(self.together), numbers, NOT_COUNTED)


def question(criterion: Criterion) -> Question:
    """Raises ValueError where more than `MAX_TOGETHER` options can be combined."""
    many = criterion.selection == "many"
    together = tuple(option.slug for option in criterion.options if many and not option.exclusive)
    if len(together) > MAX_TOGETHER:
        raise ValueError(f"“{criterion.slug}”: more than {MAX_TOGETHER} options that can be combined are too many.")
    return Question(criterion.slug, together, tuple(slug for slug in criterion.option_of if slug not in together))


def in_asking_order(catalogue: Catalogue) -> tuple[Criterion, ...]:
    """The criteria, each after those that can open it. Whatever is asked only after itself is left out."""
    placed: dict[str, Criterion] = {}
    while free := [
        criterion
        for criterion in catalogue.criteria
        if criterion.slug not in placed and all(choice.criterion in placed for choice in criterion.ask_when)
    ]:
        placed.update((criterion.slug, criterion) for criterion in free)
    return tuple(placed.values())


def core_slugs(criteria: Sequence[Criterion]) -> tuple[str, ...]:
    """Of criteria in asking order, the core ones that core answers lead to."""
    reached: list[str] = []
    for criterion in criteria:
        opened = not criterion.ask_when or any(choice.criterion in reached for choice in criterion.ask_when)
        if criterion.core and opened:
            reached.append(criterion.slug)
    return tuple(reached)


def count_answer_sets(criteria: Sequence[Criterion]) -> int:
    """How many different answer sets there are to criteria in asking order, from one answer to each that is asked."""

    @cache
    def count(place: int, opened: frozenset[str]) -> int:
        if place == len(criteria):
            return 1
        criterion = criteria[place]
        if criterion.ask_when and criterion.slug not in opened:
            return count(place + 1, opened)
        ways = _opening(criterion, criteria)
        return sum(number * count(place + 1, (opened | opens) - {criterion.slug}) for opens, number in ways.items())

    return count(0, frozenset())


def _opening(criterion: Criterion, criteria: Sequence[Criterion]) -> Counter[frozenset[str]]:
    """How many answers to the criterion open each set of others."""
    opened_by = {
        option: {c.slug for c in criteria if Choice(criterion=criterion.slug, option=option) in c.ask_when}
        for option in criterion.option_of
    }
    asked = question(criterion)
    if not any(opened_by.values()):
        return Counter({frozenset(): asked.size})
    return Counter(
        frozenset().union(*(opened_by[option] for option in asked.chosen(number))) for number in range(asked.size)
    )
