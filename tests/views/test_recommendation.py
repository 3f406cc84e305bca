import re

import pytest

from tests.answers import BUSY, NORTH_AMERICA, query
from tests.answers import CORE as CORE_ANSWERS
from tests.pages import html_of

pytestmark = pytest.mark.usefixtures("served")

CORE = query()


def test_recommendation_shows_its_working(client):
    page = html_of(client.get(f"/recommendation/?{CORE}"))

    assert "ISO/IEC 27001 fits your answers best</h1>" in page
    assert '<p class="eyebrow">Recommendation, from 8 of 14 answers</p>' in page
    assert 'id="ledger-iso-27001"' in page
    assert "Buyers in Europe usually ask for an ISO/IEC 27001 certificate." in page
    assert page.count(">Change<") == len(CORE_ANSWERS)


def test_recommendation_before_all_core_questions_is_one_so_far(client):
    page = html_of(client.get("/recommendation/?market=european-union"))

    assert '<p class="eyebrow">Recommendation so far, from 1 of 13 answers</p>' in page
    assert '<h2 id="waiting-heading">12 questions still open</h2>' in page
    assert '<a href="/wizard/customer-demand/?market=european-union">' in page


def test_recommendation_without_answers_leads_to_the_questions(client):
    page = html_of(client.get("/recommendation/"))

    assert "No question has been answered." in page
    assert '<a href="/wizard/">Answer another question</a>' in page


def test_recommendation_tells_obligations_apart(client):
    page = html_of(client.get(f"/recommendation/?{query(obligations='card-data')}"))

    assert '<h2 id="obligations-heading">What you must do anyway</h2>' in page
    assert page.index("<h3>By contract</h3>") < page.index('<div id="obligation-pci-dss">')


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

    assert "Not all of these answers count" in page
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


def test_verdict_is_followed_by_what_to_get_and_why(client):
    page = html_of(client.get(f"/recommendation/?{CORE}"))

    verdict = page.split('<h1 id="verdict-heading">')[1].split("</section>")[0]
    parts = (
        "A clear lead: ",
        "<dt>What you get</dt><dd>Certificate</dd>",
        '<dt>First proof in</dt><dd>4 to 12 months <span class="hint" dir="auto">Stage 1 and stage 2 audit</span></dd>',
        "<dt>Published cost</dt><dd>USD 15,000 to 60,000 <span",
        "<dd>USD 50,000 to 200,000 <span",
        '<dt>For ISO/IEC 27001</dt><dd dir="auto">ISO/IEC 27001 leads to a formal certificate that is',
        '<dt>Against ISO/IEC 27001</dt><dd dir="auto">None of your answers.</dd>',
        ">Compare with SOC 2</a>",
    )
    places = [verdict.index(part) for part in parts]
    assert places == sorted(places)


def test_two_winners_both_get_their_reasons(client):
    page = html_of(client.get(f"/recommendation/?{query(evidence='both-kinds')}"))

    verdict = page.split('<h1 id="verdict-heading">')[1].split("</section>")[0]
    assert re.findall("<dt>For (.*?)</dt>", verdict) == ["ISO/IEC 27001", "SOC 2"]
    assert ">Compare the two</a>" in verdict


def test_what_is_required_and_missing_is_what_you_get_where_nothing_is_recommended(client):
    page = html_of(client.get(f"/recommendation/?{query(BUSY)}"))

    verdict = page.split('<h1 id="verdict-heading">')[1].split("</section>")[0]
    beginning, folded = verdict.split("<summary>5 more to get: what each gives, takes and costs</summary>")
    assert (beginning.count("<dt>What you get</dt>"), folded.count("<dt>What you get</dt>")) == (3, 5)
    assert folded.index("SOC 2") < folded.index("ISO/IEC 27701")


def test_page_begins_with_what_to_do_and_ends_with_the_working(client):
    page = html_of(client.get(f"/recommendation/?{query(laws='gdpr', evidence='not-sure')}"))

    headings = re.findall(r'<h2 id="([a-z-]+)"', page)
    wanted = "obligations-heading contents-heading plan changes take-away waiting-heading standings reasons certainty"
    assert [slug for slug in headings if slug in wanted.split()] == wanted.split()


def test_open_questions_are_one_box(client):
    page = html_of(client.get(f"/recommendation/?{CORE}"))

    box = page.split('<h2 id="waiting-heading">')[1].split("</section>")[0]
    assert box.startswith("6 optional questions</h2>")
    assert f'href="/wizard/goal/?{CORE}">Start: Main goal</a>' in box.replace("&amp;", "&")
    assert box.count("<li>") == box.split("<details>")[1].count("<li>") == 6


def test_duties_say_what_each_asks_and_where_to_read_it(client):
    page = html_of(client.get(f"/recommendation/?{query(laws='gdpr', obligations='card-data')}"))

    duties = page.split('<h2 id="obligations-heading">')[1].split("</section>")[0]
    assert re.findall("<h3>(.*?)</h3>", duties) == ["By law", "By contract"]
    assert '<a href="/frameworks/gdpr/">GDPR</a>' in duties
    assert "EU law on personal data, here with its duties on security and on breaches" in duties
    assert ">eur-lex.europa.eu</a>" in duties


def test_frameworks_that_nothing_speaks_for_are_folded(client):
    page = html_of(client.get(f"/recommendation/?{CORE}"))

    scores = page.split('<h2 id="standings">')[1].split("</section>")[0]
    top, rest = scores.split("<summary>10 more</summary>")
    assert (top.count('<th scope="row">'), rest.count('<th scope="row">')) == (2, 10)


def test_best_framework_can_be_compared_with_the_one_that_is_held(client):
    page = html_of(client.get(f"/recommendation/?{query(existing='soc-2')}"))

    assert ">Compare with SOC 2, which you have</a>" in page
    assert "/compare/iso-27001-vs-soc-2/?" in page.split(">Compare with SOC 2, which you have</a>")[0][-400:]


def test_plan_says_how_long_a_framework_takes_alone_and_after_the_duties(client):
    page = html_of(client.get(f"/recommendation/?{query(NORTH_AMERICA, obligations='card-data')}"))

    facts = page.split("<dt>First proof in</dt>")[1].split("</div>")[0]
    assert facts == (
        '<dd>2 to 4 months <span class="hint" dir="auto">Type I report</span></dd>'
        '<dd class="hint">Alone. After your duties: 4 to 12 months.</dd>'
    )
    assert "<dd>Start now, first proof after 2 to 4 months; after your duties, 4 to 12 months.</dd>" in page


@pytest.mark.parametrize(("market", "is_folded"), [("&market=united-kingdom", True), ("", False)])
def test_what_is_covered_is_folded_where_there_is_more_than_three(client, market, is_folded):
    markets = f"{market}&market=australia-new-zealand&market=worldwide"
    rest = "&evidence=internal-only&approach=prescriptive-checklist&goal=global-recognition&scope=whole-organisation"
    page = html_of(client.get(f"/recommendation/?obligations=us-defence-cui{markets}{rest}"))

    before, covered = page.split("<strong>Already covered:</strong>")
    assert ("frameworks are covered by others</summary> <p>" in before[-80:]) is is_folded
    assert covered.split("</p>")[0].count(", by CMMC") == 3 + is_folded
