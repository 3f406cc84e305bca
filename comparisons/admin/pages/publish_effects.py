"""What the publish page shows of an assessment: which answers get another result, in words and with examples."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from comparisons.admin.pages.publish_changes import Linked, linked
from comparisons.editing.form_links import Forms
from comparisons.engine import Answers, Catalogue, Result
from comparisons.engine.audit import Coverage, Outcome, OutcomeChanges, Sample, Share, problems
from comparisons.presentation.wording import result_in_words
from comparisons.releases.effects import Assessment
from comparisons.releases.publish import Review

MOST_MOVES = 12
"""Rows of a from/to table; what is less frequent is told as a number."""


@dataclass(frozen=True)
class Example:
    """Answers in words, and the addresses of what they lead to."""

    answers: str
    draft: str
    current: str


@dataclass(frozen=True)
class Move:
    before: str
    after: str
    share: Share
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Effect:
    """Over the core questions, or over the whole wizard. `rest` counts the moves that are not shown."""

    name: str
    coverage: Coverage
    tried: int
    changed: Share
    moves: tuple[Move, ...]
    rest: int

    @property
    def is_sample(self) -> bool:
        return isinstance(self.coverage, Sample)


@dataclass(frozen=True)
class Findings:
    """What the audits find, as far as it is new, stays or is gone."""

    new: tuple[Linked, ...]
    kept: tuple[Linked, ...]
    gone: tuple[Linked, ...]


def effects(review: Review, assessment: Assessment) -> tuple[Effect, ...]:
    """None before the first release."""
    if not (review.current and review.draft and assessment.impact):
        return ()
    catalogues = review.current, review.draft
    impact = assessment.impact
    found = (("The core questions", impact.core), ("The whole wizard", impact.wizard))
    return tuple(_effect(name, changes, catalogues) for name, changes in found)


def findings(review: Review, assessment: Assessment, forms: Forms) -> Findings:
    """Sampled or exhaustive, the same generator draws for both, so what is told of both has the same weight."""
    after = problems(review.draft, assessment.after) if review.draft else ()
    before = problems(review.current, assessment.before) if review.current and assessment.before else ()
    return Findings(
        new=linked((problem for problem in after if problem not in before), forms),
        kept=linked((problem for problem in after if problem in before), forms),
        gone=linked((problem for problem in before if problem not in after), forms),
    )


def _effect(name: str, changes: OutcomeChanges, catalogues: tuple[Catalogue, Catalogue]) -> Effect:
    shown = changes.rows[:MOST_MOVES]
    moves = tuple(
        Move(
            *_in_words(row.before, row.after, catalogues),
            row.share,
            tuple(_example(answers, catalogues) for answers in row.examples),
        )
        for row in shown
    )
    return Effect(name, changes.coverage, changes.tried, changes.changed, moves, len(changes.rows) - len(shown))


def _in_words(before: Outcome, after: Outcome, catalogues: tuple[Catalogue, Catalogue]) -> tuple[str, str]:
    words = [_outcome(outcome, catalogue) for outcome, catalogue in zip((before, after), catalogues, strict=True)]
    return words[0], "the same, but something else is required" if before == after else words[1]


def _outcome(outcome: Outcome, catalogue: Catalogue) -> str:
    frameworks = tuple(catalogue.framework_of[slug] for slug in outcome.recommended)
    return result_in_words(Result(outcome.verdict, frameworks))


def _example(answers: Answers, catalogues: tuple[Catalogue, Catalogue]) -> Example:
    query = f"?{urlencode(answers.pairs())}" if len(answers) else ""
    draft, current = (reverse(f"{edition}:recommendation") + query for edition in ("draft", "current"))
    spoken = "; ".join(f"{criterion}: {label}" for criterion, label in _labels(answers, catalogues))
    return Example(spoken or "Nothing answered", draft, current)


def _labels(answers: Answers, catalogues: tuple[Catalogue, Catalogue]) -> list[tuple[str, str]]:
    """Each choice in the words of the working copy, or of the release where only that knows it."""
    names, labels = {}, {}
    for catalogue in catalogues:
        names.update({criterion.slug: criterion.name for criterion in catalogue.criteria})
        labels.update({(c.slug, option.slug): option.label for c in catalogue.criteria for option in c.options})
    return [(names[slug], labels[slug, option]) for slug, option in answers.chosen_pairs]
