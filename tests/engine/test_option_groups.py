"""The options of a question in groups."""

from comparisons.engine.catalogue import OnePerFramework
from comparisons.engine.expansion import expanded
from comparisons.engine.option_groups import is_long, option_groups
from tests.engine.catalogues import catalogue, criterion, framework, option


def frequent(made):
    return made.model_copy(update={"frequent": True})


def groups(question, frameworks=()):
    whole = expanded(catalogue([framework("a"), framework("b"), *frameworks], [question]))
    return [(group.kind, [made.slug for made in group.options]) for group in option_groups(whole, whole.criteria[0])]


def test_question_without_frequent_options_is_one_list():
    question = criterion("q", [option("x"), option("none", exclusive=True)], selection="many")

    assert groups(question) == [("all", ["x", "none"])]
    assert not is_long(question)


def test_what_stands_alone_comes_first_then_what_is_frequent_then_the_rest():
    options = [option("x"), frequent(option("y")), option("none", exclusive=True), option("z"), frequent(option("w"))]

    assert groups(criterion("q", options, selection="many")) == [
        ("alone", ["none"]),
        ("frequent", ["y", "w"]),
        ("rest", ["x", "z"]),
    ]


def test_options_that_are_frameworks_are_grouped_by_role():
    roles = {"c": "scheme", "d": "law", "e": "start", "f": "add-on", "g": "scheme"}
    frameworks = [framework(slug).model_copy(update={"role": role}) for slug, role in roles.items()]
    rule = OnePerFramework(roles=("base", "scheme", "start", "add-on"), holds=True)
    written = [frequent(option("b")), option("other"), option("none", exclusive=True)]
    question = criterion("q", written, selection="many").model_copy(update={"one_per_framework": rule})

    assert groups(question, frameworks) == [
        ("alone", ["none"]),
        ("frequent", ["b"]),
        ("base", ["a"]),
        ("scheme", ["c", "g"]),
        ("start", ["e"]),
        ("add-on", ["f"]),
        ("others", ["other"]),
    ]


def test_list_is_long_from_eight_options_on():
    options = [option(f"x{n}") for n in range(7)]

    assert not is_long(criterion("q", [*options[:6], frequent(option("y"))]))
    assert is_long(criterion("q", [*options, frequent(option("y"))]))
