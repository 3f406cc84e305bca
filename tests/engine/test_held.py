"""What the visitor holds already: it can fit best, and is then not recommended but in place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine import influence, leave_one_out, outlook, read, recommend, turning_points, weight_ranges
from tests.engine.catalogues import cases, catalogue, criterion, framework, option


def held(*slugs):
    """A question whose answer says that these are held, and nothing else."""
    options = [option(f"h{slug}").model_copy(update={"holds": slug}) for slug in slugs]
    return criterion("h", options, selection="many")


def recommended(degree_of, *slugs, complements=(), requires=(), **method):
    """The recommendation for one answer with these degrees, where these are held."""
    pairs = [*complements, *(pair[::-1] for pair in complements)]
    frameworks = [framework(slug, [b for a, b in pairs if a == slug]) for slug in "abc"]
    chosen = option("v0", degree_of, requires=dict.fromkeys(requires, "law"))
    made = catalogue(frameworks, [criterion("v", [chosen]), held(*slugs)], **method)
    return recommend(made, read(made, [("v", "v0"), *(("h", f"h{slug}") for slug in slugs)]).answers)


def slugs(frameworks):
    return [framework.slug for framework in frameworks]


VERDICTS = {
    "clear": ({"a": 2}, {}, ["a"]),
    "both": ({"a": 2, "b": 2}, {"complements": ["ab"]}, ["a", "b"]),
    "close": ({"a": 2, "b": 2}, {}, ["a", "b"]),
    "narrowly": ({"a": 1, "b": 0}, {"recommend_at": 25, "lead": 60}, ["a"]),
    "undecided": ({"a": 0}, {}, []),
}


@pytest.mark.parametrize("case", VERDICTS)
@pytest.mark.parametrize("holds", ["a", "b", "ab", "c"])
def test_leading_framework_that_is_held_is_in_place(case, holds):
    degree_of, method, leading = VERDICTS[case]

    with_it = recommended(degree_of, *holds, **method)

    assert with_it.verdict == {"narrowly": "close"}.get(case, case)
    assert slugs(with_it.leading) == leading
    assert slugs(with_it.recommended) == [slug for slug in leading if slug not in holds]
    assert slugs(with_it.in_place) == [slug for slug in leading if slug in holds]
    assert sorted(slugs(with_it.held)) == list(holds)


def test_held_frameworks_come_best_first():
    recommendation = recommended({"a": -1, "b": 0, "c": 2}, "a", "b", "c")

    assert slugs(recommendation.held) == ["c", "b", "a"]


def test_framework_that_is_held_and_required_is_both():
    recommendation = recommended({"a": 2, "b": 2}, "a", requires="a")

    assert [(s.framework.slug, s.required, s.held) for s in recommendation.standings] == [
        ("b", False, False),
        ("c", False, False),
        ("a", True, True),
    ]
    assert (slugs(recommendation.required), slugs(recommendation.held)) == (["a"], ["a"])
    assert (slugs(recommendation.recommended), slugs(recommendation.in_place)) == (["b"], [])


def test_holding_by_an_option_that_is_not_chosen_is_none():
    question = held("a", "b")
    made = catalogue([framework("a"), framework("b")], [question])

    held_by = [
        slugs(recommend(made, read(made, pairs).answers).held) for pairs in ([], [("h", "not-sure")], [("h", "hb")])
    ]

    assert held_by == [[], [], ["b"]]


@st.composite
def holding_cases(draw):
    """A random case, and the same in which some options say that a framework is held."""
    made, pairs = draw(cases())
    slugs = st.sampled_from([None, *made.framework_of])
    criteria = tuple(
        c.model_copy(update={"options": tuple(o.model_copy(update={"holds": draw(slugs)}) for o in c.options)})
        for c in made.criteria
    )
    return made, made.model_copy(update={"criteria": criteria}), read(made, pairs).answers


def explained(made, answers):
    """Everything that explains a result, by slug: the options are others, as they say what is held."""
    seen = outlook(made, answers)
    return {
        "turning points": [
            (p.criterion.slug, p.option.slug, p.options, p.answers, p.result) for p in turning_points(made, answers)
        ],
        "outlook": (seen.settled, seen.possible),
        "influence": [(i.criterion.slug, i.changing, i.options) for i in influence(made, answers)],
        "left out": [(o.criterion.slug, o.keeps_result, o.result) for o in leave_one_out(made, answers)],
        "weights": [(w.criterion.slug, w.low, w.high) for w in weight_ranges(made, answers)],
    }


@given(holding_cases())
def test_holding_changes_neither_the_verdict_nor_the_standings(case):
    without, holding, answers = case

    before, after = recommend(without, answers), recommend(holding, answers)

    assert after.result == before.result
    assert after.margin == before.margin
    assert [(s.framework, s.points, s.score, s.required, s.tied) for s in after.standings] == [
        (s.framework, s.points, s.score, s.required, s.tied) for s in before.standings
    ]
    assert sorted(slugs(after.recommended) + slugs(after.in_place)) == sorted(slugs(before.recommended))
    assert before.in_place == before.held == ()


@given(holding_cases())
def test_holding_changes_no_explanation(case):
    without, holding, answers = case

    before, after = explained(without, answers), explained(holding, answers)

    assert after == before
