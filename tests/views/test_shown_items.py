"""What each page says that it shows is what a reader finds on it."""

import pytest

from comparisons.engine import compare, read, recommend
from comparisons.engine.decision_record import decision_record
from comparisons.views.shown_items import (
    FRAMEWORKS,
    METHOD,
    matches,
    on_comparison,
    on_home,
    on_profile,
    on_question,
    on_recommendation,
)

SOC_2 = ("framework", "soc-2")
SCOPE = (*SOC_2, "value", "scope")
STAGE = (*SOC_2, "stage", "readiness")
MARKET = ("criterion", "market")
EUROPE = (*MARKET, "option", "europe")
SUPPORT = (*EUROPE, "support", "soc-2")
METHOD_ITSELF = ("method",)
ASPECT = ("aspect", "scope")
GUIDE = ("guide", "iso-27001-vs-soc-2")
DIFFERENCE = (*GUIDE, "key difference", "Anything")
CROSSWALK = ("crosswalk", "iso-27001-soc-2")
PLACES = [SOC_2, SCOPE, STAGE, MARKET, EUROPE, SUPPORT, METHOD_ITSELF, ASPECT, GUIDE, DIFFERENCE, CROSSWALK]


def found_on(shown):
    return [place for place in PLACES if matches(shown, place)]


def test_list_of_frameworks_shows_each_by_what_it_says_of_itself():
    assert found_on(FRAMEWORKS) == [SOC_2]


def test_method_shows_all_that_decides():
    assert found_on(METHOD) == [SOC_2, MARKET, EUROPE, SUPPORT, METHOD_ITSELF]


def test_home_shows_the_rows_of_its_table_and_no_other(shipped):
    table = compare(shipped, ("iso-27001", "soc-2"))
    rows = [row.aspect.slug for row in table.highlights(3)]

    shown = on_home(table)

    values = [slug for slug in shipped.aspect_of if matches(shown, (*SOC_2, "value", slug))]
    aspects = [slug for slug in shipped.aspect_of if matches(shown, ("aspect", slug))]
    assert matches(shown, ("framework", "tisax"))
    assert not matches(shown, ("framework", "tisax", "value", rows[0]))
    assert sorted(values) == sorted(aspects) == sorted(rows)


def test_profile_shows_all_of_its_framework_and_nothing_of_another(shipped):
    shown = on_profile(shipped.framework_of["soc-2"], compare(shipped, ("soc-2",)))

    assert found_on(shown) == [SOC_2, SCOPE, STAGE, ASPECT]
    assert not matches(shown, ("framework", "tisax"))
    assert not matches(shown, ("framework", "tisax", "value", "scope"))


def test_profile_shows_the_sources_that_it_names(shipped):
    framework = shipped.framework_of["soc-2"]
    parts = (*framework.values, *framework.stages, *framework.costs)
    named = {slug for part in parts for slug in part.sources}

    shown = on_profile(framework, compare(shipped, ("soc-2",)))

    assert {slug for slug in shipped.source_of if matches(shown, ("source", slug))} == named


def test_comparison_shows_values_aspects_and_its_guide(shipped):
    shown = on_comparison(compare(shipped, ("soc-2", "iso-27001")), None)

    assert found_on(shown) == [SOC_2, SCOPE, ASPECT, GUIDE, DIFFERENCE]


def test_comparison_with_answers_shows_their_reasons(shipped):
    recommendation = recommend(shipped, read(shipped, [("market", "europe")]).answers)
    table = compare(shipped, ("soc-2", "tisax"), recommendation)

    assert found_on(on_comparison(table, recommendation)) == [SOC_2, SCOPE, MARKET, EUROPE, SUPPORT, ASPECT]


def test_question_shows_its_options_and_not_what_they_count(shipped):
    shown = on_question(shipped.criterion_of["market"])

    assert found_on(shown) == [MARKET, EUROPE]
    assert not matches(shown, ("criterion", "industry"))


@pytest.mark.parametrize(
    ("pairs", "more"),
    [
        ([("market", "north-america"), ("industry", "saas")], [STAGE]),
        ([], []),
    ],
)
def test_recommendation_shows_what_decides_and_what_there_is_to_do(shipped, pairs, more):
    told = decision_record(shipped, read(shipped, pairs).answers)

    found = found_on(on_recommendation(told))

    assert ("soc-2" in [framework.slug for framework in told.frameworks]) is bool(more)
    assert found == [SOC_2, *more, MARKET, EUROPE, SUPPORT, METHOD_ITSELF]


def test_recommendation_to_somebody_who_holds_a_framework_shows_what_carries_over(shipped):
    pairs = [("market", "north-america"), ("industry", "saas"), ("existing", "iso-27001")]
    told = decision_record(shipped, read(shipped, pairs).answers)

    shown = on_recommendation(told)

    carried = ["-".join(each.crosswalk.frameworks) for each in told.carry_overs]
    assert carried
    assert [name for name in carried if not matches(shown, ("crosswalk", name, "pair", "A.5 and CC1"))] == []
