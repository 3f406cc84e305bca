"""Workbooks: text stays text, and none of it is lost."""

import datetime

import pytest

from comparisons.presentation.downloads.as_xlsx import as_xlsx
from comparisons.presentation.downloads.documents.parts import (
    Document,
    Grid,
    Origin,
    Paragraph,
    Part,
    Section,
    Text,
    one,
)
from tests.presentation.downloads.reading import cells_of, comparison_of, recommendation_of, workbook_of

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DRAFT = Origin("Draft", (("Release", Text("None.")),), None)


def workbook_with(*texts):
    grid = Grid("Table", ("First", "Second"), (10, 20), (Section("", tuple((one(text), one("x")) for text in texts)),))
    parts = (Part("Heading", (Paragraph(Text(texts[0])), grid)),)
    return workbook_of(as_xlsx(Document("Comparison", "Title", "subject", DRAFT, parts)))


def test_workbook_of_a_comparison_has_a_sheet_for_the_table_the_sources_and_the_origin(shipped):
    response = comparison_of(shipped, "iso-27001", "soc-2", suffix="xlsx")

    workbook = workbook_of(response.content)
    table = workbook["Comparison"]
    assert response["Content-Type"] == TYPE
    assert response["Content-Disposition"] == 'attachment; filename="plumbline-iso-27001-vs-soc-2-release-3.xlsx"'
    assert workbook.sheetnames == ["Comparison", "Overview", "At a glance", "Levels", "Sources", "Origin"]
    assert [cell.value for cell in table[1]] == ["Group", "Aspect", "ISO/IEC 27001", "SOC 2"]
    assert (table.freeze_panes, table.max_row) == ("C2", len(shipped.aspects) + 1)
    assert table["C2"].alignment.wrap_text
    assert table.column_dimensions["C"].width > 50
    assert workbook.properties.created == datetime.datetime(2026, 11, 23, 12)  # noqa: DTZ001  (a workbook has no zones)
    assert workbook.properties.title == "Comparison: ISO/IEC 27001 vs SOC 2"


def test_workbook_of_a_recommendation_begins_with_the_verdict(shipped):
    workbook = workbook_of(recommendation_of(shipped, "market=european-union", "xlsx").content)

    assert workbook.sheetnames[0] == "Overview"
    assert {"Answers", "Standings", "Reasons", "Origin"} <= set(workbook.sheetnames)


def test_sources_lead_to_the_web(shipped):
    sheet = workbook_of(comparison_of(shipped, "iso-27001", "soc-2", suffix="xlsx").content)["Sources"]

    addresses = [row[4] for row in sheet.iter_rows(min_row=2)]
    assert [cell.hyperlink.target + (f"#{at}" if (at := cell.hyperlink.location) else "") for cell in addresses] == [
        cell.value for cell in addresses
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "{=1}", "1", "1e9", "https://a.example/", "mailto:a@b.c"])
def test_text_is_neither_formula_nor_number_nor_link(text):
    cells = cells_of(workbook_with(text))

    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells].count(text) == 2
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []


@pytest.mark.parametrize("text", ["x" * 20_000, "x" * 40_000, "😀" * 20_000])
def test_text_that_is_too_long_for_a_cell_goes_on_below(text):
    table = workbook_with(text, "next")["Table"]

    column = [row[0].value for row in table.iter_rows(min_row=2)]
    assert ("".join(column[:-1]), column[-1]) == (text, "next")


def test_characters_that_no_xml_may_hold_are_told_by_codes():
    table = workbook_with("a\x00b\x1fc\ufffe\ud800 _x0041_")["Table"]

    assert table["A2"].value == "a[U+0000]b[U+001F]c[U+FFFE][U+D800] _x0041_"


def test_sheets_have_names_of_their_own():
    grids = [Grid(name, ("A",), (10,), (Section("", ()),)) for name in ("A/B", "A?B", "Overview", "é" * 40, "h" * 40)]
    document = Document("Comparison", "Title", "subject", DRAFT, (Part("Heading", tuple(grids)),))

    names = workbook_of(as_xlsx(document)).sheetnames
    assert names == ["Overview", "A B", "A B 2", "Overview 2", "Table", "h" * 25, "Origin"]


def test_scores_and_points_are_numbers(shipped):
    workbook = workbook_of(
        recommendation_of(shipped, "market=north-america&evidence=attestation-report", "xlsx").content
    )

    scores = [row[1] for row in workbook["Standings"].iter_rows(min_row=2)]
    points = [row[2] for row in workbook["Reasons"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in (*scores, *points)} == {"n"}
    assert [cell.value for cell in scores] == sorted((cell.value for cell in scores), reverse=True)
    assert (max(cell.value for cell in scores), min(cell.value for cell in points)) == (100, -6)
