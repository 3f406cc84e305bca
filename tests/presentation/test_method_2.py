"""What pages and files say under version 2 of the method."""

import json

import pytest
from hypothesis import given

from comparisons.engine import Recommendation, read, recommend
from comparisons.engine.decision_record import decision_record
from comparisons.presentation.downloads import recommendation_file
from comparisons.presentation.downloads.documents.origin import AnswerAddress
from comparisons.presentation.wording import (
    beside_in_words,
    covered_in_words,
    in_words,
    lead_explained,
    required_in_words,
)
from comparisons.releases.release_cache import Edition
from tests.engine.method_2_cases import case_from, method_2_cases
from tests.engine.test_method_2_principles import (
    MARKET,
    NAMED,
    OTHERS,
    RULES,
    advice,
    covering_catalogue,
    criterion,
    framework_of,
    made_of,
    option,
    with_fields,
)

SEEDS = range(500)


def lines(recommendation):
    return [f"{sentence.label} {sentence.text}".strip() for sentence in beside_in_words(recommendation)]


def document(case):
    catalogue, answers = case
    edition = Edition(catalogue, "current", 1, "0" * 64)
    record = decision_record(catalogue, answers)
    return record, lambda suffix: recommendation_file(edition, record, AnswerAddress(""), suffix).content.decode()


def test_what_is_told_only_on_a_condition_is_worded_so():
    made = made_of([framework_of("a"), framework_of("scheme", "scheme")], [RULES, OTHERS, MARKET])

    outcome = advice(made, "rules/card", "others/not-sure", "market/near")

    assert in_words(outcome) == "You need SCHEME"
    assert lead_explained(outcome, made.method) == "Nobody is sure to ask for more than what you must get."
    assert lines(outcome) == [
        "If you must also convince someone who does not ask for SCHEME: A fits best.",
    ]


def test_clear_lead_is_given_with_what_is_enough():
    made = made_of([framework_of("a"), framework_of("b")], [MARKET])

    outcome = advice(made, "market/near")

    assert in_words(outcome) == "A fits your answers best"
    assert lead_explained(outcome, made.method) == "A clear lead: 100 points ahead of the next (15 is enough)."


def test_only_framework_is_given_with_what_is_enough():
    made = made_of([framework_of("a")], [MARKET])

    outcome = advice(made, "market/near")

    assert (
        lead_explained(outcome, made.method)
        == "It scores at least 15 out of 100, which is enough for a recommendation."
    )


def test_three_that_are_level_are_named():
    made = made_of([framework_of(slug) for slug in "abc"], [MARKET])

    outcome = advice(made, "market/far")

    assert in_words(outcome) == "Nothing stands out yet"
    assert (
        lead_explained(outcome, made.method) == "A, B and C fit equally well: your answers do not decide between them."
    )


KINDS = with_fields(option("both", {"a": 2, "b": 1}), asks_for=("certificate", "attestation-report"))


@pytest.mark.parametrize(
    ("wanted", "explained"),
    [
        (KINDS, "A is 50 points ahead, but your readers ask for different kinds of proof, so you need one of each."),
        (option("both", {"a": 2, "b": 2}), "They have the same score."),
    ],
)
def test_lead_that_does_not_decide_says_why(wanted, explained):
    frameworks = [framework_of("a"), framework_of("b", outcome="attestation-report")]
    made = made_of(frameworks, [criterion("wanted", [wanted])])

    assert lead_explained(advice(made, "wanted/both"), made.method) == explained


@pytest.mark.parametrize(
    ("choices", "explained"),
    [
        (["named/a"], "A fits your answers, and you must get it anyway."),
        (["had/a"], "A fits your answers, and you have it."),
        (["named/a", "had/b", "market/both"], "A and B fit your answers, and you have them or must get them anyway."),
    ],
)
def test_what_fits_and_is_known_is_in_place_or_has_to_be_got(choices, explained):
    named = criterion("named", [option("a", {"a": 0}, requires={"a": "customer"})], weight=0)
    had = criterion("had", [with_fields(option(slug), holds=slug) for slug in "ab"], weight=0)
    market = criterion("market", [option("near", {"a": 2}), option("both", {"a": 2, "b": 2})])
    made = made_of([framework_of("a", complements=("b",)), framework_of("b", complements=("a",))], [named, had, market])
    chosen = choices if "market/both" in choices else [*choices, "market/near"]

    assert lead_explained(advice(made, *chosen), made.method) == explained


