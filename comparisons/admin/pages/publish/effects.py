"""What the publish page shows of the audits: which answers get another result, in words and with examples."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.http import urlencode

from comparisons.admin.pages.publish.changes import Linked, linked
from comparisons.admin.pages.publish.shifts import shifts_in_words
from comparisons.editing.form_links import Forms
from comparisons.engine import Answers, Catalogue, Problem, Result
from comparisons.engine.audit import (
    MostFrequentChanges,
    Outcome,
    OutcomeChanges,
    OutcomeWithAddOns,
    Sample,
    Share,
    problems,
)
from comparisons.engine.diff.slug_map import SlugMap, with_slugs_of
from comparisons.engine.expansion import expanded
from comparisons.presentation.wording import impact_coverage_in_words, result_in_words
from comparisons.releases.audits import DraftAudit
from comparisons.releases.publish import Review

MAX_RESULT_CHANGES = 12
"""Rows of a from/to table. Less frequent ones are only counted."""


@dataclass(frozen=True)
class Example:
    """Answers as text, and the addresses of their results."""

    answers: str
    draft: str
    current: str


@dataclass(frozen=True)
class ResultChange:
    before: str
    after: str
    share: Share
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Effect:
    """Over the core questions, or over the whole wizard. `rest` counts the changes that are not shown.

    `shifts` says who gains and who loses most; empty if no result changes.
    """

    name: str
    coverage_in_words: str
    is_sample: bool
    tried: int
    changed: Share
    result_changes: tuple[ResultChange, ...]
    rest: int
    shifts: str = ""


@dataclass(frozen=True)
class Findings:
    """What the audits find: new, as before, and gone."""

    new: tuple[Linked, ...]
    kept: tuple[Linked, ...]
    gone: tuple[Linked, ...]


def effects(review: Review, assessed: DraftAudit) -> tuple[Effect, ...]:
    """None before the first release."""
    if not (review.current and review.draft and assessed.impact and assessed.before):
        return ()
    slug_map = SlugMap.of(review.current, review.draft)
    catalogues = expanded(slug_map.apply(review.current)), expanded(review.draft)
    parts = (
        ("The core questions", assessed.impact.core, assessed.before.core, assessed.after.core),
        ("The whole wizard", assessed.impact.wizard, assessed.before.wizard, assessed.after.wizard),
    )
    return tuple(
        replace(
            _effect(name, changes, impact_coverage_in_words(changes, assessed.impact.core), catalogues, slug_map),
            shifts=shifts_in_words(before, after, catalogues) if changes.changed.value else "",
        )
        for name, changes, before, after in parts
    )


def findings(review: Review, assessed: DraftAudit, forms: Forms) -> Findings:
    """Both audits use the same random generator, so their findings can be compared even where they are samples."""
    after = problems(review.draft, assessed.after) if review.draft else ()
    before: tuple[Problem, ...] = ()
    if review.current and review.draft and assessed.before:
        before = problems(with_slugs_of(review.draft, review.current), assessed.before)
    return Findings(
        new=linked((problem for problem in after if problem not in before), forms),
        kept=linked((problem for problem in after if problem in before), forms),
        gone=linked((problem for problem in before if problem not in after), forms),
    )


def _effect(
    name: str,
    changes: OutcomeChanges,
    coverage_in_words: str,
    catalogues: tuple[Catalogue, Catalogue],
    slug_map: SlugMap,
) -> Effect:
    rows = changes.rows[:MAX_RESULT_CHANGES]
    result_changes = tuple(
        ResultChange(
            *_result_texts(row.before, row.after, catalogues),
            row.share,
            tuple(_example(answers, catalogues, slug_map) for answers in row.examples),
        )
        for row in rows
    )
    unlisted = changes.unlisted if isinstance(changes, MostFrequentChanges) else 0
    return Effect(
        name=name,
        coverage_in_words=coverage_in_words,
        is_sample=isinstance(changes.coverage, Sample),
        tried=changes.tried,
        changed=changes.changed,
        result_changes=result_changes,
        rest=len(changes.rows) - len(rows) + unlisted,
    )


def _result_texts(before: Outcome, after: Outcome, catalogues: tuple[Catalogue, Catalogue]) -> tuple[str, str]:
    words = [_outcome(outcome, catalogue) for outcome, catalogue in zip((before, after), catalogues, strict=True)]
    return words[0], "the same, but something else is required" if before == after else words[1]


def _outcome(outcome: Outcome, catalogue: Catalogue) -> str:
    frameworks = tuple(catalogue.framework_of[slug] for slug in outcome.recommended)
    words = result_in_words(Result(outcome.verdict, frameworks))
    if not isinstance(outcome, OutcomeWithAddOns):
        return words
    return f"{words}; add {' and '.join(catalogue.framework_of[slug].short_name for slug in outcome.add)}"


def _example(answers: Answers, catalogues: tuple[Catalogue, Catalogue], slug_map: SlugMap) -> Example:
    """The release is asked by the slugs that it has."""
    queries = {"draft": answers.pairs(), "current": slug_map.undone(answers.pairs(), catalogues[1])}
    draft, current = (
        reverse(f"{edition}:recommendation") + (f"?{urlencode(pairs)}" if pairs else "")
        for edition, pairs in queries.items()
    )
    text = "; ".join(f"{criterion}: {label}" for criterion, label in _labels(answers, catalogues))
    return Example(text or "Nothing answered", draft, current)


def _labels(answers: Answers, catalogues: tuple[Catalogue, Catalogue]) -> list[tuple[str, str]]:
    """Each choice with its labels in the working copy, or in the release if only that has it."""
    names, labels = {}, {}
    for catalogue in catalogues:
        names.update({criterion.slug: criterion.name for criterion in catalogue.criteria})
        labels.update({(c.slug, option.slug): option.label for c in catalogue.criteria for option in c.options})
    return [(names[slug], labels.get((slug, option), "Not sure")) for slug, option in answers.chosen_pairs]
