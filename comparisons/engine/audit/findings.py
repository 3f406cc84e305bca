"""The findings of an audit, as frozen values: exact counts, or estimates with their error."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from comparisons.engine.answers import Answers
from comparisons.engine.method import Verdict


@dataclass(frozen=True)
class Exhaustive:
    """All combinations were tried: what was not found does not exist."""

    combinations: int


@dataclass(frozen=True)
class Sample:
    """`drawn` of the combinations were tried, equally many in each of `strata`: what was not found may still exist."""

    combinations: int
    drawn: int
    strata: int
    seed: int


@dataclass(frozen=True)
class ExhaustiveUpTo:
    """All combinations with up to `at_once` options of a question were tried, and none with more."""

    combinations: int
    at_once: int


@dataclass(frozen=True)
class SampleUpTo(Sample):
    """A sample of the combinations with up to `at_once` options of a question; none with more was tried."""

    at_once: int


Coverage = Exhaustive | ExhaustiveUpTo | Sample | SampleUpTo


@dataclass(frozen=True)
class Share:
    """A share, 0 to 1, and half the width of its 95 % confidence interval: 0 unless it comes from a sample."""

    value: Fraction
    half_width: Fraction


@dataclass(frozen=True)
class Outcome:
    """The verdict, and the slugs of the recommended frameworks: best first under version 1, in their order under 2."""

    verdict: Verdict
    recommended: tuple[str, ...]


@dataclass(frozen=True)
class OutcomeWithAddOns(Outcome):
    """An outcome with the slugs of the add-ons that are told, of which there is one at least."""

    add: tuple[str, ...]


@dataclass(frozen=True)
class FrameworkShares:
    """How often one framework is recommended, required or first. Ties for the highest score all count as first.

    Add-ons count as recommended where they are told. What is required can be first only under version 2.
    """

    framework: str
    recommended: Share
    required: Share
    first: Share


@dataclass(frozen=True)
class DeadOption:
    """An option that never changes the result: every answer set with it has the same result without it.

    Without it, the other options stay chosen; if it was the only one, the answer is "not sure". Answers to questions
    that only this option opened are dropped. The result is the verdict, and what is recommended, added and required.
    """

    criterion: str
    option: str


@dataclass(frozen=True)
class OutcomeStatistics:
    """The outcomes of the answers to some questions. `coverage` says if a finding is proved, or from a sample.

    `answer_sets` is the number of different answer sets that could have been tried, exact in all cases. A question is
    dead if all its options are. A framework never wins if no answers recommend, add or require it.
    """

    answer_sets: int
    coverage: Coverage
    verdicts: tuple[tuple[Verdict, Share], ...]
    frameworks: tuple[FrameworkShares, ...]
    dead_options: tuple[DeadOption, ...]
    dead_questions: tuple[str, ...]
    never_win: tuple[str, ...]


@dataclass(frozen=True)
class DominatedOption:
    """An option that supports some framework, but none more than another option, `by`, of the same criterion.

    `by` gives each framework at least the degree that `option` gives, and says at least the same beside that. So
    to choose `option` instead of `by` never raises a score: its support is too weak, or that of `by` too strong.
    Options that support nothing, such as "none of these", are excluded. Of two equal options the later one is listed.
    """

    criterion: str
    option: str
    by: str


@dataclass(frozen=True)
class Audit:
    """`core` is over the core questions alone, `wizard` over all questions."""

    core: OutcomeStatistics
    wizard: OutcomeStatistics
    dominated_options: tuple[DominatedOption, ...]

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
class OutcomeChange:
    """Answers whose outcome changes from `before` to `after`. If the two are equal, the required frameworks change.

    `examples` are the shortest that were tried. `read` drops from them what one of the catalogues does not have.
    """

    before: Outcome | OutcomeWithAddOns
    after: Outcome | OutcomeWithAddOns
    count: int
    share: Share
    examples: tuple[Answers, ...]


@dataclass(frozen=True)
class OutcomeChanges:
    """How many of the tried combinations get another result, by outcome before and after, the most frequent first.

    `tried` counts the combinations whose answers are all known to one of the catalogues.
    """

    coverage: Coverage
    tried: int
    changed: Share
    rows: tuple[OutcomeChange, ...]


@dataclass(frozen=True)
class MostFrequentChanges(OutcomeChanges):
    """Changes of which only the most frequent are listed; `unlisted` counts the others."""

    unlisted: int


@dataclass(frozen=True)
class Impact:
    """`core` is over the core questions alone, `wizard` over all questions."""

    core: OutcomeChanges | MostFrequentChanges
    wizard: OutcomeChanges | MostFrequentChanges
