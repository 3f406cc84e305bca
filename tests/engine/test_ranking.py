from fractions import Fraction

import pytest

from comparisons.engine import read, recommend
from tests.engine.catalogues import catalogue, criterion, framework, option


def recommended(degree_of, *, complements=False, **method):
    """The recommendation where one answer gives each framework its degree, that is a score of 50 for each step."""
    frameworks = [framework("a", ["b"] if complements else []), framework("b", ["a"] if complements else [])]
    frameworks += [framework(slug) for slug in degree_of if slug not in "ab"]
    made = catalogue(frameworks, [criterion("v", [option("v0", degree_of)])], **method)
    return recommend(made, read(made, [("v", "v0")]).answers)


def slugs(frameworks):
    return [framework.slug for framework in frameworks]


@pytest.mark.parametrize(
    ("degree_of", "complements", "method", "verdict", "expected"),
    [
        ({"a": 2, "b": 1}, False, {"recommend_at": 100, "lead": 50}, "clear", ["a"]),
        ({"a": 1, "b": -1}, True, {"recommend_at": 50, "lead": 100}, "clear", ["a"]),
        ({"a": 1, "b": 2}, True, {"recommend_at": 50, "lead": 51}, "both", ["b", "a"]),
        ({"a": 2, "b": 2}, True, {"recommend_at": 100, "lead": 1}, "both", ["a", "b"]),
        ({"a": 1, "b": 2}, False, {"recommend_at": 50, "lead": 51}, "close", ["b", "a"]),
        ({"a": 2, "b": 1}, True, {"recommend_at": 51, "lead": 51}, "close", ["a"]),
        ({"a": 2, "c": 2, "b": 2}, True, {"recommend_at": 15, "lead": 15}, "both", ["a", "b"]),
        ({"a": 0, "b": 2, "c": 2}, True, {"recommend_at": 15, "lead": 15}, "close", ["b", "c"]),
        ({"a": 1, "b": 0}, False, {"recommend_at": 51, "lead": 1}, "undecided", []),
    ],
    ids=[
        "clear at both thresholds",
        "clear ahead of a complement",
        "both, the better one first",
        "both and tied, in the catalogue's order",
        "close, not complements",
        "close, only the best reaches the threshold",
        "a third one with the same score does not matter",
        "the complement is not among the first two",
        "undecided, none reaches the threshold",
    ],
)
def test_verdict_follows_score_and_lead(degree_of, complements, method, verdict, expected):
    recommendation = recommended(degree_of, complements=complements, **method)

    assert (recommendation.verdict, slugs(recommendation.recommended)) == (verdict, expected)


@pytest.mark.parametrize("pairs", [[], [("v", "not-sure")]], ids=["nothing answered", "not sure"])
def test_verdict_is_undecided_without_a_choice(pairs):
    made = catalogue([framework("a"), framework("b")], [criterion("v", [option("v0", {"a": 2})])])

    recommendation = recommend(made, read(made, pairs).answers)

    assert (recommendation.verdict, recommendation.recommended) == ("undecided", ())
    assert [(s.score, s.contributions, s.tied) for s in recommendation.standings] == [(0, (), True), (0, (), True)]


def test_ties_come_in_the_catalogues_order_and_are_marked():
    standings = recommended({"b": 1, "c": 2, "d": 1, "a": 1}).standings

    assert [(s.framework.slug, s.tied) for s in standings] == [("c", False), ("a", True), ("b", True), ("d", True)]


def test_margin_is_the_lead_of_the_best_over_the_next():
    frameworks = [framework("a"), framework("b"), framework("c")]
    criteria = [
        criterion("v", [option("v0", {"a": 2, "b": 1})], weight=2),
        criterion("w", [option("w0", {"b": 1})]),
    ]
    made = catalogue(frameworks, criteria)

    assert recommend(made, read(made, [("v", "v0"), ("w", "w0")]).answers).margin == Fraction(100, 6)


