"""The result alone, without the ledger: explanations compute it hundreds of times for one page."""

from __future__ import annotations

from comparisons.engine.answers import Answers
from comparisons.engine.catalogue import Catalogue
from comparisons.engine.method import AnswerEffects, PointTotals, answer_effects, outcome, totals_of
from comparisons.engine.recommendation import Result


def result_from(catalogue: Catalogue, totals: PointTotals) -> Result:
    """The result that `recommend` gives for answers with these totals."""
    verdict, recommended, add = outcome(catalogue, totals)
    frameworks = catalogue.frameworks
    return Result(verdict, tuple([frameworks[n] for n in recommended]), tuple([frameworks[n] for n in add]))


def result_of(catalogue: Catalogue, effects: AnswerEffects) -> Result:
    """The result that `recommend` gives for answers with these effects."""
    return result_from(catalogue, totals_of(catalogue, effects.values()))


def result_of_answers(catalogue: Catalogue, answers: Answers) -> Result:
    """The result that `recommend` gives for these answers."""
    return result_of(catalogue, answer_effects(catalogue, answers))
