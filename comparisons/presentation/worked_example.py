"""The worked example of the method page: a score from a few answers, with the catalogue's own weights and degrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from comparisons.engine.catalogue import Catalogue, Criterion, Framework, Option
from comparisons.engine.method.catalogue_cache import cached_per_catalogue

MOST_LINES = 3


@dataclass(frozen=True)
class ExampleLine:
    """One answer of the example, and its degree for the framework."""

    criterion: Criterion
    option: Option
    degree: int

    @property
    def points(self) -> int:
        return self.criterion.weight * self.degree


@dataclass(frozen=True)
class WorkedExample:
    """Up to `MOST_LINES` answers, the first of them for the framework, the last against it if there is such an answer.

    `most` are the points that a framework would have if each answer were a strong reason for it.
    """

    framework: Framework
    lines: tuple[ExampleLine, ...]

    @property
    def points(self) -> int:
        return sum(line.points for line in self.lines)

    @property
    def most(self) -> int:
        return sum(2 * line.criterion.weight for line in self.lines)

    @property
    def score(self) -> Fraction:
        """From -100 to 100."""
        return Fraction(100 * self.points, self.most)


@cached_per_catalogue
def worked_example(catalogue: Catalogue) -> WorkedExample | None:
    """None where no answer speaks for any framework. The heaviest questions speak for it, the lightest against it."""
    scored = [c for c in catalogue.criteria if c.weight and not c.means and not c.ask_when]
    scored.sort(key=lambda criterion: -criterion.weight)
    first = next((line for criterion in scored for line in _strong_reasons(catalogue, criterion)), None)
    if first is None:
        return None
    framework, line = first
    others = [criterion for criterion in scored if criterion is not line.criterion]
    against = next(_lines(framework, others[::-1], range(-2, 0)), None)
    also_for = _lines(framework, [c for c in others if against is None or c is not against.criterion], range(1, 3))
    lines = [line, *(next(also_for, None) for _ in range(MOST_LINES - 2)), against]
    return WorkedExample(framework, tuple(line for line in lines if line))


def _strong_reasons(catalogue: Catalogue, criterion: Criterion) -> Iterator[tuple[Framework, ExampleLine]]:
    for option in criterion.options:
        for support in option.support:
            framework = catalogue.framework_of.get(support.framework)
            if support.degree == 2 and framework and framework.role == "base" and not framework.only_when:
                yield framework, ExampleLine(criterion, option, support.degree)


def _lines(framework: Framework, criteria: list[Criterion], degrees: range) -> Iterator[ExampleLine]:
    """One answer to each of these questions that has one of these degrees for the framework."""
    for criterion in criteria:
        for option in criterion.options:
            support = option.support_for.get(framework.slug)
            if support and support.degree in degrees:
                yield ExampleLine(criterion, option, support.degree)
                break
