"""Levels of frameworks, and their dated events, as part of a catalogue."""

import json

import pytest
from pydantic import ValidationError

from comparisons.engine import Catalogue, Problem, find_problems
from comparisons.engine.catalogue import Cost, Event, Framework, Level, Support
from comparisons.engine.expansion import expanded
from tests.engine.catalogues import DAY, catalogue, criterion, framework, option
from tests.engine.edits import CATALOGUE, edit

LEVEL = {
    "slug": "plus",
    "name": "Plus",
    "needed_by": "Those whose contract says so.",
    "checked_by": "An assessor.",
    "result": "A certificate.",
    "confidence": "verified",
}
DUTY = ("criteria", 1, "options", 0, "support", 0)
AT_DUTY = ("criterion", "duties", "option", "statute", "support", "alpha")


def errors_of(found):
    return [problem for problem in find_problems(found, DAY) if problem.severity == "error"]


@pytest.mark.parametrize("months", [{"months_min": 1}, {"months_max": 1}, {"months_min": 2, "months_max": 1}])
def test_level_has_two_months_in_order_or_none(months):
    assert Level(**LEVEL).months_min is None
    with pytest.raises(ValidationError):
        Level(**LEVEL, **months)


def test_catalogue_without_what_came_later_has_the_bytes_of_before():
    new = {name for kind in (Framework, Cost, Support) for name, field in kind.model_fields.items() if field.exclude_if}
    plain = catalogue([framework("a"), framework("b")], [criterion("v", [option("v0", {"a": 2})])])

    written = json.dumps(plain.model_dump(mode="json"))

    facts = {"valid_for", "checked_by", "known_in"}
    assert new == {"status", "levels", "events", "level", "size", "first_year", "includes", "was", *facts}
    assert [name for name in new if f'"{name}"' in written] == []


def test_levels_and_events_survive_json():
    again = Catalogue.model_validate_json(CATALOGUE.model_dump_json())

    alpha = again.framework_of["alpha"]
    assert again == CATALOGUE
    assert [*alpha.level_of] == ["basic", "plus"]
    assert (alpha.status, alpha.costs[0].level) == ("being-replaced", "plus")
    assert alpha.events == (
        Event(
            slug="new-edition",
            kind="adopted",
            name="Edition 2027",
            date="2027-03-31",
            precision="month",
            text="It says more.",
            sources=("blog",),
        ),
    )


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ((*DUTY, "level"), "top", Problem("error", AT_DUTY, "There is no level “alpha/top”.")),
        ((*DUTY, "requires"), None, Problem("error", AT_DUTY, "Only an obligation has a level.")),
        (
            ("frameworks", 0, "costs", 0, "level"),
            "top",
            Problem("error", ("framework", "alpha", "cost", "Fee"), "There is no level “alpha/top”."),
        ),
        (
            ("frameworks", 0, "levels", 0, "slug"),
            "plus",
            Problem("error", ("framework", "alpha", "level", "plus"), "“plus” is here 2 times."),
        ),
        (
            ("frameworks", 0, "levels", 0, "sources"),
            ("gone",),
            Problem("error", ("framework", "alpha", "level", "basic"), "There is no source “gone”."),
        ),
        (
            ("frameworks", 0, "events", 0, "sources"),
            ("gone",),
            Problem("error", ("framework", "alpha", "event", "new-edition"), "There is no source “gone”."),
        ),
    ],
)
def test_what_does_not_fit_is_an_error(path, value, problem):
    assert errors_of(CATALOGUE) == []
    assert problem in errors_of(edit(CATALOGUE, path, lambda _: value))


def test_option_that_is_made_for_a_framework_keeps_the_level_that_is_written_for_it():
    rule = {"roles": ["base"], "requires": "customer", "reason": "{name}.", "aspect": "purpose"}
    written = {"framework": "alpha", "degree": 0, "reason": "Its customer.", "aspect": "purpose", "level": "plus"}
    named = {
        **CATALOGUE.criteria[1].model_dump(),
        "slug": "named",
        "one_per_framework": rule,
        "options": [{"slug": "alpha", "label": "Alpha, Plus", "support": [written]}],
    }
    edited = edit(CATALOGUE, ("criteria", 1), lambda _: named)

    support = {o.slug: o.support[0] for o in expanded(edited).criterion_of["named"].options}

    assert (support["alpha"].level, support["alpha"].requires, support["beta"].level) == ("plus", "customer", None)
    assert "Only an obligation has a level." not in [problem.message for problem in errors_of(edited)]
