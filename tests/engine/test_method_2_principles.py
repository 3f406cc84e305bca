"""What version 2 of the rules decides, one principle after the other, each in a catalogue made for it."""

import pytest

from comparisons.engine import outlook, read, recommend
from comparisons.engine.catalogue import AskedWhenRequired, Choice, Level, Method, OnePerFramework
from comparisons.engine.expansion import expanded
from tests.engine.catalogues import catalogue, criterion, framework, option


def framework_of(slug, role="base", **fields):
    return framework(slug).model_copy(update={"role": role, **fields})


def made_of(frameworks, criteria, **method):
    made = catalogue(frameworks, criteria)
    thresholds = {"recommend_at": 15, "lead": 15} | method
    return expanded(made.model_copy(update={"method": Method(version=2, **thresholds)}))


def with_fields(value, **fields):
    return value.model_copy(update=fields)


def advice(made, *choices):
    return recommend(made, read(made, [tuple(choice.split("/")) for choice in choices]).answers)


def slugs(frameworks):
    return [framework.slug for framework in frameworks]


RULES = criterion("rules", [option("card", {"scheme": 0}, requires={"scheme": "contract"}), option("none")], weight=0)
OTHERS = with_fields(
    criterion("others", [option("some"), with_fields(option("nobody"), suffices=True)], weight=0),
    asked_when_required=AskedWhenRequired(roles=("base", "scheme", "start")),
)
NAMED = with_fields(
    criterion("named", [with_fields(option("national"), outside=True), option("none")], weight=0),
    one_per_framework=OnePerFramework(
        roles=("scheme",), requires="customer", reason="{name} was named.", aspect="aspect"
    ),
)
MARKET = criterion("market", [option("near", {"a": 2}), option("far", {"a": 2, "b": 2, "c": 2})])


def test_what_is_required_stays_in_the_ranking_and_is_not_recommended_again():
    rules = criterion("rules", [option("named", {"a": 0}, requires={"a": "customer"})], weight=0)
    made = made_of([framework_of("a"), framework_of("b")], [rules, MARKET])

    outcome = advice(made, "rules/named", "market/near")

    assert (outcome.verdict, slugs(outcome.leading), slugs(outcome.required)) == (
        "enough",
        ["a"],
        ["a"],
    )
    assert outcome.recommended == ()


def test_somebody_who_is_unsure_of_others_is_told_what_is_required_and_the_rest_on_a_condition():
    made = made_of([framework_of("a"), framework_of("scheme", "scheme")], [RULES, OTHERS, MARKET])

    unsure = advice(made, "rules/card", "others/not-sure", "market/near")
    sure = advice(made, "rules/card", "others/some", "market/near")
    nobody = advice(made, "rules/card", "others/nobody", "market/near")

    assert (unsure.verdict, slugs(unsure.recommended), slugs(unsure.conditional)) == ("enough", [], ["a"])
    assert (sure.verdict, slugs(sure.recommended), slugs(sure.conditional)) == ("clear", ["a"], [])
    assert (nobody.verdict, slugs(nobody.recommended), slugs(nobody.conditional)) == ("enough", [], [])


def test_framework_from_outside_that_was_named_can_be_all_that_is_asked_for():
    law = criterion("law", [with_fields(option("other"), outside=True), option("none")], weight=0)
    made = made_of([framework_of("a"), framework_of("scheme", "scheme")], [NAMED, law, OTHERS, MARKET])

    nobody = advice(made, "named/national", "others/nobody", "market/near")
    unsure = advice(made, "named/national", "others/not-sure", "market/near")
    unasked = advice(made, "named/national", "market/near")
    law_alone = advice(made, "law/other", "others/nobody", "market/near")

    assert (nobody.verdict, slugs(nobody.recommended), nobody.suffices) == ("enough", [], True)
    assert (unsure.verdict, slugs(unsure.recommended), slugs(unsure.conditional)) == ("enough", [], ["a"])
    assert (unasked.verdict, slugs(unasked.recommended)) == ("clear", ["a"])
    assert (law_alone.verdict, slugs(law_alone.recommended)) == ("clear", ["a"])


