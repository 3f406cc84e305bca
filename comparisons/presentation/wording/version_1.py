"""Sentences of releases under version 1 of the method. Their JSON never changes, so neither do these."""

from __future__ import annotations

from comparisons.engine import Recommendation
from comparisons.engine.catalogue import Method
from comparisons.engine.plan import Fit, FrameworkSchedule
from comparisons.presentation.wording.results import end_in_words, lead_in_words


def close_in_words(recommendation: Recommendation) -> str:
    """The headline where one framework fits best without a clear lead."""
    return f"{recommendation.leading[0].short_name}, narrowly"


def fit_in_words(schedule: FrameworkSchedule, fit: Fit) -> str:
    """Whether a framework can be shown within the deadline."""
    name = schedule.framework.short_name
    if schedule.proof is None:
        return f"{name} ends in no document that could be shown."
    end = end_in_words(schedule.proof.span)
    if fit == "missed":
        return f"{name} cannot be shown in time: it takes {end}."
    return f"{name} can be shown in time{' only if all goes well' if fit == 'tight' else ''}: after {end}."


def lead_explained(recommendation: Recommendation, method: Method) -> str:
    """Why the verdict is the one it is: the lead of the best framework, or that none is good enough."""
    if recommendation.verdict == "undecided":
        return f"No framework reaches a score of {method.recommend_at}, from which one is recommended."
    if recommendation.margin is None:
        return "There is no other framework beside what is required."
    best, lead = recommendation.leading[0].short_name, lead_in_words(recommendation.margin)
    if recommendation.verdict == "clear":
        return f"It leads the next framework by {lead} of score. {method.lead} make a clear lead."
    tied = recommendation.ranked[0].tied
    if recommendation.verdict == "both":
        return _first_of_both(best, lead, method, tied=tied)
    return _no_clear_lead(best, lead, tied=tied, alone=len(recommendation.leading) == 1)


def _no_clear_lead(best: str, lead: str, *, tied: bool, alone: bool) -> str:
    if alone:
        return f"Only {best} reaches the score from which a framework is recommended, but its lead is small: {lead}."
    ahead = "They have the same score" if tied else f"{best} is ahead by {lead}, which is no clear lead"
    return f"{ahead}. Another answer can tip it."


def _first_of_both(best: str, lead: str, method: Method, *, tied: bool) -> str:
    if tied:
        return (
            f"They have the same score. {best} is named first only because it stands first in the list; "
            "start with the one that a customer asks for first."
        )
    return (
        f"Start with {best}: it scores higher, by {lead}. That is less than the {method.lead} that make a clear lead, "
        "and the two are commonly pursued together."
    )
