import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from comparisons.engine import NOT_SURE
from tests.answers import query
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = pytest.mark.usefixtures("served")

SWAP = {"HX-Request": "true", "HX-Target": "question"}
CORE = query()
WAYS = {
    "browser": {},
    "swap": SWAP,
    "history restore": {"HX-Request": "true", "HX-History-Restore-Request": "true"},
    "boosted": {"HX-Request": "true", "HX-Boosted": "true", "HX-Target": "main"},
    "another target": {"HX-Request": "true", "HX-Target": "../wizard"},
    "target without htmx": {"HX-Target": "question"},
}


def text_of(response):
    return html_of(response)


def submit(client, response, **chosen):
    """Send the form of a question as a browser without JavaScript does, with this chosen in it."""
    form = untouched_form(text_of(response), "")
    return client.get("/wizard/", {**form, **chosen}, follow=True)


def address_of(response):
    """Where a followed request ended."""
    request = response.request
    return request["PATH_INFO"] + (f"?{request['QUERY_STRING']}" if request["QUERY_STRING"] else "")


# --- htmx -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("address", ["/wizard/", f"/wizard/market/?{CORE}", "/wizard/?asked=market"])
def test_question_is_a_page_but_for_the_swap_of_itself(client, way, address):
    response = client.get(address, headers=WAYS[way])

    start = '<div id="question"' if way == "swap" else "<!doctype html>"
    assert response.status_code == 200
    assert text_of(response).startswith(start)
    assert text_of(response).count("<title>") == 1
    assert response["Vary"] == "HX-Request, HX-Target, Accept-Encoding"


@pytest.mark.parametrize("address", ["/wizard/", "/wizard/?asked=market"])
def test_page_holds_the_partial_as_it_is_and_both_have_one_title(client, address):
    page, partial = text_of(client.get(address)), text_of(client.get(address, headers=SWAP))
    element, title = partial.rsplit("<title>", 1)

    assert element.strip() in page
    assert element.strip().endswith("</div>"), "htmx reads a title only beside the root element"
    assert f"<title>{title.strip()}" in page


@pytest.mark.parametrize("way", WAYS)
def test_end_of_the_questions_leads_to_the_recommendation(client, way):
    response = client.get(f"/wizard/?{CORE}&asked=approach", headers=WAYS[way])

    header = "HX-Redirect" if way == "swap" else "Location"
    assert response[header] == f"/recommendation/?{CORE}"
    assert response.status_code == (200 if way == "swap" else 302)
    assert response["Vary"] == "HX-Request, HX-Target, Accept-Encoding"


# --- the journey ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("choose", [lambda criterion: criterion.options[-1].slug, lambda _: NOT_SURE])
def test_core_questions_lead_to_the_recommendation(client, served, choose):
    core = [criterion for criterion in served.criteria if criterion.core and not criterion.ask_when]
    response = client.get("/wizard/")

    for number, criterion in enumerate(core, start=1):
        page = text_of(response)
        assert criterion.question in page
        assert re.search(rf"Question {number} of (?:about )?{len(core)}\b", page)
        response = submit(client, response, **{criterion.slug: choose(criterion)})

    answers = urlencode([(criterion.slug, choose(criterion)) for criterion in core])
    assert address_of(response) == f"/recommendation/?{answers}"


def test_refining_question_returns_to_the_recommendation(client):
    response = submit(client, client.get(f"/wizard/goal/?{CORE}"), goal="global-recognition")

    assert address_of(response) == f"/recommendation/?{query(goal='global-recognition')}"


def test_refining_question_before_the_core_ones_goes_on_with_those(client):
    response = submit(client, client.get("/wizard/goal/"), goal="global-recognition")

    assert address_of(response) == "/wizard/?goal=global-recognition"
    assert "Has a customer, tender or contract named a framework?" in text_of(response)


def test_every_question_answered_leaves_nothing_to_ask(client, served):
    answers = urlencode([(criterion.slug, NOT_SURE) for criterion in served.criteria])
    reachable = answers.replace("&others=not-sure", "").replace("&timeline=not-sure", "")

    response = client.get(f"/wizard/?{reachable}")

    assert response["Location"] == f"/recommendation/?{reachable}"


