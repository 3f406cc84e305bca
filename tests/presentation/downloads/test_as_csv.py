from itertools import pairwise, takewhile

import pytest

from comparisons.releases.release_cache import Edition
from tests.presentation.downloads.reading import cells_of_csv, comparison_of, recommendation_of

SLUGS = ("soc-2", "iso-27001")
GUIDE = ["How they differ", "How to choose", "In short"]


def table_of(response):
    return cells_of_csv(response.content)


def changed(model, **update):
    """A copy with nothing remembered of the original, and without the checks that would refuse a control character."""
    return type(model).model_construct(**{name: getattr(model, name) for name in type(model).model_fields} | update)


def with_text(catalogue, text):
    """The catalogue with this for everything that an editor writes and a comparison shows."""
    frameworks = [
        changed(
            framework,
            short_name=text,
            values=tuple(changed(value, text=text, note=text) for value in framework.values),
        )
        for framework in catalogue.frameworks
    ]
    return changed(
        catalogue,
        frameworks=tuple(frameworks),
        sources=tuple(changed(source, title=text) for source in catalogue.sources),
        groups=tuple(changed(group, name=text) for group in catalogue.groups),
        aspects=tuple(changed(aspect, name=text) for aspect in catalogue.aspects),
    )


def test_csv_has_a_row_for_each_aspect_in_the_order_given(shipped):
    response = comparison_of(shipped, *SLUGS, suffix="csv")

    header, *rows = table_of(response)
    table, other = rows[: len(shipped.aspects)], rows[len(shipped.aspects) :]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="plumbline-soc-2-vs-iso-27001-release-3.csv"'
    assert [header[2], header[6]] == ["SOC 2", "ISO/IEC 27001"]
    assert [row[1] for row in table] == [aspect.name for aspect in shipped.aspects]
    assert {len(row) for row in rows} == {len(header)} == {2 + 4 * 2 + 1}
    assert other[0] == [""] * len(header)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "  =", "|", "%", "＝", "＋"])  # noqa: RUF001
def test_no_cell_can_start_a_formula(shipped, start):
    hostile = with_text(shipped, f"{start}1+1")

    table = table_of(comparison_of(hostile, *SLUGS, suffix="csv", edition=Edition(hostile, "draft")))

    assert table[0][:4] == ["Group", "Aspect", f"'{start}1+1", f"'{start}1+1: note"]
    assert table[1][:4] == [f"'{start}1+1"] * 4
    assert [cell for row in table for cell in row if cell.lstrip(" ").startswith(start.lstrip(" "))] == []


@pytest.mark.parametrize("text", ['say "no"', "a, b; c", "two\r\nlines", "Grüße, 日本語", "<b>bold</b>", "1+1=2"])
def test_other_text_comes_through_as_it_is(shipped, text):
    told = with_text(shipped, text)

    table = table_of(comparison_of(told, *SLUGS, suffix="csv", edition=Edition(told, "draft")))

    assert table[1][:4] == [text] * 4


def test_csv_of_a_comparison_goes_on_with_its_origin_guide_and_sources(shipped):
    rows = table_of(comparison_of(shipped, *SLUGS, suffix="csv"))

    headings = [row[0] for before, row in pairwise(rows) if not any(before)]
    assert headings == ["Comparison", "At a glance", "ISO/IEC 27001 or SOC 2?", *GUIDE, "Levels", "Sources"]
    assert ["Number", "Title", "Publisher", "Kind", "Address", "Checked on"] in [row[:6] for row in rows]


def test_csv_of_a_recommendation_is_a_table_after_the_other(shipped):
    response = recommendation_of(shipped, "market=european-union&evidence=certificate", "csv")

    rows = table_of(response)
    assert response["Content-Disposition"] == 'attachment; filename="plumbline-recommendation-release-3.csv"'
    assert rows[0][0] == "Decision record"
    assert len({len(row) for row in rows}) == 1
    assert ["Framework", "For or against", "Points", "Reason", "From the answer", "Aspect"] in [row[:6] for row in rows]


def test_scores_are_numbers_that_a_program_reads(shipped):
    rows = table_of(recommendation_of(shipped, "market=north-america&evidence=attestation-report", "csv"))

    place = next(number for number, row in enumerate(rows) if row[0] == "Scores")
    scores = [int(row[1]) for row in takewhile(any, rows[place + 2 :])]
    assert (max(scores), min(scores)) == (100, -60)
