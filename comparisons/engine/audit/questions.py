"""Questions with numbered answers, so that an answer set is a row of numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from comparisons.engine.answers import Chosen
from comparisons.engine.catalogue import Catalogue, Choice, Criterion

Numbers = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

NOT_COUNTED = 0
"""The number of "not sure", also used for a question without an answer or not asked: none of them adds points."""

UNANSWERED = -1
"""Used where "not sure" is more than that: it says that something is not known, which no answer does not."""

MAX_TOGETHER = 16
"""Under version 1, the most options of one question that can be combined: 65,536 answers, each with its points."""


@dataclass(frozen=True)
class Question:
    """The answers to a criterion, numbered from 0, which is `NOT_COUNTED`.

    Bit n of a number says if `together[n]` is chosen. The numbers of the options that are chosen `alone` come after.
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

        As in `read`, unknown options are dropped, and options that then exclude each other do not count.
        """
        known = [slug for slug in chosen if slug in self.together or slug in self.alone]
        if len(known) == 1 and known[0] in self.alone:
            return self.size - len(self.alone) + self.alone.index(known[0])
        if any(slug in self.alone for slug in known):
            return NOT_COUNTED
        return self.number_together(known)

    def number_together(self, chosen: Iterable[str]) -> int:
        """The number of these options, which can be combined."""
        return sum(1 << self.together.index(slug) for slug in chosen)

    def with_option(self, option: str) -> Numbers:
        """Answer number -> number of the answer with the option added, and without those that exclude it."""
        if option in self.alone:
            return np.full(self.size, self.number((option,)))
        return self._combined() | self.number((option,))

    def without_option(self, option: str) -> Numbers:
        """Answer number -> number of the answer without the option; `NOT_COUNTED` if no option is left."""
        if option in self.alone:
            return np.full(self.size, NOT_COUNTED)
        return self._combined() & ~self.number((option,))

    def contains(self, option: str) -> Mask:
        """Answer number -> whether the option is chosen."""
        numbers = np.arange(self.size)
        if option in self.alone:
            return np.asarray(numbers == self.number((option,)))
        return np.asarray(self._combined() & self.number((option,)) != 0)

    def rows(self, option_rows: Rows, combine: np.ufunc = np.maximum) -> Rows:
        """A row for each answer from a row for each option, together before alone; zeros where none is chosen."""
        together = len(self.together)
        rows = np.zeros((1, option_rows.shape[1]), dtype=np.int64)
        for row in option_rows[:together]:
            rows = np.vstack([rows, combine(rows, row)])
        return np.vstack([rows, option_rows[together:]])

    def _combined(self) -> Numbers:
        numbers = np.arange(self.size)
        return np.where(numbers < 1 << len(self.together), numbers, NOT_COUNTED)


def together(criterion: Criterion) -> Chosen:
    """The slugs of the options that can be combined with others."""
    is_multiple = criterion.selection == "many"
    return tuple(option.slug for option in criterion.options if is_multiple and not option.exclusive)


def question(criterion: Criterion) -> Question:
    """The numbered answers. Raises ValueError if more than `MAX_TOGETHER` options can be combined."""
    combinable = together(criterion)
    if len(combinable) > MAX_TOGETHER:
        raise ValueError(f"“{criterion.slug}”: more than {MAX_TOGETHER} options that can be combined are too many.")
    return Question(criterion.slug, combinable, tuple(slug for slug in criterion.option_of if slug not in combinable))


def in_asking_order(catalogue: Catalogue) -> tuple[Criterion, ...]:
    """The criteria, each after those that can open it, without those that only open each other."""
    ordered: dict[str, Criterion] = {}
    while ready := [
        criterion
        for criterion in catalogue.criteria
        if criterion.slug not in ordered and all(choice.criterion in ordered for choice in criterion.ask_when)
    ]:
        ordered.update((criterion.slug, criterion) for criterion in ready)
    return tuple(ordered.values())


def core_slugs(criteria: Sequence[Criterion]) -> tuple[str, ...]:
    """The core criteria that answers to core criteria can open. The criteria are given in asking order."""
    reachable: list[str] = []
    for criterion in criteria:
        can_open = not criterion.ask_when or any(choice.criterion in reachable for choice in criterion.ask_when)
        if criterion.core and can_open:
            reachable.append(criterion.slug)
    return tuple(reachable)


def count_answer_sets(criteria: Sequence[Criterion], questions: Mapping[str, Question]) -> int:
    """How many different answer sets there are, with one answer to each question asked. Criteria in asking order."""

    @cache
    def count(index: int, opened: frozenset[str]) -> int:
        if index == len(criteria):
            return 1
        criterion = criteria[index]
        if criterion.ask_when and criterion.slug not in opened:
            return count(index + 1, opened)
        return sum(number * count(index + 1, (opened | opens) - {criterion.slug}) for opens, number in answers[index])

    answers = [[*_answers_by_opened(c, questions[c.slug], criteria).items()] for c in criteria]
    return count(0, frozenset())


def _answers_by_opened(
    criterion: Criterion, numbered: Question, criteria: Sequence[Criterion]
) -> Counter[frozenset[str]]:
    """A set of criteria -> how many answers to this criterion open exactly that set."""
    opened_by = {
        option: {c.slug for c in criteria if Choice(criterion=criterion.slug, option=option) in c.ask_when}
        for option in criterion.option_of
    }
    if not any(opened_by.values()):
        return Counter({frozenset(): numbered.size})
    return Counter(
        frozenset().union(*(opened_by[option] for option in numbered.chosen(number))) for number in range(numbered.size)
    )
