import datetime

import pytest

from comparisons.engine import Catalogue, Problem, find_problems
from tests.engine.catalogues import DAY, catalogue, criterion, framework, option

WHOLE = {
    **catalogue(
        [framework("a", ["b"]), framework("b", ["a"])],
        [
            criterion("v", [option("v0", {"a": 2}), option("v1", {"b": 2})]),
            criterion("w", [option("w0", {"a": 1}), option("w1")], ask_when=["v/v1"]),
        ],
    ).model_dump(),
    "guides": [
        {
            "slug": "guide",
            "title": "Guide",
            "frameworks": ["a", "b"],
            "reviewed_on": DAY,
            "sources": ["source"],
            "introduction": "First.",
            "key_differences": [{"name": "One", "text": "Text.", "aspects": ["aspect"]}],
            "how_to_choose": [{"criterion": "v", "name": "One", "text": "Text."}],
            "conclusion": "Last.",
        }
    ],
    "crosswalks": [
        {
            "frameworks": ["a", "b"],
            **dict.fromkeys(("editions", "unit", "provenance", "limits", "licence"), "Text."),
            "backed_by_of": 3,
            "series": [{"identifier": "S1", "topic": "Topic"}],
            "pairs": [{"first": "A1", "second": "S1", "topic": "Topic", "backed_by": 1}],
            "not_carried_over": [{"held": "a", "wanted": "b", "items": ["This."]}],
        }
    ],
}
STAGE = {
    "slug": "stage",
    "name": "Stage",
    "months_min": 1,
    "months_max": 2,
    "result": "Done.",
    "confidence": "verified",
}
COST = {"label": "Fee", "currency": "USD", "low": 1, "high": 2, "basis": "A list.", "as_of": DAY}

VALUE_OF_A = WHOLE["frameworks"][0]["values"][0]
SUPPORT_OF_A = WHOLE["criteria"][0]["options"][0]["support"][0]

RESOURCE = {"title": "Text", "kind": "standard", "provider": "Issuer"}
DIFFERENCE = WHOLE["guides"][0]["key_differences"][0]
CONSIDERATION = WHOLE["guides"][0]["how_to_choose"][0]

A, B = ("frameworks", 0), ("frameworks", 1)
V, W = ("criteria", 0), ("criteria", 1)
SAID = (*V, "options", 0, "support", 0)
AT_SAID = ("criterion", "v", "option", "v0", "support")
GUIDE, WALK = ("guides", 0), ("crosswalks", 0)
CROSSWALK = ("crosswalk", "a-b")
LACKING = (*WALK, "not_carried_over", 0)
OF_A, OF_A_NO = (*CROSSWALK, "not carried over"), ("crosswalk", "a-no", "not carried over")
OTHERS = "It is about other frameworks than the crosswalk."
OUT_OF_REACH = (
    "By the months of the stages, this one ends after 3 to 6 months, never within the {} from the start that are given"
    " for it."
)


def changed(data, steps, value):
    """The data with another value where the steps lead; a list grows by one where the step is its length."""
    if not steps:
        return value
    step, *rest = steps
    if isinstance(data, dict):
        return {**data, step: changed(data[step], rest, value)}
    items = [*data, None] if step == len(data) else list(data)
    items[step] = changed(items[step], rest, value)
    return items


def problems_of(*changes, today=DAY):
    data = WHOLE
    for steps, value in changes:
        data = changed(data, steps, value)
    return find_problems(Catalogue.model_validate(data), today)


def test_whole_catalogue_has_no_problem():
    assert problems_of() == ()


def test_shipped_catalogue_has_no_error(shipped):
    assert [p for p in find_problems(shipped, datetime.date.min) if p.severity == "error"] == []


