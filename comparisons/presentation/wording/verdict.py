"""The verdict: its headline, and why it is the one it is."""

from __future__ import annotations

from comparisons.engine import Recommendation, Standing
from comparisons.engine.catalogue import Framework, Method
from comparisons.presentation.wording import version_1
from comparisons.presentation.wording.results import lead_in_words
from comparisons.presentation.wording.version_2 import (
    enough_explained,
    enough_in_words,
    level_explained,
    needed_first,
    needed_in_words,
)


def in_words(recommendation: Recommendation) -> str:
    """The verdict in a sentence that anyone understands. What has to be got anyway comes first."""
    if recommendation.verdict == "enough":
        return enough_in_words(recommendation)
    fits = what_fits_in_words(recommendation)
    needed = needed_in_words(recommendation)
    return f"{needed}. Beyond that, {_within_a_sentence(fits)}" if needed else fits


def begins_headline(recommendation: Recommendation) -> tuple[Framework, ...]:
    """The frameworks that the headline is about, unless it names something else first: an add-on, or what is needed."""
    names_others = (recommendation.verdict == "enough" and recommendation.add) or needed_first(recommendation)
    return () if names_others else recommendation.headlined


def _within_a_sentence(text: str) -> str:
    """With a small letter, unless it begins with a name."""
    begins_with_a_word = text.startswith(("It ", "Begin ", "You "))
    return text[0].lower() + text[1:] if begins_with_a_word else text


def what_fits_in_words(recommendation: Recommendation) -> str:
    """The verdict without what has to be got anyway."""
    if recommendation.verdict == "undecided":
        return "Nothing stands out yet"
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
    return f"{both} fits your answers best" if recommendation.verdict == "clear" else f"{both} fits best, but only just"


def lead_explained(recommendation: Recommendation, method: Method) -> str:
    """Why the verdict is the one it is: the lead of the best framework, or that none is good enough."""
    if not recommendation.answers:
        return "No question has been answered."
    if method.version == 1:
        return version_1.lead_explained(recommendation, method)
    if recommendation.leading or recommendation.verdict == "enough":
        return _explained_by_facts(recommendation, method)
    return f"No framework scores {method.recommend_at} or more, which a recommendation needs."


def _explained_by_facts(recommendation: Recommendation, method: Method) -> str:
    """Under version 2, where what is required is ranked too, and the order of the catalogue decides nothing."""
    if recommendation.verdict == "enough":
        return enough_explained(recommendation, method)
    if recommendation.verdict == "undecided":
        return level_explained(recommendation)
    standing_of = {standing.framework.slug: standing for standing in recommendation.standings}
    first, *others = (standing_of[framework.slug] for framework in recommendation.leading)
    if others:
        return _gap_explained(first, others[0], method)
    margin = recommendation.margin
    if margin is not None and margin >= method.lead:
        return f"A clear lead: {lead_in_words(margin)} ahead of the next ({method.lead} is enough)."
    return f"It scores at least {method.recommend_at} out of 100, which is enough for a recommendation."


def _gap_explained(first: Standing, second: Standing, method: Method) -> str:
    """How far apart two in the lead are; and where that is much, why both are recommended all the same."""
    gap = first.score - second.score
    if not gap:
        return "They have the same score."
    ahead = f"{first.framework.short_name} is {lead_in_words(gap)} ahead"
    if gap >= method.lead and first.framework.outcome != second.framework.outcome:
        return f"{ahead}, but your readers ask for different kinds of proof, so you need one of each."
    return f"{ahead}. Scores run from −100 to +100."  # noqa: RUF001