@pytest.mark.parametrize(
    ("choices", "headline", "explained"),
    [
        (["had/a"], "Nothing further is needed", "Your readers accept any proof, and you have one: A."),
        (["named/a"], "You need A", "Your readers accept any proof, and you must get one anyway: A."),
    ],
)
def test_proof_that_readers_accept_is_named(choices, headline, explained):
    named = criterion("named", [option("a", {"a": 0}, requires={"a": "customer"})], weight=0)
    had = criterion("had", [with_fields(option("a"), holds="a")], weight=0)
    readers = criterion("readers", [with_fields(option("any", {"a": 1, "b": 2}), any_proof=True)])
    made = made_of([framework_of("a"), framework_of("b", outcome="attestation-report")], [named, had, readers])

    outcome = advice(made, *choices, "readers/any")

    assert (in_words(outcome), lead_explained(outcome, made.method)) == (headline, explained)


def test_headline_does_not_say_that_a_scheme_is_all_where_a_law_binds_too():
    law = criterion("law", [option("it", {"law": 0}, requires={"law": "law"})], weight=0)
    frameworks = [framework_of("a"), framework_of("scheme", "scheme"), framework_of("law", "law")]
    made = made_of(frameworks, [RULES, law, OTHERS, MARKET])

    outcome = advice(made, "rules/card", "law/it", "others/nobody", "market/near")

    assert in_words(outcome) == "Beside the law, you need SCHEME, and nothing further"


@pytest.mark.parametrize(
    ("choices", "headline", "explained", "conditional"),
    [
        (
            ["others/nobody"],
            "You need only the framework that you were asked for",
            "Nobody asks for more than that.",
            [],
        ),
        (
            ["others/nobody", "law/it", "existing/a"],
            "Beside the law, you need only the framework that you were asked for",
            "Nobody asks for more than that.",
            [],
        ),
        (
            ["others/not-sure"],
            "You need the framework that you were asked for",
            "Nobody is sure to ask for more than what you must get.",
            ["If you must also convince someone who does not ask for that: A fits best."],
        ),
        (
            ["others/nobody", "named/scheme"],
            "You need SCHEME and the other framework that you were asked for",
            "Nobody asks for more than that.",
            [],
        ),
        (
            ["others/nobody", "named/scheme", "existing/scheme"],
            "You need only the other framework that you were asked for",
            "Nobody asks for more than that.",
            [],
        ),
        (
            ["others/not-sure", "named/scheme"],
            "You need SCHEME and the other framework that you were asked for",
            "Nobody is sure to ask for more than what you must get.",
            ["If you must also convince someone who does not ask for that: A fits best."],
        ),
    ],
)
def test_framework_that_is_not_described_is_said_to_be_what_is_needed(choices, headline, explained, conditional):
    law = criterion("law", [option("it", {"law": 0}, requires={"law": "law"})], weight=0)
    existing = criterion("existing", [with_fields(option(slug), holds=slug) for slug in ("a", "scheme")], weight=0)
    frameworks = [framework_of("a"), framework_of("scheme", "scheme"), framework_of("law", "law")]
    made = made_of(frameworks, [with_fields(NAMED, selection="many"), law, existing, OTHERS, MARKET])

    outcome = advice(made, "named/national", *choices, "market/near")

    first = "First: You named a rule that this site does not describe. Read it first; it may change this advice."
    assert (in_words(outcome), lead_explained(outcome, made.method)) == (headline, explained)
    assert lines(outcome) == [first, *conditional]


