"""Scenarios: answers with the verdict that they must give, in `scenarios.yaml` beside the content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from comparisons.content_files.documents import Document, validate
from comparisons.content_files.faults import Fault
from comparisons.engine import PRIORITY, Catalogue, read, recommend
from comparisons.engine.catalogue.frozen import Frozen, Line, Prose, Slug


class Expectation(Frozen):
    """`recommended` is in order, and empty when undecided; `required` are the frameworks that an answer requires."""

    verdict: Literal["clear", "both", "close", "undecided"]
    recommended: tuple[Slug, ...]
    required: tuple[Slug, ...]


class Scenario(Frozen):
    """Criterion slug -> the slug of an option, or several; `because` names the fact behind the expectation."""

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
    """Each scenario that names an answer which is not there or not asked, or that gives another verdict."""
    for number, scenario in enumerate(scenarios):
        unread = [*_unread(scenario, catalogue)]
        for criterion, reason in unread:
            yield document.fault((number, "answers", criterion), reason)
        for name, reason in () if unread else _unlike(scenario, catalogue):
            yield document.fault((number, "expect", name), reason)


def _unread(scenario: Scenario, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    reading = read(catalogue, _pairs(scenario))
    for criterion in scenario.answers:
        if criterion not in (*catalogue.criterion_of, PRIORITY):
            yield criterion, f"There is no criterion “{criterion}”."
        elif criterion in reading.dropped:
            yield criterion, "This answer is not there, or its question is not asked after the other answers."
        elif criterion in reading.conflicts:
            yield criterion, "These options cannot be chosen together."


def _unlike(scenario: Scenario, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    recommendation = recommend(catalogue, read(catalogue, _pairs(scenario)).answers)
    found: dict[str, str | tuple[str, ...]] = {
        "verdict": recommendation.verdict,
        "recommended": tuple(framework.slug for framework in recommendation.recommended),
        "required": tuple(framework.slug for framework in recommendation.required),
    }
    for name, given in found.items():
        expected = getattr(scenario.expect, name)
        if given != expected:
            yield name, f"is {_named(given)} by the answers, and not {_named(expected)}"


def _pairs(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for criterion, options in scenario.answers.items():
        for option in (options,) if isinstance(options, str) else options:
            yield criterion, option


def _named(said: str | tuple[str, ...]) -> str:
    return f"“{said}”" if isinstance(said, str) else f"[{', '.join(said)}]"
