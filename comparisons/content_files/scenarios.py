"""Scenarios: answers with the verdict that they must give, in `scenarios.yaml` beside the content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from comparisons.content_files.faults import Fault
from comparisons.content_files.yaml_reader import Document, validate
from comparisons.engine import PRIORITY, Catalogue, Recommendation, read, recommend
from comparisons.engine.catalogue import Framework
from comparisons.engine.catalogue.frozen import Frozen, Line, Prose, Slug
from comparisons.engine.expansion import expanded
from comparisons.engine.method import Verdict


class Expectation(Frozen):
    """`recommended` is in order, and empty if undecided. `required` are the frameworks that answers require.

    `add` are add-ons, and `outside` says that an answer names a rule which the catalogue does not describe.
    """

    verdict: Verdict
    recommended: tuple[Slug, ...]
    required: tuple[Slug, ...]
    add: tuple[Slug, ...] = ()
    later: tuple[Slug, ...] = ()
    conditional: tuple[Slug, ...] = ()
    outside: bool = False


class Scenario(Frozen):
    """`answers` maps a criterion to one option or several, by slug. `because` is the reason for the expectation."""

    name: Line
    answers: dict[Slug, Slug | tuple[Slug, ...]]
    expect: Expectation
    because: Prose


class Scenarios(Frozen):
    scenarios: tuple[Scenario, ...]


def parse_scenarios(document: Document) -> tuple[Scenario, ...]:
    """Raises ContentError."""
    return validate(document, Scenarios, {"scenarios": document.data}).scenarios


def broken_scenarios(document: Document, scenarios: tuple[Scenario, ...], catalogue: Catalogue) -> Iterator[Fault]:
    """Each scenario with an unknown answer, an answer to a question that is not asked, or another verdict."""
    catalogue = expanded(catalogue)
    for number, scenario in enumerate(scenarios):
        unread = [*_unread_answers(scenario, catalogue)]
        for criterion, reason in unread:
            yield document.fault((number, "answers", criterion), reason)
        for name, reason in () if unread else _mismatches(scenario, catalogue):
            yield document.fault((number, "expect", name), reason)


def _unread_answers(scenario: Scenario, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    reading = read(catalogue, _pairs(scenario))
    for criterion in scenario.answers:
        if criterion not in (*catalogue.criterion_of, PRIORITY):
            yield criterion, f"There is no criterion “{criterion}”."
        elif criterion in reading.dropped:
            yield criterion, "This option does not exist, or the question is not asked after the other answers."
        elif criterion in reading.conflicts:
            yield criterion, "These options cannot be chosen together."


def _mismatches(scenario: Scenario, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    recommendation = recommend(catalogue, read(catalogue, _pairs(scenario)).answers)
    actual = advice_of(recommendation)
    for name in Expectation.model_fields:
        value, expected = getattr(actual, name), getattr(scenario.expect, name)
        if value != expected:
            yield name, f"the answers give {_quoted(value)}, not {_quoted(expected)}"


def advice_of(recommendation: Recommendation) -> Expectation:
    """What a recommendation tells, as a scenario expects it."""
    return Expectation(
        verdict=recommendation.verdict,
        recommended=_slugs(recommendation.recommended),
        required=_slugs(recommendation.required),
        add=_slugs(entry.framework for entry in recommendation.add),
        later=_slugs(recommendation.later),
        conditional=_slugs(recommendation.conditional),
        outside=bool(recommendation.outside),
    )


def _slugs(frameworks: Iterable[Framework]) -> tuple[Slug, ...]:
    return tuple(framework.slug for framework in frameworks)


def _pairs(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for criterion, options in scenario.answers.items():
        for option in (options,) if isinstance(options, str) else options:
            yield criterion, option


def _quoted(value: str | bool | tuple[str, ...]) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, tuple) else f"“{value}”"