def test_framework_that_is_not_described_is_needed_where_no_other_fits():
    made = made_of([framework_of("a")], [NAMED, OTHERS, criterion("market", [option("far", {"a": -1})])])

    outcome = advice(made, "named/national", "others/not-sure", "market/far")

    assert (in_words(outcome), lead_explained(outcome, made.method)) == (
        "You need the framework that you were asked for",
        "Beyond that, no framework scores 15 or more.",
    )


def test_start_comes_first_and_the_others_later():
    budget = with_fields(criterion("budget", [with_fields(option("low"), limited_means=True)], weight=1), means=True)
    made = made_of([framework_of("a"), framework_of("b", "start"), framework_of("c")], [MARKET, budget])

    outcome = advice(made, "market/far", "budget/low")

    assert in_words(outcome) == "Begin with B"
    assert lines(outcome) == ["A or C can follow when you can afford it."]


def test_add_on_is_told_with_its_base_and_its_reason():
    subject = criterion("subject", [option("privacy", {"plus": 2})], weight=0)
    made = made_of([framework_of("a"), framework_of("plus", "add-on", extends=("a",))], [subject, MARKET])

    assert lines(advice(made, "subject/privacy", "market/near")) == ["Add: PLUS, once you have A. It fits."]


def test_rule_that_is_not_described_comes_first_and_what_is_covered_is_named():
    rules = criterion("rules", [with_fields(option("other"), outside=True)], weight=0)
    first = criterion("first", [option("yes", {"a": 2, "small": 1})])
    made = made_of([framework_of("a", covers=("small",)), framework_of("small", "start")], [rules, first])

    outcome = advice(made, "rules/other", "first/yes")

    assert lines(outcome) == [
        "First: You named a rule that this site does not describe. Read it first; it may change this advice.",
    ]
    covered = covered_in_words(outcome)
    assert (covered.label, covered.text) == ("Already covered:", "SMALL, by A.")


@given(method_2_cases)
def test_files_say_what_the_recommendation_says(case):
    record, text_of = document(case)
    recommendation: Recommendation = record.recommendation

    markdown, data = text_of("md"), json.loads(text_of("json"))

    for line in lines(recommendation):
        assert line.split(": ")[-1] in markdown.replace("**", "")
    assert in_words(recommendation) == data["title"]
    assert [f.slug for f in recommendation.recommended] == data["recommended"]
    assert [f.slug for f in recommendation.conditional] == data["conditional"]
    assert [entry.framework.slug for entry in recommendation.add] == [entry["framework"] for entry in data["add"]]
    unscored = {entry["framework"] for entry in data["standings"] if entry["score"] is None}
    assert unscored == {s.framework.slug for s in recommendation.standings if not s.scored}


@pytest.mark.parametrize("name", ["add", "later", "conditional", "accepted", "covered", "outside", "tied"])
def test_cases_have_everything_that_can_be_told(name):
    cases = (case_from(seed) for seed in SEEDS)

    assert any(getattr(recommend(*case), name) for case in cases)


def test_version_1_says_nothing_of_it(version_1):
    answers = read(version_1, [("market", "north-america"), ("industry", "saas")]).answers

    assert beside_in_words(recommend(version_1, answers)) == ()
    assert "conditional" not in json.loads(document((version_1, answers))[1]("json"))


def test_what_suffices_is_said_to_be_all_that_is_asked_for():
    made = made_of([framework_of("a"), framework_of("scheme", "scheme")], [RULES, OTHERS, MARKET])

    outcome = advice(made, "rules/card", "others/nobody", "market/near")

    assert (in_words(outcome), outcome.headlined, outcome.strongest_reasons) == (
        "You need SCHEME, and nothing further",
        (),
        (),
    )
    assert lead_explained(outcome, made.method) == "Nobody asks for more than SCHEME."


def test_add_on_beside_what_is_held_is_the_headline():
    holdings = criterion("held", [with_fields(option("has-a"), holds="a")], weight=0)
    sells = criterion("sells", [option("ai", {"z": 2})], weight=0)
    add_on = framework_of("z", "add-on").model_copy(update={"extends": ("a",)})
    made = made_of([framework_of("a"), add_on], [holdings, sells, MARKET])

    outcome = advice(made, "held/has-a", "sells/ai", "market/near")

    assert (outcome.verdict, in_words(outcome)) == ("enough", "Add Z to what you have")


