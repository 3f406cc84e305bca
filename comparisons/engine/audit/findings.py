"""What an audit tells: frozen values, exact where they count and honest where they estimate."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from comparisons.engine.answers import Answers
from comparisons.engine.ranking import Verdict


@dataclass(frozen=True)
class Exhaustive:
    """Every one of so many ways to answer was tried: what was not found is not there."""

    ways: int


@dataclass(frozen=True)
class Sample:
    """Of so many ways to answer, `drawn` were drawn, as many from each of `strata`: what was not found may be there."""

    ways: int
    drawn: int
    strata: int
    seed: int


Coverage = Exhaustive | Sample


@dataclass(frozen=True)
class Share:
    """A share, 0 to 1. In a sample, the true one is within `half_width` of it in 95 of 100 cases; otherwise it is 0."""

    value: Fraction
    half_width: Fraction


@dataclass(frozen=True)
class Outcome:
    """The verdict, and the slugs of the recommended frameworks, the first to start with first."""

    verdict: Verdict
    recommended: tuple[str, ...]


@dataclass(frozen=True)
class FrameworkShares:
    """How often one framework is recommended, required, or first: no ranked one has a higher score, ties included."""

    framework: str
    recommended: Share
    required: Share
    first: Share


@dataclass(frozen=True)
class DeadOption:
    """An option that no answer set needs: without it, every answer set that holds it gives the same result.

    Taking it out leaves the other options chosen, or else "not sure"; answers to questions that it alone opened go
    with it. A result is the verdict, the recommended frameworks and the required ones.
    """

    criterion: str
    option: str


@dataclass(frozen=True)
class Survey:
    """What the answers to some questions lead to. `coverage` tells whether "none" is proved, or only "none found".

    `sets` is how many different answer sets there are. A question is dead where all its options are. A framework
    never wins that is neither recommended nor required.
    """

    sets: int
    coverage: Coverage
    verdicts: tuple[tuple[Verdict, Share], ...]
    frameworks: tuple[FrameworkShares, ...]
    dead_options: tuple[DeadOption, ...]
    dead_questions: tuple[str, ...]
    never_win: tuple[str, ...]


@dataclass(frozen=True)
class Dominated:
    """An option that speaks for frameworks, but for none more than another option `by` of its criterion.

    Each framework gets from `by` at least the degree that it gets from `option`, and `by` requires at least the same
    frameworks. So choosing `option` instead never raises a score, and its support is either too weak or that of `by`
    too strong. Options that support nothing, as "none of these", are meant to be so. Of two that say the same, the
    later one is told.
    """

    criterion: str
    option: str
    by: str


@dataclass(frozen=True)
class Audit:
    """`core` is over the core questions alone, `wizard` over all of them."""

    core: Survey
    wizard: Survey
    dominated: tuple[Dominated, ...]

    @property
    def frameworks_in_both(self) -> tuple[tuple[FrameworkShares, FrameworkShares], ...]:
        """Each framework's shares over the core questions and over the whole wizard, in the catalogue's order."""
        return tuple(zip(self.core.frameworks, self.wizard.frameworks, strict=True))

    @property
    def verdicts_in_both(self) -> tuple[tuple[Verdict, Share, Share], ...]:
        """Each verdict with its share over the core questions and over the whole wizard."""
        pairs = zip(self.core.verdicts, self.wizard.verdicts, strict=True)
        return tuple((verdict, core, wizard) for (verdict, core), (_, wizard) in pairs)


@dataclass(frozen=True)
class Change:
    """Answer sets that go from one outcome to another. Where the two are the same, what is required changes.

    `examples` are the shortest that were tried; `read` drops from them what one of the catalogues does not know.
    """

    before: Outcome
    after: Outcome
    count: int
    share: Share
    examples: tuple[Answers, ...]


@dataclass(frozen=True)
class Changes:
    """How many of the tried answer sets get another result, and from where to where, the most frequent first.

    `tried` counts those of which one of the catalogues knows every answer.
    """

    coverage: Coverage
    tried: int
    changed: Share
    rows: tuple[Change, ...]


@dataclass(frozen=True)
class Impact:
    core: Changes
    wizard: Changes