def test_present_answer_is_marked_and_can_be_changed(client):
    question = client.get(f"/wizard/market/?{CORE}")

    changed = submit(client, question, market="worldwide")

    assert 'value="european-union" checked' in text_of(question)
    assert address_of(changed) == f"/recommendation/?{query(market='worldwide')}"


def test_question_links_back_to_the_one_before_to_the_result_and_to_a_new_start(client):
    page = text_of(client.get("/wizard/industry/?market=european-union"))

    assert '<a class="button button-quiet" href="/wizard/market/?market=european-union">Back</a>' in page
    assert '<a href="/recommendation/?market=european-union">See the result so far</a>' in page
    assert '<a href="/wizard/">Start again</a>' in page


def test_question_says_once_that_several_answers_can_be_chosen(client, served):
    many = [criterion for criterion in served.criteria if criterion.selection == "many"]

    for criterion in many:
        page = html_of(client.get(f"/wizard/{criterion.slug}/"))
        assert len(re.findall("that apply", page.split("<legend>")[1].split("choices")[0])) <= 1, criterion.slug
    assert len(many) > 2


def test_first_question_has_nothing_to_go_back_to(client):
    page = text_of(client.get("/wizard/"))

    assert "Back</a>" not in page
    assert "Start again" not in page


def test_every_link_of_a_release_stays_in_it(client):
    response = submit(Client(), client.get("/releases/1/wizard/"))
    page = text_of(client.get("/releases/1/wizard/?market=european-union"))

    assert response.status_code == 200
    assert 'action="/releases/1/wizard/"' in page
    assert 'href="/releases/1/recommendation/?market=european-union"' in page
    assert 'href="/wizard/' not in page


# --- what cannot be taken as it is --------------------------------------------------------------------------------


def test_nothing_chosen_puts_the_question_again_with_what_was_answered(client):
    response = submit(client, client.get("/wizard/industry/?market=european-union"))

    page = text_of(response)
    assert (response.status_code, address_of(response)) == (200, "/wizard/?market=european-union&asked=industry")
    assert "<title>Error: " in page
    assert '<a href="#answers">Choose an answer, or “Not sure”.' in page
    assert untouched_form(page, "") == {"market": ["european-union"], "asked": ["industry"]}


def test_choices_that_exclude_each_other_are_kept_and_told(client):
    response = submit(client, client.get(f"/wizard/obligations/?{CORE}"), obligations=["card-data", "none-of-these"])

    page = text_of(response)
    chosen = f"{query(obligations=None)}&obligations=card-data&obligations=none-of-these"
    assert (response.status_code, address_of(response)) == (200, f"/wizard/?{chosen}&asked=obligations")
    assert "cannot be combined with others" in page
    assert untouched_form(page, "")["obligations"] == ["none-of-these", "card-data"]


def test_clash_in_the_address_of_a_recommendation_leads_to_its_question(client):
    response = client.get("/recommendation/?obligations=card-data&obligations=not-sure")

    assert response["Location"] == "/wizard/obligations/?obligations=card-data&obligations=not-sure"
    assert "cannot be combined with others" in text_of(client.get(response["Location"]))


@pytest.mark.parametrize(
    ("address", "canonical", "told"),
    [
        ("/wizard/?market=atlantis", "/wizard/?dropped=market", "“Target market and client base”"),
        ("/wizard/?old=x", "/wizard/?dropped=unknown", "a question we no longer ask"),
        (
            "/wizard/old/?market=european-union",
            "/wizard/?market=european-union&dropped=unknown",
            "a question we no longer ask",
        ),
        ("/wizard/timeline/", "/wizard/", ""),
        ("/wizard/?timeline=no-deadline", "/wizard/?dropped=timeline", "“Timeline”"),
        (
            "/wizard/?industry=saas&industry=automotive",
            "/wizard/?dropped=industry",
            "“Industry”",
        ),
        ("/wizard/?asked=old", "/wizard/", ""),
    ],
)
def test_what_is_left_out_is_told_after_a_redirect(client, address, canonical, told):
    response = client.get(address, follow=True)

    page = text_of(response)
    assert response.redirect_chain == [(canonical, 302)]
    assert ("Not all of these answers count" in page) is bool(told)
    assert told in page