def test_obligations_are_listed_apart_and_stay_out_of_the_verdict():
    frameworks = [framework(slug) for slug in "abc"]
    bound = option("v0", {"a": 2, "b": 1, "c": 2}, requires={"c": "law", "a": "contract"})
    again = option("w0", {"c": -2}, requires={"c": "procurement"})
    made = catalogue(frameworks, [criterion("v", [bound]), criterion("w", [again])])

    recommendation = recommend(made, read(made, [("v", "v0"), ("w", "w0")]).answers)

    obligations = [(o.framework.slug, o.criterion.slug, o.option.slug, o.basis) for o in recommendation.obligations]
    assert obligations == [("a", "v", "v0", "contract"), ("c", "v", "v0", "law"), ("c", "w", "w0", "procurement")]
    assert slugs(recommendation.required) == ["a", "c"]
    assert [(s.framework.slug, s.score, s.required) for s in recommendation.standings] == [
        ("b", 25, False),
        ("a", 50, True),
        ("c", 0, True),
    ]
    assert (recommendation.verdict, slugs(recommendation.recommended)) == ("clear", ["b"])
    assert recommendation.margin is None


def test_framework_that_is_required_ties_with_none():
    made = catalogue(
        [framework("a"), framework("b")],
        [criterion("v", [option("v0", {"a": 1, "b": 1}, requires={"a": "law"})])],
    )

    standings = recommend(made, read(made, [("v", "v0")]).answers).standings

    assert [(s.framework.slug, s.tied) for s in standings] == [("b", False), ("a", False)]


def test_verdict_is_undecided_where_all_frameworks_are_required():
    degree_of, requires = {"a": 2, "b": 2}, {"a": "law", "b": "law"}
    made = catalogue([framework("a"), framework("b")], [criterion("v", [option("v0", degree_of, requires=requires)])])

    recommendation = recommend(made, read(made, [("v", "v0")]).answers)

    assert (recommendation.verdict, recommendation.ranked, recommendation.margin) == ("undecided", (), None)


@pytest.mark.parametrize(
    ("degrees", "counted"),
    [
        ([1, 2], [2]),
        ([-1, -2], [-2]),
        ([1, -2], [1, -2]),
        ([-1, 2, 1, -1], [2, -1]),
        ([0, 0], [0]),
        ([0, 1], [1]),
        ([2, 2], [2]),
        ([None, None], []),
        ([None, -1], [-1]),
    ],
)
def test_several_answers_count_as_strongest_support_and_strongest_objection(degrees, counted):
    options = [option(f"v{n}", {} if d is None else {"a": d}) for n, d in enumerate(degrees)]
    made = catalogue([framework("a"), framework("b")], [criterion("v", options, selection="many", weight=3)])

    recommendation = recommend(made, read(made, [("v", o.slug) for o in options]).answers)

    standing = next(s for s in recommendation.standings if s.framework.slug == "a")
    assert [c.points for c in standing.contributions] == [3 * degree for degree in counted]
    assert standing.score == Fraction(100 * sum(counted), 2)


def test_reasons_come_strongest_first():
    degrees_and_weights = [(1, 2), (-1, 1), (2, 4), (0, 1), (-2, 3), (1, 2)]
    criteria = [
        criterion(f"v{n}", [option("v0", {"a": degree})], weight=weight)
        for n, (degree, weight) in enumerate(degrees_and_weights)
    ]
    made = catalogue([framework("a"), framework("b")], criteria)

    recommendation = recommend(made, read(made, [(c.slug, "v0") for c in criteria]).answers)

    standing = next(s for s in recommendation.standings if s.framework.slug == "a")
    assert [(c.criterion.slug, c.points) for c in standing.reasons_for] == [("v2", 8), ("v0", 2), ("v5", 2)]
    assert [(c.criterion.slug, c.points) for c in standing.reasons_against] == [("v4", -6), ("v1", -1)]
    assert [c.criterion.slug for c in standing.neutral] == ["v3"]