def test_framework_from_outside_that_may_be_named_keeps_the_result_open():
    others = with_fields(OTHERS, asked_when_required=None)
    made = made_of([framework_of("a")], [NAMED, others, MARKET])

    future = outlook(made, read(made, [("others", "nobody"), ("market", "near")]).answers)

    assert (future.complete, future.settled) == (True, False)


@pytest.mark.parametrize("outcome", ["self-assessment", "none"])
def test_what_convinces_nobody_depends_on_nobody_who_has_to_be_convinced(outcome):
    frameworks = [framework_of("own", outcome=outcome), framework_of("a"), framework_of("scheme", "scheme")]
    goal = criterion("goal", [option("better", {"own": 2}), option("each", {"own": 2, "a": 2})])
    made = made_of(frameworks, [RULES, OTHERS, goal])

    alone = advice(made, "rules/card", "others/not-sure", "goal/better")
    beside_a_proof = advice(made, "rules/card", "others/not-sure", "goal/each")

    assert (alone.verdict, slugs(alone.recommended), slugs(alone.conditional)) == ("clear", ["own"], [])
    assert (beside_a_proof.verdict, slugs(beside_a_proof.conditional)) == ("enough", ["a", "own"])


def covering_catalogue():
    """A scheme of two levels covers a start; nothing covers the report."""
    levels = tuple(
        Level(slug=slug, name=slug, needed_by="Some.", checked_by="Some.", result="Some.", confidence="verified")
        for slug in ("low", "high")
    )
    frameworks = [
        framework_of("scheme", "scheme", covers=("start",), levels=levels),
        framework_of("start", "start", outcome="self-assessment"),
        framework_of("report", outcome="attestation-report"),
    ]
    rules = criterion(
        "rules", [option(level, {"scheme": 0}, requires={"scheme": "contract"}) for level in ("low", "high")], weight=0
    )
    at_levels = [with_fields(made, support=(with_fields(made.support[0], level=made.slug),)) for made in rules.options]
    goals = [option("better", {"start": 2, "report": 1}), option("shown", {"report": 2}), option("each", {"start": 1})]
    existing = criterion("held", [with_fields(option("scheme"), holds="scheme"), option("none")], weight=0)
    return made_of(frameworks, [with_fields(rules, options=tuple(at_levels)), existing, criterion("goal", goals)])


@pytest.mark.parametrize("known", ["rules/high", "held/scheme"])
def test_what_fits_best_is_not_replaced_where_something_known_covers_it(known):
    made = covering_catalogue()

    met, other = advice(made, known, "goal/better"), advice(made, known, "goal/shown")

    assert (met.verdict, slugs(met.recommended)) == ("enough", [])
    assert (met.met.framework.slug, met.met.by.slug) == ("start", "scheme")
    assert (other.verdict, slugs(other.recommended), other.met) == ("clear", ["report"], None)


def test_lowest_of_several_levels_covers_nothing():
    made = covering_catalogue()

    low, high, both = (
        advice(made, *rules, "goal/better") for rules in (["rules/low"], ["rules/high"], ["rules/low", "held/scheme"])
    )

    assert (low.verdict, slugs(low.recommended), low.covered) == ("clear", ["start"], ())
    assert (high.verdict, slugs(high.recommended)) == ("enough", [])
    assert (both.verdict, slugs(both.recommended)) == ("enough", [])


def test_what_may_come_to_cover_what_fits_best_keeps_the_result_open():
    made = covering_catalogue()
    answers = [("rules", "low"), ("goal", "better")]

    future = outlook(made, read(made, answers).answers)
    settled = outlook(made, read(made, [("rules", "high"), ("goal", "better")]).answers)

    assert (future.complete, future.settled) == (True, False)
    assert (settled.complete, settled.settled) == (True, True)


def test_what_somebody_can_afford_is_no_reason_by_itself():
    size = with_fields(criterion("size", [option("large", {"a": 2, "b": -1})]), means=True)
    made = made_of([framework_of("a"), framework_of("b")], [size, MARKET])

    alone, with_need = advice(made, "size/large"), advice(made, "size/large", "market/near")

    assert (alone.verdict, alone.recommended) == ("undecided", ())
    assert [line.counted for line in alone.standings[0].contributions] == [False]
    assert (slugs(with_need.recommended), with_need.standings[0].score) == (["a"], 100)


