import re

import pytest

from tests.pages import html_of

pytestmark = pytest.mark.usefixtures("served")

SELECTION_ERRORS = {
    "unknown": (["iso-27001", "iso-27002"], "One of the frameworks named is not in this release."),
    "twice": (["soc-2", "soc-2"], "One framework is named twice."),
    "few": (["soc-2"], "Choose at least 2 frameworks."),
    "many": (["iso-27001", "soc-2", "tisax", "cmmc", "fedramp", "hitrust"], "Choose at most 5 frameworks."),
}


def test_choice_in_the_form_leads_to_the_comparison(client):
    response = client.get("/compare/?framework=tisax&framework=soc-2")

    assert (response.status_code, response["Location"]) == (302, "/compare/tisax-vs-soc-2/")


def test_form_without_a_choice_is_no_error(client):
    response = client.get("/compare/")

    page = html_of(response)
    assert response.status_code == 200
    assert "error-summary" not in page
    assert " checked" not in page


def test_form_that_was_sent_without_a_choice_says_what_to_do(client):
    form = html_of(client.get("/compare/"))
    sent = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))

    page = html_of(client.get("/compare/", sent))

    assert "<title>Error: " in page
    assert "Choose at least 2 frameworks." in page


def test_choosing_others_keeps_what_was_compared(client):
    page = html_of(client.get("/compare/?choose=tisax&choose=soc-2"))

    assert page.count(" checked") == 2
    assert 'value="tisax" checked' in page


@pytest.mark.parametrize("selection_error", SELECTION_ERRORS)
def test_choice_that_cannot_be_compared_is_told_and_kept(client, selection_error):
    slugs, message = SELECTION_ERRORS[selection_error]

    response = client.get("/compare/", {"framework": slugs})

    page = html_of(response)
    assert response.status_code == 200
    assert "<title>Error: " in page
    assert message in page
    assert page.count(" checked") == len({slug for slug in slugs if slug != "iso-27002"})
