"""The effects of options and answers as numbers, for all frameworks at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, reduce

from comparisons.engine.answers import NOT_SURE, Answers, Chosen
from comparisons.engine.catalogue import Catalogue, Criterion, Framework, Option
from comparisons.engine.method.catalogue_cache import cached_per_catalogue
from comparisons.engine.method.table import OUTCOMES, Facts, Mark, MethodTable, bits, method_table

MAX_DEGREE = 2
PRIORITY_FACTOR = 2


@dataclass(frozen=True)
class OptionEffect:
    """The effect of one option, or of several chosen together: their strongest support and strongest objection.

    Tuples have one entry for each framework, in the catalogue's order. `facts` are packed as `MethodTable` does: the
    lowest bits are the required frameworks. `opens` is a bit set of the criteria whose questions the options open.
    """

    supports: tuple[int, ...]
    objections: tuple[int, ...]
    facts: int
    opens: int

    def __or__(self, other: OptionEffect) -> OptionEffect:
        return OptionEffect(
            tuple(map(max, self.supports, other.supports)),
            tuple(map(min, self.objections, other.objections)),
            self.facts | other.facts,
            self.opens | other.opens,
        )

    def requires(self, position: int) -> bool:
        """Whether it requires the framework at this position."""
        return bool(self.facts >> position & 1)

    @cached_property
    def degrees(self) -> tuple[int, ...]:
        """Support plus objection for each framework, -2 to 2."""
        return tuple(map(sum, zip(self.supports, self.objections, strict=True)))


@dataclass(frozen=True)
class AnswerEffect:
    """What an answer adds to the totals, for a criterion of some weight.

    `points` has one entry for each framework; under method 2 twice as many: points that count anyway, then those that
    count only for a framework that another answer speaks for. An add-on has its reasons there, which have no weight.
    """

    points: tuple[int, ...]
    max_points: int
    facts: int
    opens: int = 0


OptionEffects = Mapping[str, Mapping[str, OptionEffect]]
"""Criterion slug -> option slug -> effect."""
AnswerEffects = dict[str, AnswerEffect]
"""Criterion slug -> effect of its answer, without criteria answered with "not sure"."""


@cached_per_catalogue
def option_effects(catalogue: Catalogue) -> OptionEffects:
    return {
        criterion.slug: {option.slug: _effect(catalogue, criterion, option) for option in criterion.options}
        for criterion in catalogue.criteria
    }


@cached_per_catalogue
def opening_criteria(catalogue: Catalogue) -> frozenset[str]:
    """The slugs of the criteria that have an option which opens another question."""
    return frozenset(
        slug for slug, effects in option_effects(catalogue).items() if any(effect.opens for effect in effects.values())
    )


def weight_of(criterion: Criterion, answers: Answers) -> int:
    """The weight of the criterion for this visitor: doubled if it has priority."""
    return criterion.weight * (PRIORITY_FACTOR if criterion.slug in answers.priorities else 1)


def answer_effects(catalogue: Catalogue, answers: Answers) -> AnswerEffects:
    return {
        slug: effect for slug, options in answers.chosen if (effect := answer_effect(catalogue, answers, slug, options))
    }


def answer_effect(catalogue: Catalogue, answers: Answers, slug: str, options: Chosen) -> AnswerEffect | None:
    """The effect of choosing these options of a criterion, with the priorities of the answers.

    None for "not sure", unless to be unsure is a fact in itself.
    """
    if options == (NOT_SURE,):
        return _effects_of_not_sure(catalogue).get(slug)
    criterion = catalogue.criterion_of[slug]
    weight = weight_of(criterion, answers)
    if len(options) == 1:
        return _effect_cache(catalogue, criterion, options[0], weight)
    effects = option_effects(catalogue)[slug]
    return weighted(catalogue, criterion, reduce(OptionEffect.__or__, (effects[option] for option in options)), weight)


def weighted(catalogue: Catalogue, criterion: Criterion, effect: OptionEffect, weight: int) -> AnswerEffect:
    """What these options of a criterion of this weight add to the totals."""
    table = method_table(catalogue)
    if table.version == 1:
        points = tuple([weight * degree for degree in effect.degrees])
        return AnswerEffect(points, MAX_DEGREE * weight, effect.facts, effect.opens)
    weights = [1 if table.add_ons >> n & 1 else weight for n in range(table.count)]
    points = tuple([weight * degree for weight, degree in zip(weights, effect.degrees, strict=True)])
    if not criterion.means:
        called_for = bits(n for n, degree in enumerate(effect.degrees) if degree > 0 and weights[n])
        facts = effect.facts | table.pack(Facts(called_for=called_for))
        return AnswerEffect((*points, *(0,) * table.count), MAX_DEGREE * weight, facts, effect.opens)
    always = [count if count < 0 or table.add_ons >> n & 1 else 0 for n, count in enumerate(points)]
    not_alone = [count - certain for count, certain in zip(points, always, strict=True)]
    return AnswerEffect((*always, *not_alone), MAX_DEGREE * weight, effect.facts, effect.opens)


def _effect_cache(catalogue: Catalogue, criterion: Criterion, option: str, weight: int) -> AnswerEffect:
    cache = _single_effects(catalogue)
    key = criterion.slug, option, weight
    if key not in cache:
        cache[key] = weighted(catalogue, criterion, option_effects(catalogue)[criterion.slug][option], weight)
    return cache[key]


@cached_per_catalogue
def _single_effects(_: Catalogue) -> dict[tuple[str, str, int], AnswerEffect]:
    """The effects of single options, by criterion, option and weight. Empty at first; filled as they are needed."""
    return {}


@cached_per_catalogue
def _effects_of_not_sure(catalogue: Catalogue) -> dict[str, AnswerEffect]:
    """For each criterion where somebody could have said that what is required suffices."""
    table = method_table(catalogue)
    unsure = table.pack(Facts(marks=Mark.UNSURE_OF_OTHERS))
    nothing = (0,) * (2 * table.count)
    return {
        criterion.slug: AnswerEffect(nothing, 0, unsure)
        for criterion in catalogue.criteria
        if table.version > 1 and any(option.suffices for option in criterion.options)
    }


def _effect(catalogue: Catalogue, criterion: Criterion, option: Option) -> OptionEffect:
    supports = [option.support_for.get(framework.slug) for framework in catalogue.frameworks]
    degrees = [support.degree if support else 0 for support in supports]
    return OptionEffect(
        tuple(max(degree, 0) for degree in degrees),
        tuple(min(degree, 0) for degree in degrees),
        _facts(catalogue, method_table(catalogue), criterion, option),
        bits(n for n, later in enumerate(catalogue.criteria) if _is_opened_by(later, criterion, option)),
    )


def _facts(catalogue: Catalogue, table: MethodTable, criterion: Criterion, option: Option) -> int:
    frameworks = [*enumerate(catalogue.frameworks)]
    basis_of = {support.framework: support.requires for support in option.support if support.requires}
    required = bits(n for n, framework in frameworks if framework.slug in basis_of)
    if table.version == 1:
        return required
    choice, holding = (criterion.slug, option.slug), bits(n for n, f in frameworks if f.slug == option.holds)
    facts = Facts(
        required=required,
        held=holding,
        named=bits(n for n, framework in frameworks if basis_of.get(framework.slug) == "customer"),
        brought_up=bits(
            n for n, framework in frameworks if choice in {(c.criterion, c.option) for c in framework.only_when}
        ),
        covering=holding | bits(n for n, framework in frameworks if _covers_others(framework, option)),
        marks=_marks(criterion, option),
        outcomes=bits(OUTCOMES.index(outcome) for outcome in option.asks_for),
    )
    return table.pack(facts)


def _marks(criterion: Criterion, option: Option) -> Mark:
    marks = {
        Mark.NAMED_OUTSIDE: option.outside and criterion.names_frameworks,
        Mark.SUFFICES: option.suffices,
        Mark.LIMITED_MEANS: option.limited_means,
        Mark.ANY_PROOF: option.any_proof,
    }
    return Mark(sum(mark for mark, is_set in marks.items() if is_set))


def _covers_others(framework: Framework, option: Option) -> bool:
    """Whether it is required as a whole, or above the lowest of its levels: that one alone covers nothing."""
    support = option.support_for.get(framework.slug)
    if support is None or not support.requires:
        return False
    return not (support.level and framework.levels[1:] and support.level == framework.levels[0].slug)


def _is_opened_by(later: Criterion, criterion: Criterion, option: Option) -> bool:
    return any((choice.criterion, choice.option) == (criterion.slug, option.slug) for choice in later.ask_when)