def test_nothing_further_is_not_said_before_all_is_known_or_beside_an_add_on_or_another_rule(shipped):
    facts = [("obligations", "us-defence-cui"), ("existing", "iso-27001"), ("market", "worldwide")]
    facts += [("evidence", "certificate"), ("customer-demand", "nobody"), ("others", "some-others")]
    facts += [("industry", "other"), ("approach", "not-sure")]
    none = [("laws", "none-of-these")]
    more = (none, [*none, ("subjects", "personal-data")], [("laws", "other-law")], [])

    outcomes = [recommend(shipped, read(shipped, [*facts, *pairs]).answers) for pairs in more]

    assert [outcome.verdict for outcome in outcomes] == ["enough"] * 4
    assert [in_words(outcome) for outcome in outcomes] == [
        "You need CMMC Level 2, and nothing further",
        "You need CMMC Level 2",
        "You need CMMC Level 2",
        "You need CMMC Level 2",
    ]
    assert ([a.framework.slug for a in outcomes[1].add], bool(outcomes[2].outside)) == (["iso-27701"], True)


def test_what_has_to_be_got_comes_before_what_fits_best():
    frameworks = [framework_of("a"), framework_of("b"), framework_of("scheme", "scheme")]
    made = made_of(
        frameworks, [RULES, OTHERS, criterion("goal", [option("one", {"a": 2}), option("two", {"a": 2, "b": 2})])]
    )

    one, two, alone = (
        advice(made, *choices)
        for choices in (
            ["rules/card", "others/some", "goal/one"],
            ["rules/card", "others/some", "goal/two"],
            ["rules/none", "goal/one"],
        )
    )

    assert in_words(one) == "You need SCHEME. Beyond that, A fits your answers best"
    assert in_words(two) == "You need SCHEME. Beyond that, it is close between A and B"
    assert in_words(alone) == "A fits your answers best"


def test_need_that_something_known_meets_is_named_with_what_meets_it():
    made = covering_catalogue()

    outcome = advice(made, "held/scheme", "goal/better")

    assert in_words(outcome) == "Nothing further is needed"
    assert lead_explained(outcome, made.method) == "What fits your answers best is START, and SCHEME covers it."


def test_add_on_is_told_with_its_strongest_reason():
    reasons = [("weak", 1, "Like what you have."), ("strong", 2, "Made for this.")]
    criteria = [
        criterion(slug, [with_fields(made, support=(with_fields(made.support[0], reason=reason),))], weight=0)
        for slug, degree, reason in reasons
        for made in [option("yes", {"plus": degree})]
    ]
    made = made_of([framework_of("a"), framework_of("plus", "add-on", extends=("a",))], [MARKET, *criteria])

    assert lines(advice(made, "market/near", "weak/yes", "strong/yes")) == [
        "Add: PLUS, once you have A. Made for this."
    ]


def test_readers_who_accept_any_proof_are_told_that_one_is_enough_to_begin_with():
    wanted = [with_fields(option("any", {"a": 2, "b": 2}), any_proof=True), option("some", {"a": 2, "b": 2})]
    complement = framework_of("a").model_copy(update={"complements": ("b",)})
    made = made_of([complement, framework_of("b")], [criterion("wanted", wanted)])

    enough = "Your readers accept any proof, so one of them is enough to begin with."
    assert enough in lines(advice(made, "wanted/any"))
    assert enough not in lines(advice(made, "wanted/some"))


def test_what_is_required_and_in_place_is_to_be_kept_valid():
    made = covering_catalogue()

    missing, there = advice(made, "rules/high", "goal/shown"), advice(made, "rules/high", "held/scheme", "goal/shown")

    assert required_in_words(missing) is None
    assert required_in_words(there).text == (
        "You also need SCHEME high: your answers require it. You have it already: keep it valid."
    )
