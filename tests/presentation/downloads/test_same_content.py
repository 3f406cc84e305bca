"""Whatever there is to read stands in each format, whichever someone takes away."""

import pytest

from comparisons.engine import compare, read
from comparisons.engine.decision_record import decision_record
from comparisons.presentation.downloads import FORMATS
from comparisons.releases.release_cache import Edition
from tests.answers import NORTH_AMERICA, query
from tests.presentation.downloads.reading import (
    CHECKSUM,
    comparison_of,
    missing,
    pairs_of,
    recommendation_of,
    release_edition,
    text_of,
)

FIVE = ("iso-27001", "soc-2", "fedramp", "hipaa-security-rule", "cyber-essentials")
ANSWERS = (
    query(NORTH_AMERICA, industry="not-sure", obligations="card-data", existing="iso-27001", timeline="within-3-months")
    + "&priority=approach"
)
PINNED = "http://127.0.0.1:8000/releases/3"


def statements_of_table(table):
    for framework in table.frameworks:
        yield framework.short_name
    for section in table.sections:
        yield section.group.name
    for row in table.rows:
        yield from (row.aspect.name, row.aspect.help)
        for value in (cell.value for cell in row.cells if cell.value):
            yield from (value.text, value.note)
    for source in table.sources:
        yield from (source.title, source.publisher, source.url, source.accessed.isoformat())


def statements_of_guide(guide):
    yield from (guide.title, guide.reviewed_on.isoformat())
    yield from guide.introduction.strip().split("\n\n")
    yield from guide.conclusion.strip().split("\n\n")
    for part in (*guide.key_differences, *guide.how_to_choose):
        yield from (part.name, part.text)


def statements_of_verdict(told):
    for obligation in told.obligations:
        yield from (obligation.framework.short_name, obligation.basis, obligation.support.reason)
    for standing in told.standings:
        yield standing.framework.short_name
        yield from (contribution.support.reason for contribution in standing.contributions)


def statements_of_record(told):
    for criterion, options in told.answered:
        yield from (criterion.question, *(option.label for option in options))
    for schedule in told.plan.schedules:
        for stage in (*(planned.stage for planned in schedule.stages), *schedule.upkeep):
            yield from (stage.name, stage.result)
        for resource in schedule.framework.resources:
            yield from (resource.title, resource.provider, resource.note, resource.url or "")
    for carried in told.carry_overs:
        crosswalk = carried.crosswalk
        yield from carried.never
        yield from (crosswalk.unit, crosswalk.editions, crosswalk.limits, crosswalk.provenance, crosswalk.licence)
        for pair in carried.pairs:
            yield from (pair.topic, pair.held, pair.wanted)
    yield from (each.criterion.find_out for each in told.to_find_out)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("slugs", [FIVE[:2], FIVE[:3], FIVE], ids=["two", "three", "five"])
def test_comparison_tells_each_statement_in_each_format(shipped, slugs, suffix):
    table = compare(shipped, slugs)
    statements = [*statements_of_table(table), *(statements_of_guide(table.guide) if table.guide else ())]

    response = comparison_of(shipped, *slugs, suffix=suffix)

    assert missing(statements, response, suffix) == []


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != "json"])
def test_comparison_has_the_facts_at_a_glance_in_each_format(shipped, suffix):
    wanted = [
        *("What you get", "Attestation report", "4 to 12 months", "Every 12 months (Surveillance audit every year)"),
        *("Valid for", "3 years, with a surveillance audit every year"),
        *("Who checks", "A licensed CPA firm", "Best known in", "Worldwide"),
    ]

    response = comparison_of(shipped, *FIVE[:2], suffix=suffix)

    assert missing(wanted, response, suffix) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_recommendation_tells_each_statement_in_each_format(shipped, suffix):
    told = decision_record(shipped, read(shipped, pairs_of(ANSWERS)).answers)
    statements = [*statements_of_verdict(told.recommendation), *statements_of_record(told)]

    response = recommendation_of(shipped, ANSWERS, suffix)

    assert (len(told.carry_overs), len(told.to_find_out), len(told.plan.fits)) == (1, 1, 2)
    assert missing(statements, response, suffix) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_each_file_names_its_release(shipped, suffix):
    comparison = comparison_of(shipped, *FIVE[:2], suffix=suffix)
    recommendation = recommendation_of(shipped, ANSWERS, suffix)

    release = ["3", "2026-11-23", CHECKSUM]
    assert missing([*release, f"{PINNED}/compare/iso-27001-vs-soc-2/"], comparison, suffix) == []
    assert missing([*release, f"{PINNED}/recommendation/?{ANSWERS}"], recommendation, suffix) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("suffix", FORMATS)
