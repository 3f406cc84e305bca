import pytest

from tests.answers import CORE as CORE_ANSWERS
from tests.answers import query
from tests.pages import html_of

pytestmark = pytest.mark.usefixtures("served")

CORE = query()


def test_recommendation_shows_its_working(client):
    page = html_of(client.get(f"/recommendation/?{CORE}"))

    assert "ISO/IEC 27001 fits your answers best</h1>" in page
    assert '<p class="eyebrow">Recommendation</p>' in page
    assert 'id="ledger-iso-27001"' in page
    assert "Buyers in Europe usually ask for an ISO/IEC 27001 certificate." in page
    assert page.count(">Change<") == len(CORE_ANSWERS)


def test_recommendation_before_all_core_questions_is_one_so_far(client):
    page = html_of(client.get("/recommendation/?market=european-union"))

    assert "Recommendation so far" in page
    assert '<a href="/wizard/customer-demand/?market=european-union">' in page


def test_recommendation_without_answers_leads_to_the_questions(client):
    page = html_of(client.get("/recommendation/"))

    assert "No question has been answered." in page
    assert '<a href="/wizard/">Answer another question</a>' in page


def test_recommendation_tells_obligations_apart(client):
    page = html_of(client.get(f"/recommendation/?{query(obligations='card-data')}"))

    assert '<h2 id="obligations-heading">What you are obliged to</h2>' in page
    assert "Required, so it stands apart" in page


def test_recommendation_offers_to_go_on_to_start_again_and_to_keep_it(client):
    page = html_of(client.get(f"/recommendation/?{CORE}")).replace("&amp;", "&")

    assert f'<a href="/wizard/goal/?{CORE}">' in page
    assert '<a href="/wizard/">Start again</a>' in page
    assert f'<a rel="nofollow" href="/recommendation.json?{CORE}">' in page
    assert f'<a href="/releases/2/recommendation/?{CORE}">' in page


@pytest.mark.parametrize("address", ["/recommendation/", "/recommendation.json"])
def test_address_is_made_canonical_once(client, address):
    response = client.get(
        f"{address}?industry=saas&market=european-union&market=european-union&old=x&industry=nonsense", follow=True
    )

    canonical = f"{address}?market=european-union&industry=saas&dropped=industry&dropped=unknown"
    assert response.redirect_chain == [(canonical, 302)]
    assert response.status_code == 200


def test_page_tells_what_was_left_out(client):
    page = html_of(client.get("/recommendation/?market=european-union&dropped=industry"))

    assert "Something in the address was left out" in page
    assert "“Industry" in page


def test_release_gives_the_same_recommendation_on_its_own_address(client):
    current = client.get(f"/recommendation.json?{CORE}").json()
    pinned = client.get(f"/releases/1/recommendation.json?{CORE}").json()

    assert (current.pop("release")["number"], pinned.pop("release")["number"]) == (2, 1)
    assert current.pop("address") == pinned.pop("address").replace("/releases/1/", "/releases/2/")
    assert pinned == current


@pytest.mark.parametrize("way", ["HX-Boosted", "HX-History-Restore-Request", "HX-Request"])
def test_recommendation_is_always_a_page(client, way):
    response = client.get(
        f"/recommendation/?{CORE}", headers={"HX-Request": "true", "HX-Target": "question", way: "true"}
    )

    assert response.content.startswith(b"<!doctype html>")
    assert response["Vary"] == "HX-Request, HX-Target, Accept-Encoding"


def test_verdict_stands_beside_its_strongest_reasons(client):
    page = html_of(client.get(f"/recommendation/?{CORE}"))

    verdict = page.split('<h1 id="verdict-heading">')[1].split("</section>")[0]
    assert verdict.index("ISO/IEC 27001 leads to a formal certificate that is recognised worldwide.") < verdict.index(
        "It reaches the score of 15"
    )


def test_best_framework_can_be_compared_with_the_one_that_is_held(client):
    page = " ".join(html_of(client.get(f"/recommendation/?{query(existing='soc-2')}")).split())

    assert ">Compare it with SOC 2, which you have</a>" in page
    assert "/compare/iso-27001-vs-soc-2/?" in page.split(">Compare it with SOC 2, which you have</a>")[0][-400:]
