"""The verdict: its headline, and why it is the one it is."""

from __future__ import annotations

from comparisons.engine import Recommendation
from comparisons.engine.catalogue import Method
from comparisons.presentation.wording.method_2 import enough_explained, enough_in_words, level_explained
from comparisons.presentation.wording.results import lead_in_words


def in_words(recommendation: Recommendation) -> str:
    """The verdict in a sentence that anyone understands."""
    if recommendation.verdict == "enough":
        return enough_in_words(recommendation)
    if recommendation.verdict == "undecided":
        return "Nothing stands out yet"
    return _what_fits(recommendation)


def _what_fits(recommendation: Recommendation) -> str:
    names = [framework.short_name for framework in recommendation.leading]
    both = " and ".join(names)
    if recommendation.later:
        return "Begin with " + " or ".join(names)
    if recommendation.verdict == "both":
        return f"{both} both fit, and go together"
    if recommendation.verdict == "close" and len(names) > 1:
        return f"It is close between {both}"
    if recommendation.in_place:
        return f"You have what fits best: {both}"
    return f"{both} fits your answers best" if recommendation.verdict == "clear" else f"{both}, narrowly"


def lead_explained(recommendation: Recommendation, method: Method) -> str:
    """Why the verdict is the one it is: the lead of the best framework, or that none is good enough."""
    if method.version > 1 and (recommendation.leading or recommendation.verdict == "enough"):
        return _explained_by_facts(recommendation, method)
    if recommendation.verdict == "undecided":
        return (
            f"No framework reaches a score of {method.recommend_at}, from which one is recommended."
            if recommendation.answers
            else "No question has been answered."
        )
    if recommendation.margin is None:
        return "There is no other framework beside what is required."
    best, lead = recommendation.leading[0].short_name, lead_in_words(recommendation.margin)
    if recommendation.verdict == "clear":
        return f"It leads the next framework by {lead} of score. {method.lead} make a clear lead."
    tied = recommendation.ranked[0].tied
    if recommendation.verdict == "both":
        return _first_of_both(best, lead, method, tied=tied)
    return _no_clear_lead(best, lead, tied=tied, alone=len(recommendation.leading) == 1)


def _explained_by_facts(recommendation: Recommendation, method: Method) -> str:
    """Under version 2, where what is required is ranked too, and the order of the catalogue decides nothing."""
    if recommendation.verdict == "enough":
        return enough_explained(recommendation, method)
    if recommendation.verdict == "undecided":
        return level_explained(recommendation)
    standing_of = {standing.framework.slug: standing for standing in recommendation.standings}
    first, *others = (standing_of[framework.slug] for framework in recommendation.leading)
    if not others:
        return f"It reaches the score of {method.recommend_at}, from which a framework is recommended."
    if first.score == others[0].score:
        return "They have the same score."
    return f"{first.framework.short_name} is ahead by {lead_in_words(first.score - others[0].score)} of score."


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
