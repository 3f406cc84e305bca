"""The findings of an audit that an editor should know, as problems like those of `checks`."""

from __future__ import annotations

from collections.abc import Iterator

from comparisons.engine.audit.findings import Audit, Coverage, ExhaustiveUpTo, Sample, SampleUpTo
from comparisons.engine.catalogue import Catalogue
from comparisons.engine.checks import Problem, problem
from comparisons.engine.checks.findings import Finding


def problems(catalogue: Catalogue, audit: Audit) -> tuple[Problem, ...]:
    """Warnings over the whole wizard: dead questions, dominated options, frameworks that never win."""
    findings = (*_dead_questions(catalogue, audit), *_dominated(catalogue, audit), *_never_win(catalogue, audit))
    return tuple(problem("warning", finding) for finding in findings)


def _dead_questions(catalogue: Catalogue, audit: Audit) -> Iterator[Finding]:
    for slug in audit.wizard.dead_questions:
        question = catalogue.criterion_of[slug].question
        yield ("criterion", slug), f"“{question}”: no answer to it changes the result{_among(audit.wizard.coverage)}."


def _dominated(catalogue: Catalogue, audit: Audit) -> Iterator[Finding]:
    for dominated in audit.dominated_options:
        options = catalogue.criterion_of[dominated.criterion].option_of
        option, by = options[dominated.option], options[dominated.by]
        yield (
            ("criterion", dominated.criterion, "option", dominated.option),
            f"“{option.label}” is a stronger reason for no framework than “{by.label}”.",
        )


def _never_win(catalogue: Catalogue, audit: Audit) -> Iterator[Finding]:
    for slug in audit.wizard.never_win:
        name = catalogue.framework_of[slug].short_name
        yield ("framework", slug), f"{name} is never recommended or required{_among(audit.wizard.coverage)}."


def _among(coverage: Coverage) -> str:
    """What a finding is proved for, if not for all answers."""
    tried = f" in the {coverage.drawn:,} ways to answer that were tried" if isinstance(coverage, Sample) else ""
    if isinstance(coverage, ExhaustiveUpTo | SampleUpTo):
        return f"{tried}, with up to {coverage.at_once} options of a question at once"
    return tried
