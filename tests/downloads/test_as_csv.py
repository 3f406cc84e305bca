import csv
import io

import pytest

from comparisons.downloads import comparison_as_csv
from comparisons.editions import Edition

SLUGS = ("soc-2", "iso-27001")


def table_of(response):
    """The cells, read as a spreadsheet reads them."""
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


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
    response = comparison_as_csv(Edition(shipped, "current", 3), SLUGS)

    header, *rows = table_of(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="plumbline-soc-2-vs-iso-27001-release-3.csv"'
    assert [header[2], header[6]] == ["SOC 2", "ISO/IEC 27001"]
    assert len(rows) == len(shipped.aspects)
    assert {len(row) for row in rows} == {2 + 4 * 2}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "  =", "|", "%", "＝", "＋"])  # noqa: RUF001
def test_no_cell_can_start_a_formula(shipped, start):
    hostile = with_text(shipped, f"{start}1+1")

    table = table_of(comparison_as_csv(Edition(hostile, "draft"), SLUGS))

    assert table[0][:4] == ["Group", "Aspect", f"'{start}1+1", f"'{start}1+1: note"]
    assert table[1][:4] == [f"'{start}1+1"] * 4
    assert [cell for row in table for cell in row if cell.lstrip(" ").startswith(start.lstrip(" "))] == []


@pytest.mark.parametrize("text", ['say "no"', "a, b; c", "two\r\nlines", "Grüße, 日本語", "<b>bold</b>", "1+1=2"])
def test_other_text_comes_through_as_it_is(shipped, text):
    table = table_of(comparison_as_csv(Edition(with_text(shipped, text), "draft"), SLUGS))

    assert table[1][:4] == [text] * 4