REPEATED = [
    (("sources", 1), WHOLE["sources"][0], ("source", "source"), "source"),
    (("groups", 1), WHOLE["groups"][0], ("group", "group"), "group"),
    (("aspects", 1), WHOLE["aspects"][0], ("aspect", "aspect"), "aspect"),
    (("frameworks", 2), {**WHOLE["frameworks"][0], "short_name": "Other"}, ("framework", "a"), "a"),
    (("criteria", 2), WHOLE["criteria"][1], ("criterion", "w"), "w"),
    (("guides", 1), WHOLE["guides"][0], ("guide", "guide"), "guide"),
    ((*A, "values", 1), VALUE_OF_A, ("framework", "a", "value", "aspect"), "aspect"),
    ((*A, "stages"), [STAGE, STAGE], ("framework", "a", "stage", "stage"), "stage"),
    ((*W, "options", 2), WHOLE["criteria"][1]["options"][1], ("criterion", "w", "option", "w1"), "w1"),
    ((*V, "options", 0, "support", 1), SUPPORT_OF_A, (*AT_SAID, "a"), "a"),
    ((*A, "costs"), [COST, COST], ("framework", "a", "cost", "Fee"), "Fee"),
    ((*A, "resources"), [RESOURCE, RESOURCE], ("framework", "a", "resource", "Text"), "Text"),
    ((*GUIDE, "key_differences", 1), DIFFERENCE, ("guide", "guide", "key difference", "One"), "One"),
    ((*GUIDE, "how_to_choose", 1), CONSIDERATION, ("guide", "guide", "how to choose", "One"), "One"),
    (("crosswalks", 1), WHOLE["crosswalks"][0], CROSSWALK, "a-b"),
    ((*WALK, "series", 1), WHOLE["crosswalks"][0]["series"][0], (*CROSSWALK, "series", "S1"), "S1"),
    ((*WALK, "pairs", 1), WHOLE["crosswalks"][0]["pairs"][0], (*CROSSWALK, "pair", "A1 and S1"), "A1 and S1"),
    ((*WALK, "not_carried_over", 1), WHOLE["crosswalks"][0]["not_carried_over"][0], (*OF_A, "a"), "a"),
    ((*LACKING, "items", 1), "This.", (*OF_A, "a", "This."), "This."),
]


@pytest.mark.parametrize(("steps", "value", "path", "slug"), REPEATED)
def test_repeated_slug_is_an_error(steps, value, path, slug):
    assert problems_of((steps, value)) == (Problem("error", path, f"“{slug}” is here 2 times."),)


DANGLING = [
    (("aspects", 0, "group"), "no", ("aspect", "aspect"), "group “no”"),
    ((*A, "complements", 1), "no", ("framework", "a"), "framework “no”"),
    ((*A, "values", 1), {**VALUE_OF_A, "aspect": "no"}, ("framework", "a", "value", "no"), "aspect “no”"),
    ((*A, "values", 0, "sources", 1), "no", ("framework", "a", "value", "aspect"), "source “no”"),
    ((*A, "stages"), [{**STAGE, "sources": ["no"]}], ("framework", "a", "stage", "stage"), "source “no”"),
    ((*A, "costs"), [{**COST, "sources": ["no"]}], ("framework", "a", "cost", "Fee"), "source “no”"),
    ((*W, "ask_when", 0, "criterion"), "no", ("criterion", "w"), "option “no/v1”"),
    ((*W, "ask_when", 0, "option"), "w1", ("criterion", "w"), "option “v/w1”"),
    ((*V, "options", 0, "support", 1), {**SUPPORT_OF_A, "framework": "no"}, (*AT_SAID, "no"), "framework “no”"),
    ((*SAID, "aspect"), "no", (*AT_SAID, "a"), "aspect “no”"),
    ((*SAID, "sources"), ["no"], (*AT_SAID, "a"), "source “no”"),
    (("guides", 0, "frameworks", 2), "no", ("guide", "guide"), "framework “no”"),
    (("guides", 0, "sources", 0), "no", ("guide", "guide"), "source “no”"),
    ((*GUIDE, "key_differences", 0, "aspects", 0), "no", ("guide", "guide", "key difference", "One"), "aspect “no”"),
    ((*GUIDE, "how_to_choose", 0, "criterion"), "no", ("guide", "guide", "how to choose", "One"), "criterion “no”"),
    (("crosswalks", 0, "pairs", 0, "second"), "S2", CROSSWALK, "series “S2”"),
]  # fmt: skip


@pytest.mark.parametrize(("steps", "value", "path", "missing"), DANGLING)
def test_reference_to_nothing_is_an_error(steps, value, path, missing):
    assert problems_of((steps, value)) == (Problem("error", path, f"There is no {missing}."),)


