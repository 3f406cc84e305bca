"""Addresses from before an editor changed the questions lead to the answers of today, and say what has changed."""

import pytest

from comparisons.releases import release_cache
from tests.content_files.catalogues import SMALL
from tests.factories import release_of
from tests.pages import html_of

BEFORE = SMALL.model_copy(
    update={
        "criteria": tuple(
            criterion.model_copy(
                update={
                    "dropped": (),
                    "options": tuple(option.model_copy(update={"was": ()}) for option in criterion.options),
                }
            )
            for criterion in SMALL.criteria
        )
    }
)


@pytest.fixture(scope="module", autouse=True)
def served():
    """Release 1 knows no former answers, and release 2, the current one, does."""
    with release_cache.restored():
        release_cache.replace(release_of(BEFORE, 1), release_of(SMALL, 2))
        yield


def text_of(page):
    return " ".join(html_of(page).split())


@pytest.mark.parametrize("address", ["/recommendation/", "/recommendation.json", "/recommendation.md"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("market=home", "market=here&was=market%2Fhome"),
        ("place=home", "market=here&was=place%2Fhome"),
        ("duties=nothing&place=home", "market=here&duties=nothing&was=place%2Fhome"),
        ("market=moon", "was=market%2Fmoon"),
        ("market=moon&market=there", "market=there&was=market%2Fmoon"),
        ("market=moon&market=mars&old=x", "dropped=market&dropped=unknown&was=market%2Fmoon"),
        ("market=here&was=market/home&was=market%2Fhome&was=no/such&was=x", "market=here&was=market%2Fhome"),
        ("market=there&was=place/home", "market=there"),
    ],
)
def test_old_address_leads_to_the_answers_of_today_once(client, address, old, new):
    response = client.get(f"{address}?{old}", follow=True)

    assert response.redirect_chain == [(f"{address}?{new}", 302)]
    assert response.status_code == 200


def test_wizard_goes_on_from_an_old_address(client):
    assert client.get("/wizard/?market=home&duties=statute")["Location"] == (
        "/recommendation/?market=here&duties=statute&was=market%2Fhome"
    )
    assert client.get("/wizard/?market=moon")["Location"] == "/wizard/?was=market%2Fmoon"
    assert client.get("/wizard/duties/?market=home")["Location"] == "/wizard/duties/?market=here&was=market%2Fhome"


@pytest.mark.parametrize("address", ["/wizard/duties/", "/recommendation/"])
def test_page_says_what_an_answer_has_become(client, address):
    page = text_of(client.get(f"{address}?market=here&was=market%2Fhome"))

    assert "The questions have changed since this link was made:" in page
    assert '<a href="/wizard/market/?market=here">Market</a>: your answer is now “Here”.' in page


@pytest.mark.parametrize("address", ["/wizard/", "/recommendation/"])
def test_page_says_why_to_answer_again_and_links_to_the_question(client, address):
    page = text_of(client.get(f"{address}?was=market%2Fmoon"))

    assert 'Nobody lives there. <a href="/wizard/market/">Answer “Market” again</a>.' in page


def test_links_and_forms_lead_on_without_what_has_changed(client):
    question = text_of(client.get("/wizard/duties/?market=here&was=market%2Fhome"))
    result = text_of(client.get("/recommendation/?market=here&was=market%2Fhome"))

    assert 'name="was"' not in question
    assert "was=" not in question + result


def test_address_that_is_of_today_says_nothing_of_changes(client):
    assert "have changed since" not in text_of(client.get("/recommendation/?market=here"))


def test_files_say_what_has_changed(client):
    became = client.get("/recommendation.json?market=here&was=market%2Fhome").json()
    again = client.get("/recommendation.json?was=market%2Fmoon").json()
    record = client.get("/recommendation.md?was=market%2Fmoon").content.decode()

    assert became["former"] == [
        {
            "answer": "market/home",
            "became": {"market": ["here"]},
            "again": None,
            "text": "Market: your answer is now “Here”.",
        }
    ]
    assert again["former"] == [
        {
            "answer": "market/moon",
            "became": {},
            "again": "market",
            "text": "Nobody lives there. Answer “Market” again.",
        }
    ]
    assert "Questions that have changed\n\n- Nobody lives there. Answer “Market” again." in record
    assert "former" not in client.get("/recommendation.json?market=here").json()


def test_release_is_read_with_its_own_questions(client):
    response = client.get("/releases/1/recommendation/?market=home&was=market%2Fmoon")

    assert response["Location"] == "/releases/1/recommendation/?dropped=market"


def test_two_old_addresses_are_compared_by_the_answers_of_today(client):
    pasted = {"a": "https://site.example/recommendation/?market=home", "b": "market=there&was=market%2Fmoon"}
    page = text_of(client.get("/recommendation/compare/", pasted))

    assert "Something in the addresses" not in page
    assert 'First. <a href="/wizard/market/?market=here">Market</a>: your answer is now “Here”.' in page
    assert 'Second. Nobody lives there. <a href="/wizard/market/?market=there">Answer “Market” again</a>.' in page


def test_comparison_reads_an_old_address(client):
    page = text_of(client.get("/compare/alpha-vs-beta/?place=home"))

    assert "?market=here" in page
    assert "place=home" not in page
