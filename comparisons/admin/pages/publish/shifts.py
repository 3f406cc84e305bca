"""Which frameworks a draft makes recommended more often or less often, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from comparisons.engine import Catalogue
from comparisons.engine.audit import OutcomeStatistics, Share
from comparisons.presentation.page_templates.formats import percent

NEVER = Share(Fraction(0), Fraction(0))


@dataclass(frozen=True)
class Shift:
    """One framework's share of recommendations, 0 to 1, in the release and in the draft."""

    name: str
    before: Share
    after: Share

    @property
    def points(self) -> Fraction:
        """Percentage points that it gains, or loses if negative; 0 if that is within the error of the shares."""
        points = 100 * (self.after.value - self.before.value)
        return points if abs(points) > 100 * (self.before.half_width + self.after.half_width) else Fraction(0)


def shifts_in_words(
    before: OutcomeStatistics, after: OutcomeStatistics, catalogues: tuple[Catalogue, Catalogue]
) -> str:
    """Who gains and who loses most, from one catalogue to the other."""
    shifts = [shift for shift in _shifts(before, after, catalogues) if shift.points]
    most, least = (choose((shift.points for shift in shifts), default=0) for choose in (max, min))
    sentences = []
    if most > 0:
        sentences.append(_sentence([shift for shift in shifts if shift.points == most], "gain"))
    if least < 0:
        sentences.append(_sentence([shift for shift in shifts if shift.points == least], "lose"))
    return " ".join(sentences) or "No framework is recommended more often or less often than in the release."


def _shifts(
    before: OutcomeStatistics, after: OutcomeStatistics, catalogues: tuple[Catalogue, Catalogue]
) -> Iterator[Shift]:
    """Of each framework, in the order of the draft; those that only the release has come last."""
    names = {framework.slug: framework.short_name for catalogue in catalogues for framework in catalogue.frameworks}
    old, new = _shares(before), _shares(after)
    for slug in dict.fromkeys((*new, *old)):
        yield Shift(names[slug], old.get(slug, NEVER), new.get(slug, NEVER))


def _shares(statistics: OutcomeStatistics) -> Mapping[str, Share]:
    return {shares.framework: shares.recommended for shares in statistics.frameworks}


def _sentence(shifts: list[Shift], verb: str) -> str:
    first, *rest = shifts
    if rest:
        names = f"{', '.join(shift.name for shift in shifts[:-1])} and {rest[-1].name}"
        return f"{names} {verb} most, {abs(float(first.points)):.1f} percentage points each."
    return (
        f"{first.name} {verb}s most: it is recommended for {percent(first.after)} of the ways to answer, "
        f"and in the release for {percent(first.before)}."
    )