def test_three_that_are_level_are_no_advice():
    made = made_of([framework_of(slug) for slug in "abc"], [MARKET])

    outcome = advice(made, "market/far")

    assert (outcome.verdict, outcome.recommended, slugs(outcome.leading)) == (
        "undecided",
        (),
        ["a", "b", "c"],
    )


def test_of_three_that_are_level_a_start_comes_first_where_means_are_small():
    budget = with_fields(criterion("budget", [with_fields(option("low"), limited_means=True)], weight=1), means=True)
    made = made_of([framework_of("a"), framework_of("b", "start"), framework_of("c")], [MARKET, budget])

    outcome = advice(made, "market/far", "budget/low")

    assert (outcome.verdict, slugs(outcome.recommended), slugs(outcome.later)) == (
        "close",
        ["b"],
        ["a", "c"],
    )


def test_readers_of_two_kinds_get_one_of_each_whatever_the_lead():
    both = with_fields(option("both", {"a": 2, "b": 1}), asks_for=("certificate", "attestation-report"))
    report = framework_of("b", outcome="attestation-report")
    evidence = criterion("evidence", [both])
    named = criterion("named", [option("b", {"b": 0}, requires={"b": "customer"})], weight=0)
    made = made_of([framework_of("a"), report], [evidence, named])

    outcome, with_report = advice(made, "evidence/both"), advice(made, "evidence/both", "named/b")

    assert (outcome.verdict, slugs(outcome.recommended), outcome.tied) == (
        "both",
        ["a", "b"],
        False,
    )
    assert (slugs(with_report.required), slugs(with_report.recommended)) == (["b"], ["a"])


def test_obligation_of_other_rules_serves_no_reader_of_another_kind():
    both = with_fields(option("both", {"a": 2, "b": 1}), asks_for=("certificate", "attestation-report"))
    frameworks = [
        framework_of("a"),
        framework_of("b", outcome="attestation-report"),
        framework_of("scheme", "scheme", outcome="attestation-report"),
    ]
    made = made_of(frameworks, [RULES, criterion("evidence", [both])])

    outcome = advice(made, "rules/card", "evidence/both")

    assert (slugs(outcome.required), slugs(outcome.recommended)) == (["scheme"], ["a", "b"])


@pytest.mark.parametrize(
    ("points", "answers", "recommended"),
    [
        ({"a": 1, "b": 2}, ["named/scheme"], ["b", "a"]),
        ({"a": 2, "b": 2}, ["named/scheme"], ["a", "b"]),
        ({"a": 2, "b": 1}, ["named/scheme"], ["a"]),
        ({"a": 1, "b": 2}, ["existing/scheme"], ["b", "a"]),
        ({"a": 2, "b": 1}, ["existing/scheme"], ["a"]),
    ],
)
def test_what_a_customer_named_never_takes_the_place_of_what_fits_best(points, answers, recommended):
    """As SOC 1 by the side of SOC 2: a report too, but about other things."""
    both = with_fields(option("both", points), asks_for=("certificate", "attestation-report"))
    frameworks = [
        framework_of("a"),
        framework_of("b", outcome="attestation-report"),
        framework_of("scheme", "scheme", outcome="attestation-report"),
    ]
    named = criterion("named", [option("scheme", {"scheme": 0}, requires={"scheme": "customer"})], weight=0)
    existing = criterion("existing", [with_fields(option("scheme"), holds="scheme")], weight=0)
    made = made_of(frameworks, [named, existing, criterion("evidence", [both])])

    assert slugs(advice(made, *answers, "evidence/both").recommended) == recommended