TWICE = [
    ((*A, "complements"), ["b", "b"], ("framework", "a"), "framework “b”"),
    ((*A, "values", 0, "sources"), ["source", "source"], ("framework", "a", "value", "aspect"), "source “source”"),
    ((*W, "ask_when", 1), WHOLE["criteria"][1]["ask_when"][0], ("criterion", "w"), "option “v/v1”"),
    ((*GUIDE, "frameworks", 2), "a", ("guide", "guide"), "framework “a”"),
    ((*LACKING, "wanted"), "a", (*OF_A, "a"), "framework “a”"),
]


@pytest.mark.parametrize(("steps", "value", "path", "named"), TWICE)
def test_repeated_reference_is_an_error(steps, value, path, named):
    assert problems_of((steps, value)) == (Problem("error", path, f"The {named} is named 2 times."),)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            [((*B, "short_name"), "A")],
            [(("framework", slug), "Another framework is called “A” too.") for slug in ("a", "b")],
        ),
        (
            [((*V, "options", 0, "slug"), "not-sure")],
            [(("criterion", "v", "option", "not-sure"), "“Not sure” is added to every question already.")],
        ),
        (
            [((*V, "core"), False)],
            [(("criterion",), "There has to be a core criterion that is always asked: the wizard begins there.")],
        ),
        (
            [((*A, "values"), [])],
            [(("framework", "a", "value", "aspect"), "A has no value for “Aspect”.")],
        ),
        ([((*W, "options"), [])], [(("criterion", "w"), "“w?” has no option to choose.")]),
        (
            [(("guides", 0, "frameworks"), ["a"])],
            [(("guide", "guide"), "A guide compares at least two frameworks.")],
        ),
        (
            [(("crosswalks", 0, "frameworks"), ["a", "no"])],
            [(("crosswalk", "a-no"), "There is no framework “no”."), ((*OF_A_NO, "a"), OTHERS)],
        ),
        (
            [((*LACKING, "wanted"), "no")],
            [((*OF_A, "a"), "There is no framework “no”."), ((*OF_A, "a"), OTHERS)],
        ),
        (
            [((*LACKING, "held"), "no")],
            [((*OF_A, "no"), "There is no framework “no”."), ((*OF_A, "no"), OTHERS)],
        ),
        (
            [((*A, "complements"), ["a", "b"])],
            [(("framework", "a"), "A is named as a complement of itself.")],
        ),
        (
            [((*A, "complements"), [])],
            [(("framework", "a"), "B names A as a complement, but not the other way round.")],
        ),
        (
            [
                ((*V, "ask_when"), [{"criterion": "w", "option": "w0"}]),
                (("criteria", 2), {**WHOLE["criteria"][0], "slug": "x"}),
            ],
            [
                (("criterion", slug), f"The “ask when” of “{slug}” leads back to itself: it could never be asked.")
                for slug in ("v", "w")
            ],
        ),
        (
            [((*W, "ask_when", 0), {"criterion": "w", "option": "w0"})],
            [(("criterion", "w"), "The “ask when” of “w” leads back to itself: it could never be asked.")],
        ),
        (
            [(("method", "recommend_at"), 51), ((*V, "options", 1, "support", 0, "degree"), 1)],
            [(("framework", "b"), "No answer recommends or requires B.")],
        ),
        ([(("method", "recommend_at"), 50), ((*V, "options", 1, "support", 0, "degree"), 1)], []),
        (
            [((*V, "options", 1, "support", 0, "degree"), -2), ((*V, "options", 1, "support", 0, "requires"), "law")],
            [],
        ),
    ],
    ids=[
        "short name twice",
        "option not-sure",
        "no core question to begin with",
        "missing value",
        "no option",
        "guide to one framework",
        "crosswalk to nothing",
        "lacking for nothing",
        "lacking for a holder of nothing",
        "complement of itself",
        "complement one way",
        "cycle of two",
        "cycle of one",
        "never recommended",
        "just recommended",
        "only required",
    ],
)  # fmt: skip
def test_part_that_does_not_fit_is_an_error(changes, expected):
    assert problems_of(*changes) == tuple(Problem("error", path, message) for path, message in expected)


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ((1, 2), (("framework", "a", "stage", "stage"), OUT_OF_REACH.format("1 to 2"))),
        ((7, 9), (("framework", "a", "stage", "stage"), OUT_OF_REACH.format("7 to 9"))),
        ((1, 3), None),
        ((6, 9), None),
    ],
)
def test_published_total_that_the_stages_cannot_meet_is_an_error(total, expected):
    stage = {**STAGE, "months_min": 3, "months_max": 6, "total_min": total[0], "total_max": total[1]}

    problems = problems_of(((*A, "stages"), [stage]))

    assert problems == ((Problem("error", *expected),) if expected else ())


