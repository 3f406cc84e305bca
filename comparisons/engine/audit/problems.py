"""What an audit finds of which an editor should know, told as `checks` tells what it finds."""

from __future__ import annotations

from collections.abc import Iterator

from comparisons.engine.audit.findings import Audit, Coverage, Exhaustive
from comparisons.engine.catalogue import Catalogue
from comparisons.engine.checks import Problem, problem
from comparisons.engine.checks.findings import Finding


def problems(catalogue: Catalogue, audit: Audit) -> tuple[Problem, ...]:
    """Warnings: dead questions, dominated options, frameworks that never win; over the whole wizard."""
    found = (*_dead_questions(catalogue, audit), *_dominated(catalogue, audit), *_never_win(catalogue, audit))
    return tuple(problem("warning", finding) for finding in found)


def _dead_questions(catalogue: Catalogue, audit: Audit) -> Iterator[Finding]:
    for slug in audit.wizard.dead_questions:
        question = catalogue.criterion_of[slug].question
        yield ("criterion", slug), f"“{question}”: no answer to it changes the result{_among(audit.wizard.coverage)}."


def _dominated(catalogue: Catalogue, audit: Audit) -> Iterator[Finding]:
    for each in audit.dominated:
        options = catalogue.criterion_of[each.criterion].option_of
        yield (
            ("criterion", each.criterion, "option", each.option),
            f"“{options[each.option].label}” speaks for no framework more than “{options[each.by].label}” does.",
        )


def _never_win(catalogue: Catalogue, audit: Audit) -> Iterator[Finding]:
    for slug in audit.wizard.never_win:
        name = catalogue.framework_of[slug].short_name
        yield ("framework", slug), f"{name} is never recommended or required{_among(audit.wizard.coverage)}."


def _among(coverage: Coverage) -> str:
    """What was found in a sample is proved only of what was drawn."""
    return "" if isinstance(coverage, Exhaustive) else f" in the {coverage.drawn:,} ways to answer that were tried"