def test_file_of_a_draft_names_no_release(shipped, suffix):
    draft = Edition(shipped, "draft")

    files = [
        comparison_of(shipped, *FIVE[:2], suffix=suffix, edition=draft),
        recommendation_of(shipped, ANSWERS, suffix, edition=draft),
    ]

    origin = '"release": null' if suffix == "json" else "Made from a draft, which nobody can look up later."
    if suffix == "json":
        assert [origin in file.content.decode() for file in files] == [True, True]
    else:
        assert [missing([origin], file, suffix) for file in files] == [[], []]
    assert ["/releases/" in text_of(file, suffix) for file in files] == [False, False]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("number", [3, None], ids=["release", "draft"])
def test_each_file_names_the_licence_of_the_content(shipped, number, suffix):
    edition = release_edition(shipped, number) if number else Edition(shipped, "draft")

    files = [
        comparison_of(shipped, *FIVE[:2], suffix=suffix, edition=edition),
        recommendation_of(shipped, ANSWERS, suffix, edition=edition),
    ]

    licence = ["CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"]
    assert [missing(licence, file, suffix) for file in files] == [[], []]


@pytest.mark.parametrize("suffix", FORMATS)
def test_equal_content_gives_equal_bytes(shipped, suffix):
    copy = type(shipped).model_validate_json(shipped.model_dump_json())

    assert comparison_of(shipped, *FIVE, suffix=suffix).content == comparison_of(copy, *FIVE, suffix=suffix).content
    assert recommendation_of(shipped, ANSWERS, suffix).content == recommendation_of(copy, ANSWERS, suffix).content


@pytest.mark.parametrize("suffix", FORMATS)
def test_value_that_is_not_there_or_not_verified_is_told(shipped, suffix):
    first = shipped.frameworks[0]
    kept = first.values[1].model_copy(update={"confidence": "unverified", "sources": ()})
    changed = first.model_copy(update={"values": (kept,)})
    made = shipped.model_copy(update={"frameworks": (changed, *shipped.frameworks[1:])})

    response = comparison_of(made, first.slug, shipped.frameworks[1].slug, suffix=suffix)

    in_words = ["No information yet.", "we have not checked a source for this."]
    wanted = {"json": ["unverified", "None"], "csv": ["unverified"]}.get(suffix, in_words)
    assert missing(wanted, response, suffix) == []


@pytest.mark.parametrize("suffix", [each for each in FORMATS if each != "json"])
def test_what_was_left_out_of_the_address_is_told(shipped, suffix):
    response = recommendation_of(shipped, "market=european-union", suffix, dropped=("industry", "priority", "unknown"))

    wanted = [
        "Your answer to “Industry”: your other answers no longer lead to this question",
        "At most two answers can count double",
        "The link mentions a question we no longer ask.",
    ]
    assert missing(wanted, response, suffix) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_recommendation_without_an_answer_is_a_file_too(shipped, suffix):
    response = recommendation_of(shipped, "", suffix)

    assert missing(["Nothing stands out yet", "No question has been answered."], response, suffix) == []
