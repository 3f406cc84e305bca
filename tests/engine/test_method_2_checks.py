"""Errors in what version 2 of the method needs to know."""

import pytest

from comparisons.engine import find_problems
from comparisons.engine.catalogue import AskedWhenRequired, Choice, Method, OnePerFramework
from tests.engine.catalogues import DAY, catalogue, criterion, framework, option

ITEM_A, ITEM_V = ("framework", "a"), ("criterion", "v")


def made(*, version=2, about_a=None, about_v=None, about_option=None):
    """A catalogue of three frameworks, with these fields of one framework, criterion or option."""
    first = option("v0", {"a": 2, "b": 2, "c": 2}).model_copy(update=about_option or {})
    question = criterion("v", [first, option("v1")]).model_copy(update=about_v or {})
    frameworks = [framework("a").model_copy(update=about_a or {}), framework("b"), framework("c")]
    whole = catalogue(frameworks, [question])
    return whole.model_copy(update={"method": Method(version=version, recommend_at=15, lead=15)})


def errors(whole):
    return {(problem.path, problem.field) for problem in find_problems(whole, DAY) if problem.severity == "error"}


def test_catalogue_without_the_new_keys_is_right_under_both_versions():
    assert errors(made(version=1)) == errors(made(version=2)) == set()


@pytest.mark.parametrize(
    ("fields", "path", "field"),
    [
        ({"about_a": {"role": "start"}}, ITEM_A, "role"),
        ({"about_a": {"covers": ("b",)}}, ITEM_A, "role"),
        ({"about_a": {"only_when": (Choice(criterion="v", option="v0"),)}}, ITEM_A, "role"),
        ({"about_v": {"means": True}}, ITEM_V, "weight"),
        ({"about_v": {"weight": 0}}, ITEM_V, "weight"),
        ({"about_v": {"one_per_framework": OnePerFramework(roles=("base",), holds=True)}}, ITEM_V, "weight"),
        ({"about_v": {"asked_when_required": AskedWhenRequired(roles=("base",))}}, ITEM_V, "weight"),
        ({"about_option": {"outside": True}}, (*ITEM_V, "option", "v0"), "label"),
        ({"about_option": {"limited_means": True}}, (*ITEM_V, "option", "v0"), "label"),
        ({"about_option": {"any_proof": True}}, (*ITEM_V, "option", "v0"), "label"),
    ],
)
def test_what_version_1_would_leave_out_is_an_error_there(fields, path, field):
    assert errors(made(version=1, **fields)) == {(path, field)}
    assert errors(made(version=2, **fields)) == set()


@pytest.mark.parametrize(
    ("fields", "path", "field"),
    [
        ({"about_a": {"role": "add-on"}}, ITEM_A, "extends"),
        ({"about_a": {"covers": ("a",)}}, ITEM_A, "covers"),
        ({"about_a": {"covers": ("no",)}}, ITEM_A, ""),
        ({"about_a": {"extends": ("no",)}}, ITEM_A, ""),
        ({"about_a": {"only_when": (Choice(criterion="v", option="no"),)}}, ITEM_A, ""),
        ({"about_option": {"asks_for": ("label",)}}, (*ITEM_V, "option", "v0"), "asks_for"),
    ],
)
def test_part_that_does_not_fit_is_an_error(fields, path, field):
    assert errors(made(**fields)) == {(path, field)}


def test_question_needs_no_option_where_each_framework_has_one():
    rule = OnePerFramework(roles=("base",), holds=True)

    assert errors(made(about_v={"options": (), "one_per_framework": rule})) == set()
    assert errors(made(about_v={"options": ()})) == {(ITEM_V, "options")}


def test_starts_may_cover_each_other_and_others_may_not():
    a = {"covers": ("b",)}
    both_start = [framework(slug).model_copy(update={"role": "start"} | covers) for slug, covers in
                  (("a", a), ("b", {"covers": ("a",)}))]  # fmt: skip
    both_base = [item.model_copy(update={"role": "base"}) for item in both_start]
    whole = made()

    starts, bases = (
        errors(whole.model_copy(update={"frameworks": (*pair, framework("c"))})) for pair in (both_start, both_base)
    )

    assert starts == set()
    assert bases == {(("framework", "a"), "covers"), (("framework", "b"), "covers")}


def test_question_cannot_wait_for_itself_by_a_rule_either():
    rule = OnePerFramework(roles=("base",), requires="customer", reason="It was named.", aspect="aspect")
    waiting = {"one_per_framework": rule, "asked_when_required": AskedWhenRequired(roles=("base",))}

    assert (ITEM_V, "ask_when") in errors(made(about_v=waiting))
