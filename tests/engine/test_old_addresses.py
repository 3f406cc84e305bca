"""Every address of the twelve frameworks that Plumbline began with leads to answers of today, or says what changed."""

from itertools import combinations, product

import pytest

from comparisons.engine import former_answer_notes, read
from comparisons.engine.expansion import expanded

QUESTIONS = {
    "market": "north-america europe asia-pacific middle-east-africa-latin-america worldwide "
    "north-america-and-international",
    "industry": "saas financial-services healthcare manufacturing automotive public-sector defence "
    "retail-and-payments professional-services other",
    "approach": "formal-management-system tailored-controls prescriptive-checklist",
    "evidence": "certificate attestation-report either internal-only",
    "customer-demand": "iso-27001-named soc-2-named both-named other-named questionnaires-only nobody-yet",
    "obligations": "card-data us-health-data us-federal-cloud us-defence-fci us-defence-cui uk-government-contracts "
    "automotive-oem-contracts personal-data ai-systems none-of-these",
    "scope": "whole-organisation one-service several-services",
    "goal": "long-term-governance global-recognition win-saas-deals several-stakeholders",
    "timeline": "within-3-months within-6-months within-a-year no-deadline",
    "existing": "iso-9001-or-45001 soc-1 iso-27001 soc-2 nist-csf none",
    "budget": "low medium high",
}
OLD = [(slug, option) for slug, options in QUESTIONS.items() for option in options.split()]
MANY = {"obligations", "existing"}
"""The questions that took several answers. The others took one."""

MOVED = {
    "market=europe": "",
    "market=asia-pacific": "",
    "market=middle-east-africa-latin-america": "",
    "market=north-america-and-international": "market=north-america&market=worldwide",
    "industry=healthcare": "",
    "customer-demand=iso-27001-named": "customer-demand=iso-27001",
    "customer-demand=soc-2-named": "customer-demand=soc-2",
    "customer-demand=both-named": "customer-demand=iso-27001&customer-demand=soc-2",
    "customer-demand=other-named": "customer-demand=other-framework",
    "customer-demand=questionnaires-only": "customer-demand=nobody&evidence=questionnaires",
    "customer-demand=nobody-yet": "customer-demand=nobody",
    "obligations=us-health-data": "laws=us-health-data",
    "obligations=personal-data": "subjects=personal-data",
    "obligations=ai-systems": "subjects=ai-systems",
}
"""An old answer -> what it is today; the others are as they were."""

TO_GIVE_AGAIN = {
    "market=europe": "market",
    "market=asia-pacific": "market",
    "market=middle-east-africa-latin-america": "market",
    "industry=healthcare": "industry",
}


def pairs_of(text):
    return [tuple(pair.split("=")) for pair in text.split("&") if pair]


def moved(*old):
    """What old answers are today, each by itself."""
    return {new for slug, option in old for new in pairs_of(MOVED.get(f"{slug}={option}", f"{slug}={option}"))}


def could_be_given(two):
    """Whether an address could have both answers, and the questions for them were asked."""
    (first, one), (second, other) = two
    if first == second:
        return first in MANY and not {one, other} & {"none", "none-of-these"}
    return not (second == "timeline" and one == "internal-only")


def with_opener(*old):
    """With an answer that opens the question on the timeline, where it has none."""
    needs = {slug for slug, _ in old}
    return [*old, ("evidence", "either")] if "timeline" in needs and "evidence" not in needs else list(old)


@pytest.fixture(scope="module")
def questions(shipped):
    return expanded(shipped)


def reading_of(questions, *old):
    """The answers of today, after a look that nothing was dropped without a word, and that nothing conflicts."""
    reading = read(questions, old)
    assert (reading.dropped, reading.conflicts) == ((), {})
    return set(reading.answers.pairs())


@pytest.mark.parametrize("old", OLD, ids="=".join)
def test_old_answer_alone_means_what_the_table_says(questions, old):
    old = with_opener(old)

    assert reading_of(questions, *old) == moved(*old)


def test_two_old_answers_mean_what_each_means(questions):
    for first, second in filter(could_be_given, combinations(OLD, 2)):
        old = with_opener(first, second)
        expected = moved(*old)
        if {first, second} == {("industry", "healthcare"), ("obligations", "us-health-data")}:
            expected |= {("industry", "healthcare-us")}
        if ("customer-demand", "questionnaires-only") in old and any(slug == "evidence" for slug, _ in old):
            expected -= {("evidence", "questionnaires")}

        assert reading_of(questions, *old) == expected, old


@pytest.mark.parametrize(("old", "question"), TO_GIVE_AGAIN.items())
def test_what_cannot_be_carried_over_says_so_and_names_the_question(questions, old, question):
    reading = read(questions, pairs_of(old))

    notes = former_answer_notes(questions, [choice.pair for choice in reading.former], reading.answers)

    assert [(note.became, note.again.slug, bool(note.explanation)) for note in notes] == [((), question, True)]


def test_whole_old_address_is_read(questions):
    old = pairs_of(
        "market=north-america-and-international&industry=healthcare&approach=tailored-controls"
        "&customer-demand=questionnaires-only&obligations=us-health-data&obligations=personal-data"
        "&scope=one-service&goal=win-saas-deals&timeline=within-6-months&existing=none&budget=low"
    )

    assert reading_of(questions, *old) == set(
        pairs_of(
            "market=north-america&market=worldwide&industry=healthcare-us&approach=tailored-controls"
            "&customer-demand=nobody&evidence=questionnaires&laws=us-health-data&subjects=personal-data"
            "&scope=one-service&goal=win-saas-deals&timeline=within-6-months&existing=none&budget=low"
        )
    )


@pytest.mark.parametrize("with_notes", [False, True])
def test_what_was_read_once_is_read_again_as_it_is(questions, with_notes):
    for first, second in product(OLD[:16], [pair for pair in OLD if pair[0] in {"customer-demand", "obligations"}]):
        reading = read(questions, [first, second])
        again = read(questions, reading.answers.pairs())

        assert (again.answers, again.former, again.dropped) == (reading.answers, (), ())
        if with_notes:
            notes = former_answer_notes(questions, [choice.pair for choice in reading.former], again.answers)
            assert [note.former for note in notes] == list(reading.former)
