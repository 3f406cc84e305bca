"""From answers to a recommendation: the decision of the method, with the ledger and the standing of each framework."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import get_args

from comparisons.engine.answers import Answers, answered, core_is_answered
from comparisons.engine.catalogue import RANKED, Basis, Catalogue, Criterion, Framework, Option
from comparisons.engine.method import Decision, PointTotals, answer_effects, decide, method_table, totals_of, weight_of
from comparisons.engine.recommendation import (
    AddOn,
    Contribution,
    Covered,
    Obligation,
    Recommendation,
    Result,
    Standing,
)

WeightedAnswer = tuple[Criterion, int, tuple[Option, ...]]
"""A criterion answered with other than "not sure", its weight for this visitor, and the chosen options."""
Ledger = tuple[Contribution, ...]


def recommend(catalogue: Catalogue, answers: Answers) -> Recommendation:
    """Recommend from answers that were read against the same catalogue."""
    weighted = _weighted(catalogue, answers)
    totals = totals_of(catalogue, answer_effects(catalogue, answers).values())
    decision = decide(catalogue, totals)
    obligations = _obligations(catalogue, weighted)
    table = _Standings(catalogue, weighted, totals, decision, {entry.framework.slug for entry in obligations})
    standings = (*table.ranked, *table.of_required(obligations))
    return Recommendation(
        answers=answers,
        verdict=decision.verdict,
        leading=_frameworks(catalogue, decision.leading),
        recommended=tuple(f for f in _frameworks(catalogue, decision.recommended) if f.slug not in table.slugs_held),
        obligations=obligations,
        held=table.held(standings),
        standings=standings,
        margin=_lead(table.ranked),
        final=core_is_answered(catalogue, answers),
        result=result_of(catalogue, decision),
        add=tuple(map(table.add_on, _frameworks(catalogue, decision.add))),
        later=_frameworks(catalogue, decision.later),
        conditional=_frameworks(catalogue, decision.conditional),
        covered=_covered(catalogue, decision.covered),
        outside=_outside(weighted),
        tied=decision.tied,
        suffices=decision.suffices,
        accepted=_frameworks(catalogue, decision.accepted),
        met=next(iter(_covered(catalogue, decision.met)), None),
        one_is_enough=decision.one_is_enough,
    )


def _weighted(catalogue: Catalogue, answers: Answers) -> tuple[WeightedAnswer, ...]:
    chosen = answered(catalogue, answers)
    return tuple((criterion, weight_of(criterion, answers), options) for criterion, options in chosen if options)


def _outside(weighted: Iterable[WeightedAnswer]) -> tuple[tuple[Criterion, Option], ...]:
    return tuple((criterion, option) for criterion, _, chosen in weighted for option in chosen if option.outside)


def result_of(catalogue: Catalogue, decision: Decision) -> Result:
    """The part of a decision that explanations are about."""
    return Result(decision.verdict, _frameworks(catalogue, decision.recommended), _frameworks(catalogue, decision.add))


def _frameworks(catalogue: Catalogue, positions: Iterable[int]) -> tuple[Framework, ...]:
    return tuple(catalogue.frameworks[n] for n in positions)


def _covered(catalogue: Catalogue, pairs: Iterable[tuple[int, int]]) -> tuple[Covered, ...]:
    return tuple(Covered(catalogue.frameworks[n], catalogue.frameworks[by]) for n, by in pairs)


def _lead(ranked: list[Standing]) -> Fraction | None:
    """The lead of the first over the second, in points of score."""
    return ranked[0].score - ranked[1].score if ranked[1:] else None


def _obligations(catalogue: Catalogue, weighted: tuple[WeightedAnswer, ...]) -> tuple[Obligation, ...]:
    """Under version 1 in the order of the catalogue; since then by the strongest basis of each framework, then name."""
    obligations = [
        Obligation(framework, criterion, option, support, support.requires)
        for framework in catalogue.frameworks
        for criterion, _, options in weighted
        for option in options
        if (support := option.support_for.get(framework.slug)) and support.requires
    ]
    if catalogue.method.version > 1:
        order = get_args(Basis)
        strongest: dict[str, int] = {}
        for obligation in obligations:
            basis, slug = order.index(obligation.basis), obligation.framework.slug
            strongest[slug] = min(basis, strongest.get(slug, basis))
        obligations.sort(key=lambda o: (strongest[o.framework.slug], o.framework.short_name, o.framework.slug))
    return tuple(obligations)


@dataclass(frozen=True)
class _Standings:
    """Makes the standing of each framework that is told. `required` are slugs."""

    catalogue: Catalogue
    weighted: tuple[WeightedAnswer, ...]
    totals: PointTotals
    decision: Decision
    required: set[str]

    @cached_property
    def slugs_held(self) -> set[str]:
        return {option.holds for _, _, options in self.weighted for option in options if option.holds}

    @cached_property
    def called_for(self) -> set[str]:
        """The frameworks for which an answer speaks that is not about means; of no account under version 1."""
        table = method_table(self.catalogue)
        positions = table.unpack(self.totals.facts).called_for
        return {framework.slug for n, framework in enumerate(self.catalogue.frameworks) if positions >> n & 1}

    @cached_property
    def ledger_of(self) -> dict[str, Ledger]:
        return {framework.slug: self._ledger(framework) for framework in self.catalogue.frameworks}

    @cached_property
    def points_of(self) -> dict[str, int]:
        return {slug: sum(line.points for line in ledger) for slug, ledger in self.ledger_of.items()}

    @cached_property
    def frequency(self) -> Counter[int]:
        """How often each number of points comes in the ranking."""
        return Counter(self.points_of[self.catalogue.frameworks[n].slug] for n in self.decision.ranking)

    def standing(self, framework: Framework, *, is_ranked: bool = True) -> Standing:
        slug = framework.slug
        points, most, is_scored = self.points_of[slug], self.totals.max_points, framework.role in RANKED
        return Standing(
            framework,
            points,
            Fraction(100 * points, most) if most and is_scored else Fraction(0),
            self.ledger_of[slug],
            required=slug in self.required,
            held=slug in self.slugs_held,
            tied=is_ranked and self.frequency[points] > 1,
            scored=is_scored,
        )

    @cached_property
    def ranked(self) -> list[Standing]:
        """The standings of the ranking, best first."""
        return [self.standing(framework) for framework in _frameworks(self.catalogue, self.decision.ranking)]

    def of_required(self, obligations: tuple[Obligation, ...]) -> tuple[Standing, ...]:
        """The standings of required frameworks that are not in the ranking, in the order of the obligations."""
        ranked = {self.catalogue.frameworks[n].slug for n in self.decision.ranking}
        others = {o.framework.slug: o.framework for o in obligations if o.framework.slug not in ranked}
        return tuple(self.standing(framework, is_ranked=False) for framework in others.values())

    def held(self, standings: tuple[Standing, ...]) -> tuple[Framework, ...]:
        """What is held: those with a standing first, then by name."""
        with_standing = {s.framework.slug: s.framework for s in standings if s.held}
        by_name = sorted(self.catalogue.frameworks, key=lambda framework: (framework.short_name, framework.slug))
        others = {f.slug: f for f in by_name if f.slug in self.slugs_held}
        return tuple((with_standing | others).values())

    def add_on(self, framework: Framework) -> AddOn:
        there = self.required | self.slugs_held | {self.catalogue.frameworks[n].slug for n in self.decision.recommended}
        bases = (self.catalogue.framework_of[slug] for slug in framework.extends if slug in there)
        return AddOn(framework, tuple(bases), self.ledger_of[framework.slug])

    def _ledger(self, framework: Framework) -> Ledger:
        return tuple(line for answer in self.weighted for line in self._contributions(framework, *answer))

    def _contributions(
        self, framework: Framework, criterion: Criterion, weight: int, options: tuple[Option, ...]
    ) -> Ledger:
        """The strongest support and the strongest objection; if there is neither, the first neutral support."""
        weight = 1 if framework.role == "add-on" else weight
        lines = [
            Contribution(criterion, option, support, weight)
            for option in options
            if (support := option.support_for.get(framework.slug))
        ]
        if lines[1:]:
            best, worst = (extreme(lines, key=lambda line: line.support.degree) for extreme in (max, min))
            strongest_support = [best] if best.support.degree > 0 else []
            strongest_objection = [worst] if worst.support.degree < 0 else []
            lines = strongest_support + strongest_objection or lines[:1]
        if criterion.means and framework.role != "add-on" and framework.slug not in self.called_for:
            is_counted = sum(line.support.degree for line in lines) <= 0
            lines = [replace(line, counted=is_counted) for line in lines]
        return tuple(lines)