@pytest.mark.parametrize(
    ("answers", "verdict", "recommended", "accepted"),
    [
        (["existing/a", "evidence/any"], "enough", [], ["a"]),
        (["named/a", "evidence/any"], "enough", [], ["a"]),
        (["existing/scheme", "evidence/any"], "clear", ["b"], []),
        (["existing/own", "evidence/any"], "clear", ["b"], []),
        (["evidence/any"], "clear", ["b"], []),
        (["existing/a", "evidence/report"], "clear", ["b"], []),
        (["existing/a", "evidence/any", "wish/report"], "both", ["b"], []),
        (["existing/a", "evidence/any", "wish/better"], "clear", ["own"], []),
    ],
)
def test_readers_who_accept_any_proof_accept_a_general_one_that_is_there(answers, verdict, recommended, accepted):
    frameworks = [
        framework_of("a"),
        framework_of("b", outcome="attestation-report"),
        framework_of("own", outcome="self-assessment"),
        framework_of("scheme", "scheme"),
    ]
    existing = [with_fields(option(slug), holds=slug) for slug in ("a", "own", "scheme")]
    both = ("certificate", "attestation-report")
    evidence = [with_fields(option("any", {"a": 1, "b": 2}), any_proof=True), option("report", {"b": 2})]
    wish = [with_fields(option("report"), asks_for=both), option("better", {"b": -2, "own": 2})]
    criteria = [
        criterion("existing", existing, weight=0),
        criterion("named", [option("a", {"a": 0}, requires={"a": "customer"})], weight=0),
        criterion("evidence", evidence),
        criterion("wish", wish),
    ]

    outcome = advice(made_of(frameworks, criteria), *answers)

    assert (outcome.verdict, slugs(outcome.recommended), slugs(outcome.accepted)) == (verdict, recommended, accepted)


def test_add_on_is_told_beside_a_base_that_is_there():
    subject = criterion("subject", [option("privacy", {"plus": 2})], weight=0)
    frameworks = [framework_of("a"), framework_of("plus", "add-on", extends=("a",))]
    made = made_of(frameworks, [subject, MARKET])

    alone, together = advice(made, "subject/privacy"), advice(made, "subject/privacy", "market/near")

    assert (alone.verdict, alone.add) == ("undecided", ())
    assert (slugs(together.recommended), slugs(entry.framework for entry in together.add)) == (["a"], ["plus"])


def test_framework_of_a_region_comes_up_only_after_one_of_its_answers():
    local = framework_of("a", only_when=(Choice(criterion="market", option="far"),))
    made = made_of([local, framework_of("b")], [MARKET])

    near, far = advice(made, "market/near"), advice(made, "market/far")

    assert slugs(standing.framework for standing in near.standings) == ["b"]
    assert slugs(far.leading) == ["a", "b"]


def test_what_is_covered_is_left_out_and_told_once():
    first = criterion("first", [option("yes", {"a": 2, "small": 1})])
    frameworks = [framework_of("a", covers=("small",)), framework_of("small", "start")]
    made = made_of(frameworks, [first])

    outcome = advice(made, "first/yes")

    assert slugs(outcome.recommended) == ["a"]
    assert [(entry.framework.slug, entry.by.slug) for entry in outcome.covered] == [("small", "a")]


def test_rule_that_the_catalogue_does_not_describe_is_told():
    rules = criterion("rules", [with_fields(option("other"), outside=True)], weight=0)
    made = made_of([framework_of("a")], [rules, MARKET])

    assert [choice.slug for _, choice in advice(made, "rules/other").outside] == ["other"]


def test_each_framework_of_some_roles_gets_an_option_and_needs_no_further_work():
    rule = OnePerFramework(roles=("base", "add-on"), requires="customer", reason="{name} was named.", aspect="aspect")
    written = [option("b", {"a": 1}), option("nobody", exclusive=True)]
    named = with_fields(criterion("named", written, weight=0, selection="many"), one_per_framework=rule)
    frameworks = [
        framework_of("b", short_name="First"),
        framework_of("a", short_name="Second"),
        framework_of("law", "law"),
    ]

    made = made_of(frameworks, [named, OTHERS])

    question, others = made.criteria
    assert [(entry.slug, entry.label) for entry in question.options] == [
        ("b", "b"),
        ("a", "Second"),
        ("nobody", "nobody"),
    ]
    required = [[(s.framework, s.degree, s.requires) for s in entry.support] for entry in question.options]
    assert required == [[("b", 0, "customer"), ("a", 1, None)], [("a", 0, "customer")], []]
    assert [entry.support[0].reason for entry in question.options[:2]] == ["First was named.", "Second was named."]
    assert [choice.option for choice in others.ask_when] == ["b", "a"]
    assert expanded(made) == made