def test_catalogue_of_one_framework_is_an_error():
    made = catalogue([framework("a")], [criterion("v", [option("v0", {"a": 2}), option("v1")])])

    assert find_problems(made, DAY) == (
        Problem("error", ("framework",), "There have to be at least two frameworks to compare."),
    )


@pytest.mark.parametrize("slug", ["unknown", "asked", "dropped", "framework", "priority", "a", "b"])
def test_criterion_cannot_be_called_what_addresses_use(slug):
    made = catalogue(
        [framework("x"), framework("y")],
        [criterion(slug, [option("v0", {"x": 2}), option("v1", {"y": 2})])],
    )

    message = f"The word “{slug}” has a meaning of its own in addresses."
    assert find_problems(made, DAY) == (Problem("error", ("criterion", slug), message),)


@pytest.mark.parametrize(
    ("slug", "refused"),
    [("a-vs-b", True), ("vs", True), ("vs-b", True), ("a-vs", True), ("canvas", False), ("a-vsb", False)],
)
def test_framework_slug_cannot_hold_the_word_that_addresses_use(slug, refused):
    made = catalogue(
        [framework(slug), framework("y")],
        [criterion("v", [option("v0", {slug: 2}), option("v1", {"y": 2})])],
    )

    message = "A framework's slug cannot hold the word “vs”: addresses use it."
    assert find_problems(made, DAY) == ((Problem("error", ("framework", slug), message),) if refused else ())


VALUE = (*A, "values", 0)


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        (
            [((*W, "options", 1, "support"), WHOLE["criteria"][1]["options"][0]["support"])],
            ("criterion", "w"),
            "“w?”: every option says the same.",
        ),
        (
            [((*W, "options", 0, "support", 0, "degree"), 0)],
            ("criterion", "w"),
            "“w?”: every option says the same.",
        ),
        ([((*W, "why"), "")], ("criterion", "w"), "“w?”: it does not say why we ask."),
        ([((*W, "find_out"), "")], ("criterion", "w"), "“w?”: it does not say who to ask."),
        ([((*VALUE, "sources"), [])], ("framework", "a", "value", "aspect"), "A, Aspect: no source."),
        ([((*VALUE, "confidence"), "unverified")], ("framework", "a", "value", "aspect"), "A, Aspect: not verified."),
        (
            [((*A, "reviewed_on"), datetime.date(2024, 12, 31)), ((*A, "review_months"), 12)],
            ("framework", "a"),
            "A: review was due on 2025-12-31.",
        ),
    ],
    ids=[
        "options with the same support",
        "options without support",
        "no why",
        "nobody to ask",
        "no source",
        "not verified",
        "overdue",
    ],
)
def test_weak_spot_is_a_warning(changes, path, message):
    assert problems_of(*changes) == (Problem("warning", path, message),)


@pytest.mark.parametrize(
    ("reviewed_on", "months", "due"),
    [
        (datetime.date(2026, 1, 31), 1, datetime.date(2026, 2, 28)),
        (datetime.date(2028, 1, 31), 1, datetime.date(2028, 2, 29)),
        (datetime.date(2026, 11, 30), 1, datetime.date(2026, 12, 30)),
        (datetime.date(2026, 11, 30), 13, datetime.date(2027, 12, 30)),
        (datetime.date(2026, 12, 31), 6, datetime.date(2027, 6, 30)),
    ],
)
def test_review_is_due_after_its_last_day(reviewed_on, months, due):
    changes = [((*A, "reviewed_on"), reviewed_on), ((*A, "review_months"), months)]
    changes += [((*B, "review_months"), 120)]
    day = datetime.timedelta(days=1)

    assert problems_of(*changes, today=due) == ()
    assert problems_of(*changes, today=due + day) == (
        Problem("warning", ("framework", "a"), f"A: review was due on {due}."),
    )


def test_errors_come_before_warnings():
    problems = problems_of(((*VALUE, "sources"), []), ((*W, "options"), []))

    assert [problem.severity for problem in problems] == ["error", "warning"]
