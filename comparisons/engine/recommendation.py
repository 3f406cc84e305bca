"""The recommendation: contributions, standings, obligations and verdict. The package describes the method."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from comparisons.engine.answers import Answers
from comparisons.engine.catalogue import Basis, Criterion, Framework, Level, Option, Support
from comparisons.engine.method import Verdict


@dataclass(frozen=True)
class Contribution:
    """One line of a framework's ledger: the points that one answer adds, and why.

    `weight` is that of the criterion, doubled if the visitor gave it priority; reasons for an add-on have weight 1.
    What the visitor can afford is not `counted` for a framework that no other answer speaks for.
    """

    criterion: Criterion
    option: Option
    support: Support
    weight: int
    counted: bool = True

    @property
    def points(self) -> int:
        return self.weight * self.support.degree if self.counted else 0


@dataclass(frozen=True)
class Standing:
    """One framework's score, -100 to 100, and its ledger in the order of the questions.

    The points of the ledger add up to `points`. Laws and add-ons are not `scored`: they are not ranked, and no weight
    counts for them. `tied` is true if another ranked framework has the same score.
    """

    framework: Framework
    points: int
    score: Fraction
    contributions: tuple[Contribution, ...]
    required: bool = False
    held: bool = False
    tied: bool = False
    scored: bool = True

    @property
    def reasons_for(self) -> tuple[Contribution, ...]:
        """The strongest first, equal ones in the order of the questions."""
        return tuple(sorted((c for c in self.contributions if c.points > 0), key=lambda c: -c.points))

    @property
    def reasons_against(self) -> tuple[Contribution, ...]:
        """The strongest first, equal ones in the order of the questions."""
        return tuple(sorted((c for c in self.contributions if c.points < 0), key=lambda c: c.points))

    @property
    def reason_groups(self) -> tuple[tuple[str, tuple[Contribution, ...]], ...]:
        """The ledger in up to three parts, without empty ones: "for", "against" and "neither"."""
        parts = (("for", self.reasons_for), ("against", self.reasons_against), ("neither", self.neutral))
        return tuple(part for part in parts if part[1])

    @property
    def neutral(self) -> tuple[Contribution, ...]:
        return tuple(c for c in self.contributions if c.points == 0)


@dataclass(frozen=True)
class Result:
    """A verdict and the frameworks that it recommends, best first. Explanations ask whether it changes."""

    verdict: Verdict
    recommended: tuple[Framework, ...] = ()
    add: tuple[Framework, ...] = ()

    def differs_from(self, other: Result) -> bool:
        """Whether the verdict, or the set of frameworks that are recommended or added, is different."""
        return self.verdict != other.verdict or self._slugs != other._slugs

    @property
    def _slugs(self) -> tuple[set[str], set[str]]:
        return {framework.slug for framework in self.recommended}, {framework.slug for framework in self.add}


@dataclass(frozen=True)
class Obligation:
    """A framework that an answer requires, and the basis of that: a law, say, or that a customer named it."""

    framework: Framework
    criterion: Criterion
    option: Option
    support: Support
    basis: Basis

    @property
    def level(self) -> Level | None:
        """The level that is required, if one is named."""
        return self.framework.level_of.get(self.support.level or "")


@dataclass(frozen=True)
class AddOn:
    """An add-on to get, the frameworks that it extends and that are known or recommended, and the reasons for it."""

    framework: Framework
    extends: tuple[Framework, ...]
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True)
class Covered:
    """A framework that could have been recommended, and the one that covers it."""

    framework: Framework
    by: Framework


@dataclass(frozen=True)
class StrongestReasons:
    """What speaks most for a framework, strongest first, and what speaks most against it, empty if nothing does."""

    framework: Framework
    in_favour: tuple[str, ...]
    against: str


@dataclass(frozen=True)
class Recommendation:
    """The recommendation for one set of answers.

    `leading` are the frameworks of the verdict, best first. Those that the visitor already holds are `in_place`; `held`
    are all of these, those with a standing first.
    `recommended` are those to get, in the order in which to start, or in no order if they are `tied`. `later` come
    after them; `conditional` are worth having only if somebody has to be convinced besides those who require something.
    `outside` are the choices that name a rule which the catalogue does not describe. `suffices` is true if an answer
    says that what is required is enough. `accepted` are enough because an answer says that any proof is. `met` would
    lead, but something known covers it. `one_is_enough` is true if any proof will do, and several are recommended.

    `standings` are best first, then those required frameworks that are not ranked. `margin` is the lead of the best
    over the next in points of score (0 to 200), None if fewer than two frameworks are ranked. `final` is false while a
    core question has no answer.
    """

    answers: Answers
    verdict: Verdict
    leading: tuple[Framework, ...]
    recommended: tuple[Framework, ...]
    obligations: tuple[Obligation, ...]
    held: tuple[Framework, ...]
    standings: tuple[Standing, ...]
    margin: Fraction | None
    final: bool
    result: Result
    add: tuple[AddOn, ...] = ()
    later: tuple[Framework, ...] = ()
    conditional: tuple[Framework, ...] = ()
    covered: tuple[Covered, ...] = ()
    outside: tuple[tuple[Criterion, Option], ...] = ()
    tied: bool = False
    suffices: bool = False
    accepted: tuple[Framework, ...] = ()
    met: Covered | None = None
    one_is_enough: bool = False

    @property
    def headlined(self) -> tuple[Framework, ...]:
        """The leading frameworks that the verdict is about: where nothing is recommended, only those that are known."""
        if self.verdict == "enough":
            return tuple(framework for framework in self.leading if framework in (*self.held, *self.required))
        return () if self.verdict == "undecided" else self.leading

    @property
    def in_place(self) -> tuple[Framework, ...]:
        """The leading frameworks that the visitor already holds, best first."""
        return tuple(framework for framework in self.leading if framework in self.held)

    @property
    def required(self) -> tuple[Framework, ...]:
        """The frameworks that answers require, each once, in the order of the obligations."""
        return tuple({obligation.framework.slug: obligation.framework for obligation in self.obligations}.values())

    def required_level(self, framework: Framework) -> Level | None:
        """The level at which a framework is required: of several the highest, None where no level is named."""
        named = [o.level for o in self.obligations if o.framework == framework]
        return next((level for level in reversed(framework.levels) if level in named), None)

    @property
    def advised(self) -> tuple[Framework, ...]:
        """The frameworks that are required, recommended or added, each once."""
        added = (add_on.framework for add_on in self.add)
        return tuple({f.slug: f for f in (*self.required, *self.recommended, *added)}.values())

    @property
    def strongest_reasons(self) -> tuple[StrongestReasons, ...]:
        """Of each framework of the verdict that a reason speaks for: three reasons, or two where there are more."""
        number = 3 if len(self.headlined) == 1 else 2
        standing_of = {standing.framework.slug: standing for standing in self.standings}
        strongest = (_strongest_reasons(standing_of[framework.slug], number) for framework in self.headlined)
        return tuple(entry for entry in strongest if entry.in_favour)

    @property
    def top_standings(self) -> tuple[Standing, ...]:
        """The first four that answers say something about, or of all where they say nothing about any."""
        return tuple([s for s in self.standings if s.reasons_for or s.reasons_against] or self.standings)[:4]

    @property
    def other_standings(self) -> tuple[Standing, ...]:
        """Those that are not among the top, in the same order."""
        return tuple(standing for standing in self.standings if standing not in self.top_standings)

    @property
    def ranked(self) -> tuple[Standing, ...]:
        """The standings without required frameworks, best first."""
        return tuple(standing for standing in self.standings if not standing.required)

    @property
    def rival(self) -> Standing | None:
        """What is weighed against the first of the verdict: the next of its role, else the next of the ranking."""
        if not self.headlined:
            return None
        first = self.headlined[0]
        others = [standing for standing in self.ranked if standing.framework != first]
        of_its_role = [standing for standing in others if standing.framework.role == first.role]
        return next(iter([*of_its_role, *others]), None)

    @property
    def to_compare(self) -> tuple[Framework, ...]:
        """What to compare with the one framework of a verdict: its rival, and the best other that a reason speaks for.

        Then what is held; two frameworks of a verdict are compared with each other.
        """
        if self.rival is None:
            return ()
        first, rival = self.headlined[0], self.rival.framework
        best = [s.framework for s in self.ranked if s.reasons_for and s.framework not in (first, rival)]
        others = (rival, *best[:1]) if len(self.headlined) == 1 else ()
        in_hand = (framework for framework in self.held if framework not in self.leading)
        return tuple({framework.slug: framework for framework in (*others, *in_hand)}.values())


def _strongest_reasons(standing: Standing, number: int) -> StrongestReasons:
    in_favour = dict.fromkeys(line.support.reason for line in standing.reasons_for)
    against = next((line.support.reason for line in standing.reasons_against), "")
    return StrongestReasons(standing.framework, tuple(in_favour)[:number], against)
