"""Version 2 of the rules, against an independent reading of them, and its guarantees."""

from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine import read, recommend
from tests.engine.method_2_cases import method_2_cases
from tests.engine.method_2_oracle import advise


def slugs(frameworks):
    return tuple(framework.slug for framework in frameworks)


def advice(recommendation):
    """What a recommendation tells, in slugs, but for the scores."""
    return {
        "verdict": recommendation.verdict,
        "required": slugs(recommendation.required),
        "recommended": slugs(recommendation.recommended),
        "add": slugs(entry.framework for entry in recommendation.add),
        "later": slugs(recommendation.later),
        "conditional": slugs(recommendation.conditional),
        "tied": recommendation.tied,
        "outside": bool(recommendation.outside),
    }


@given(method_2_cases)
def test_recommendation_is_what_an_independent_reading_of_the_rules_gives(case):
    catalogue, answers = case

    recommendation = recommend(catalogue, answers)

    expected = advise(catalogue, answers)
    assert advice(recommendation) == {name: getattr(expected, name) for name in advice(recommendation)}
    ranking = tuple((standing.framework.slug, standing.score) for standing in recommendation.standings)
    assert ranking[: len(expected.scores)] == expected.scores


@given(method_2_cases, st.randoms(use_true_random=False))
def test_order_of_the_frameworks_decides_nothing(case, random):
    catalogue, answers = case
    frameworks = list(catalogue.frameworks)
    random.shuffle(frameworks)
    shuffled = catalogue.model_copy(update={"frameworks": tuple(frameworks)})

    one, other = recommend(catalogue, answers), recommend(shuffled, answers)

    assert advice(one) == advice(other)
    assert slugs(s.framework for s in one.standings) == slugs(s.framework for s in other.standings)
    assert one.covered == other.covered


@given(method_2_cases)
def test_what_is_required_or_held_is_never_recommended_or_added(case):
    recommendation = recommend(*case)

    known = {*slugs(recommendation.required), *slugs(recommendation.held)}
    advised = {*slugs(recommendation.recommended), *slugs(entry.framework for entry in recommendation.add)}
    assert known.isdisjoint({*advised, *slugs(recommendation.conditional), *slugs(recommendation.later)})


@given(method_2_cases)
def test_laws_and_add_ons_are_never_ranked(case):
    recommendation = recommend(*case)

    ranked = (*recommendation.leading, *recommendation.recommended, *recommendation.later)
    assert {framework.role for framework in ranked} <= {"base", "scheme", "start"}
    assert all(not standing.scored for standing in recommendation.standings if standing.framework.role == "law")


@given(method_2_cases)
def test_add_on_comes_with_a_base_that_is_known_or_recommended(case):
    recommendation = recommend(*case)

    there = {*slugs(recommendation.required), *slugs(recommendation.held), *slugs(recommendation.recommended)}
    for entry in recommendation.add:
        assert {*slugs(entry.extends)} == there & {*entry.framework.extends} != set()
        assert sum(line.points for line in entry.contributions) >= case[0].method.add_at


@given(method_2_cases)
def test_nothing_recommended_is_covered_by_what_is_known_or_recommended_with_more_points(case):
    recommendation = recommend(*case)

    points = {standing.framework.slug: standing.points for standing in recommendation.standings}
    lowest = [o for o in recommendation.obligations if o.level and o.framework.levels.index(o.level) == 0]
    only_lowest = [o for o in lowest if o.framework.levels[1:]]
    covering = [*recommendation.held, *(o.framework for o in recommendation.obligations if o not in only_lowest)]
    for framework in recommendation.recommended:
        assert not any(framework.slug in other.covers for other in covering)
        for other in recommendation.recommended:
            assert framework.slug not in other.covers or points[other.slug] <= points[framework.slug]


@given(method_2_cases)
def test_enough_recommends_nothing_and_something_is_known_or_was_named(case):
    recommendation = recommend(*case)

    if recommendation.verdict == "enough":
        assert recommendation.recommended == ()
        named = [criterion for criterion, _ in recommendation.outside if criterion.names_frameworks]
        assert recommendation.required or recommendation.held or named


@given(method_2_cases)
def test_lines_of_a_ledger_add_up_to_its_points(case):
    for standing in recommend(*case).standings:
        assert sum(line.points for line in standing.contributions) == standing.points
        assert -100 <= standing.score <= 100


@given(method_2_cases, st.randoms(use_true_random=False))
def test_raising_a_degree_never_lowers_the_points_of_that_framework(case, random):
    catalogue, answers = case
    question = random.choice([c for c in catalogue.criteria if any(o.support for o in c.options)] or [None])
    if question is None:
        return
    changed = random.choice([o for o in question.options if o.support])
    entry = random.choice(changed.support)
    raised = entry.model_copy(update={"degree": min(2, entry.degree + 1)})

    after = recommend(_with_support(catalogue, question, changed, entry, raised), answers)

    before = {s.framework.slug: s.points for s in recommend(catalogue, answers).standings}
    points = {s.framework.slug: s.points for s in after.standings}
    if entry.framework in points and entry.framework in before:
        assert points[entry.framework] >= before[entry.framework]


def _with_support(catalogue, question, changed, entry, raised):
    support = tuple(raised if item is entry else item for item in changed.support)
    option = changed.model_copy(update={"support": support})
    options = tuple(option if item is changed else item for item in question.options)
    criterion = question.model_copy(update={"options": options})
    criteria = tuple(criterion if item is question else item for item in catalogue.criteria)
    return catalogue.model_copy(update={"criteria": criteria})


@given(method_2_cases)
def test_where_what_is_required_suffices_no_other_answer_changes_anything(case):
    catalogue, answers = case
    recommendation = recommend(catalogue, answers)
    if answers.get("others") != ("nobody-else",) or not [f for f in recommendation.required if f.role != "law"]:
        return

    fewer = recommend(catalogue, read(catalogue, [p for p in answers.pairs() if p[0] not in "xyz"]).answers)

    assert (recommendation.verdict, recommendation.recommended, recommendation.add) == ("enough", (), ())
    assert (fewer.verdict, fewer.recommended, fewer.add) == ("enough", (), ())
