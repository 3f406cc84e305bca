import pytest

from comparisons.engine import read, recommend
from tests.pages import html_of
from tests.views.test_compare import SELECTION_ERRORS

pytestmark = pytest.mark.usefixtures("served")


def headings_of(page):
    """The frameworks in the order of the table's columns."""
    columns = page.split("<thead>")[1].split("</thead>")[0]
    return [part.split("/")[0] for part in columns.split('href="/frameworks/')[1:]]


@pytest.mark.parametrize(
    "slugs",
    [["iso-27001", "soc-2"], ["soc-2", "iso-27001"], ["tisax", "cmmc", "soc-2", "fedramp", "hitrust"]],
)
def test_comparison_keeps_the_order_given(client, slugs):
    response = client.get(f"/compare/{'-vs-'.join(slugs)}/")

    assert response.status_code == 200
    assert headings_of(html_of(response)) == slugs


@pytest.mark.parametrize("slugs", ["iso-27001-vs-soc-2", "soc-2-vs-iso-27001"])
def test_comparison_holds_the_guide_in_either_order(client, slugs):
    page = html_of(client.get(f"/compare/{slugs}/"))

    assert page.count('id="guide"') == 1


@pytest.mark.parametrize("selection_error", SELECTION_ERRORS)
@pytest.mark.parametrize("suffix", ["/", ".csv", ".json", ".md", ".pdf", ".xlsx"])
def test_address_that_cannot_be_compared_gives_404_with_a_way_on(client, selection_error, suffix):
    slugs, message = SELECTION_ERRORS[selection_error]

    response = client.get(f"/compare/{'-vs-'.join(slugs)}{suffix}")

    page = html_of(response)
    assert response.status_code == 404
    assert message in page
    assert '<form action="/compare/" method="get">' in page


@pytest.mark.parametrize("suffix", [".txt", ".CSV", ".html", "", ".csv/"])
def test_unknown_format_gives_404(client, suffix):
    response = client.get(f"/compare/iso-27001-vs-soc-2{suffix}", follow=True)

    assert response.status_code == (200 if suffix == "" else 404)


ANSWERS = "market=european-union&evidence=certificate"


def test_rows_that_decided_are_marked_with_what_the_answers_made_of_them(client, served):
    answers = read(served, [pair.split("=") for pair in ANSWERS.split("&")]).answers
    standings = {standing.framework.slug: standing for standing in recommend(served, answers).standings}
    counted = [line for slug in ("iso-27001", "soc-2") for line in standings[slug].contributions]

    page = html_of(client.get(f"/compare/iso-27001-vs-soc-2/?{ANSWERS}"))

    assert {row.split('"')[0] for row in page.split('<tr id="')[1:] if 'class="decisive"' in row.split(">")[0]} == {
        line.support.aspect for line in counted if line.points
    }
    assert page.count('<p class="decided">') == len(counted)
    assert f'<a href="/recommendation/?{ANSWERS.replace("&", "&amp;")}">Back to the recommendation</a>' in page


@pytest.mark.parametrize(
    "query", ["", "?old=x", "?market=mars"], ids=["no query", "unknown criterion", "unknown option"]
)
def test_no_row_is_marked_without_answers(client, query):
    page = html_of(client.get(f"/compare/iso-27001-vs-soc-2/{query}"))

    assert 'class="decisive"' not in page
    assert 'class="decided"' not in page
    assert "Back to the recommendation" not in page