@pytest.mark.parametrize(
    ("pairs", "final"),
    [
        ([], False),
        ([("v", "v0")], True),
        ([("v", "not-sure")], True),
        ([("v", "v1")], False),
        ([("v", "v1"), ("w", "w0")], True),
        ([("x", "x0")], False),
    ],
)
def test_recommendation_is_final_when_every_core_question_asked_has_an_answer(pairs, final):
    made = catalogue(
        [framework("a"), framework("b")],
        [
            criterion("v", [option("v0"), option("v1")]),
            criterion("w", [option("w0")], ask_when=["v/v1"]),
            criterion("x", [option("x0")], core=False),
        ],
    )

    assert recommend(made, read(made, pairs).answers).final is final


@pytest.mark.parametrize(
    ("complements", "expected"),
    [
        ((), [("a", ("strong", "middling", "weak"), "against")]),
        (("b",), [("a", ("strong", "middling"), "against"), ("b", ("other",), "")]),
    ],
)
def test_strongest_reasons_are_three_for_one_framework_and_two_for_each_of_several(complements, expected):
    degrees = {
        "weak": {"a": 1},
        "strong": {"a": 2},
        "against": {"a": -2},
        "middling": {"a": 1},
        "least": {"a": 1},
        "other": {"b": 1 if complements else -1},
    }
    weights = {"weak": 2, "strong": 2, "against": 2, "middling": 3, "least": 1, "other": 7}
    criteria = [criterion(slug, [option("x", degrees[slug])], weight=weights[slug]) for slug in degrees]
    reasoned = [
        entry.model_copy(
            update={"options": tuple(o.model_copy(update={"support": _reason(o, entry.slug)}) for o in entry.options)}
        )
        for entry in criteria
    ]
    made = catalogue([framework("a", complements), framework("b")], reasoned)

    strongest = recommend(made, read(made, [(slug, "x") for slug in degrees]).answers).strongest_reasons

    assert sorted((e.framework.slug, e.in_favour, e.against) for e in strongest) == expected


def test_nothing_is_strongest_without_answers():
    made = catalogue([framework("a"), framework("b")], [criterion("v", [option("x", {"a": 2})])])

    assert recommend(made, read(made, []).answers).strongest_reasons == ()


def test_top_standings_are_four_about_which_answers_say_something():
    degree_of = dict(zip("abcdef", (2, 1, 1, -1, -2, -2), strict=True))
    made = catalogue([framework(slug) for slug in "zabcdef"], [criterion("v", [option("x", degree_of)])])

    recommendation = recommend(made, read(made, [("v", "x")]).answers)

    assert [standing.framework.slug for standing in recommendation.top_standings] == ["a", "b", "c", "d"]
    assert [standing.framework.slug for standing in recommendation.other_standings] == ["z", "e", "f"]


def test_one_framework_is_compared_with_its_rival_and_the_best_other():
    degree_of = {"a": 2, "b": -2, "c": 1}
    made = catalogue(
        [framework("a"), framework("b"), framework("c").model_copy(update={"role": "scheme"}), framework("d")],
        [criterion("v", [option("x", degree_of)])],
    )

    recommendation = recommend(made, read(made, [("v", "x")]).answers)

    assert [f.slug for f in recommendation.headlined] == ["a"]
    assert [f.slug for f in recommendation.to_compare] == ["d", "c"]


def _reason(option_of, text):
    return tuple(support.model_copy(update={"reason": text}) for support in option_of.support)


def test_rival_is_the_next_of_the_same_role_even_behind_another():
    scheme = {"role": "scheme"}
    frameworks = [framework("a"), framework("b").model_copy(update=scheme)]
    frameworks += [framework("c"), framework("d").model_copy(update=scheme)]
    degrees = {"a": 2, "b": 1, "c": 0, "d": -1}
    made = catalogue(frameworks, [criterion("v", [option("v0", degrees)])])
    no_other_base = catalogue([frameworks[0], frameworks[1], frameworks[3]], made.criteria)
    answers = read(made, [("v", "v0")]).answers

    rivals = [recommend(each, answers).rival.framework.slug for each in (made, no_other_base)]

    assert rivals == ["c", "b"]
    assert recommend(made, read(made, []).answers).rival is None
