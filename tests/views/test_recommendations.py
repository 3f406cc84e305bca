"""Two recommendations side by side."""

import re

import pytest
from django.utils.html import escape
from django.utils.http import urlencode
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.answers import NORTH_AMERICA, query
from tests.examples import examples
from tests.pages import html_of
from tests.views.test_hostile_input import MARKER, PREFIXES, queries
from tests.wire import send

pytestmark = pytest.mark.usefixtures("served")

MINE = query()
THEIRS = query(NORTH_AMERICA)
LEFT_OUT = "We left out something in the addresses that does not exist here or does not fit."


def page_of(client, **sides):
    response = client.get("/recommendation/compare/", sides)
    assert response.status_code == 200
    return html_of(response)


def rows(page):
    """The text of each row of the table, cell by cell."""
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    ]


def told(catalogue, criterion, *options):
    """A row of answers that differ."""
    model = catalogue.criterion_of[criterion]
    return [model.name, *(model.option_of[slug].label for slug in options)]


@pytest.mark.parametrize(
    "form",
    ["{}", "?{}", "/recommendation/?{}", "https://plumbline.example/releases/1/recommendation/?{}", " ?{}#reasons "],
    ids=["query", "with a question mark", "path", "whole address of a release", "with a fragment and spaces"],
)
def test_two_sides_are_read_however_their_addresses_were_copied(client, served, form):
    page = page_of(client, a=form.format(MINE), b=form.format(THEIRS))

    assert '<h2 id="difference">The results differ</h2>' in page
    assert LEFT_OUT not in page
    assert rows(page)[1:7] == [
        ["Result", "ISO/IEC 27001 fits your answers best", "SOC 2 fits your answers best"],
        ["Required", "nothing", "nothing"],
        ["Answers that differ"],
        told(served, "market", "european-union", "north-america"),
        told(served, "evidence", "certificate", "attestation-report"),
        told(served, "approach", "formal-management-system", "tailored-controls"),
    ]


def test_each_result_leads_to_its_recommendation(client):
    page = page_of(client, a=MINE, b=THEIRS).replace("&amp;", "&")

    assert f'<a href="/recommendation/?{MINE}">ISO/IEC 27001 fits your answers best</a>' in page
    assert f'<a href="/recommendation/?{THEIRS}">SOC 2 fits your answers best</a>' in page


def test_same_answers_give_the_same_result(client):
    page = page_of(client, a=MINE, b="&".join(reversed(MINE.split("&"))))

    assert '<h2 id="difference">The result is the same</h2>' in page
    assert rows(page)[-3:] == [
        ["None: the answers are the same."],
        ["Scores and reasons that differ"],
        ["None."],
    ]


def test_form_keeps_what_was_pasted(client):
    page = page_of(client, a=MINE, b='"><b>').replace("&amp;", "&")

    assert f'<input type="text" id="side-a" name="a" value="{MINE}"' in page
    assert 'name="b" value="&quot;&gt;&lt;b&gt;"' in page


@pytest.mark.parametrize("sides", [{}, {"a": MINE}, {"b": MINE}, {"a": MINE, "b": ""}, {"a": MINE, "b": "  "}])
def test_one_side_alone_is_not_compared(client, sides):
    page = page_of(client, **sides)

    assert 'id="difference"' not in page
    assert "<h1>Two recommendations side by side</h1>" in page
    assert LEFT_OUT not in page


@pytest.mark.parametrize(
    "wrong",
    [
        f"{MINE}&market=mars",
        f"{MINE}&old=x",
        f"{MINE}&industry=automotive",
        f"{MINE}&priority=nothing",
        f"{MINE}&obligations=card-data&obligations=none-of-these",
        f"{MINE}&dropped=goal",
    ],
    ids=["option", "criterion", "two of one", "priority", "clash", "left out before"],
)
def test_answers_that_are_not_known_or_clash_are_told(client, wrong):
    page = page_of(client, a=wrong, b=MINE)

    assert LEFT_OUT in page


def test_question_that_an_address_names_is_no_answer(client):
    page = page_of(client, a=f"/wizard/goal/?{MINE}&asked=goal", b=f"/recommendation/?{THEIRS}")

    assert LEFT_OUT not in page


NOTHING = "Paste the address of the {} recommendation."
JUNK = "The {} address has no answer that we know."


@pytest.mark.parametrize(
    ("sides", "faults"),
    [
        ({"a": "", "b": ""}, [NOTHING.format("first"), NOTHING.format("second")]),
        ({"a": " ", "b": MINE}, [NOTHING.format("first")]),
        ({"a": MINE, "b": "junk"}, [JUNK.format("second")]),
        ({"a": "https://example.com/?x=y", "b": "<b>"}, [JUNK.format("first"), JUNK.format("second")]),
    ],
)
def test_form_without_two_recommendations_says_what_to_do(client, sides, faults):
    page = page_of(client, **sides)

    assert "<title>Error: " in page
    assert [page.count(fault) for fault in faults] == [2] * len(faults)
    assert page.count('aria-invalid="true"') == len(faults)
    assert 'id="difference"' not in page


@pytest.mark.parametrize("sides", [{}, {"a": MINE}, {"a": MINE, "b": THEIRS}])
def test_form_not_sent_and_form_filled_have_no_error(client, sides):
    page = page_of(client, **sides)

    assert "Error" not in page
    assert "aria-invalid" not in page


def test_address_without_answers_is_a_side(client):
    page = page_of(client, a="/recommendation/", b=MINE)

    assert LEFT_OUT not in page
    assert rows(page)[1] == ["Result", "Nothing stands out yet", "ISO/IEC 27001 fits your answers best"]


def test_release_compares_within_itself(client):
    page = html_of(client.get("/releases/1/recommendation/compare/", {"a": MINE, "b": THEIRS}))

    assert '<form action="/releases/1/recommendation/compare/" method="get">' in page
    assert page.count('<a href="/releases/1/recommendation/?customer-demand=') == 2


def test_page_is_not_for_search_engines(client):
    assert '<meta name="robots" content="noindex">' in page_of(client)


@pytest.mark.parametrize(
    "text", [MARKER, f"?market={MARKER}", f'"{MARKER}', f"?{MARKER}=x", "%3Cq7x%3E", "?a=%3Cq7x%3E"]
)
def test_hostile_text_is_escaped(client, text):
    page = page_of(client, a=text, b=text)

    assert MARKER not in page
    assert page.count(f'value="{escape(text)}"') == 2


@settings(max_examples=examples(5000))
@given(a=st.text() | queries, b=st.text() | queries, prefix=st.sampled_from(PREFIXES), encoded=st.booleans())
def test_whatever_is_pasted_gets_a_page(a, b, prefix, encoded):
    query = urlencode({"a": a.encode(errors="replace"), "b": b.encode(errors="replace")}) if encoded else f"a={a}&b={b}"
    query = query.encode(errors="replace").decode("latin-1")

    answer = send(f"{prefix}/recommendation/compare/", query)

    assert answer.status < 500
    assert MARKER.encode() not in answer.body
