"""Addresses that name a framework or a question by a slug it had before lead to where it is today."""

import pytest

from comparisons.engine.diff.slug_map import SlugMap
from comparisons.releases import release_cache
from tests.factories import release_of
from tests.pages import html_of

FORMER = {"soc-2": "soc-two", "market": "buyers"}


@pytest.fixture(autouse=True, scope="module")
def renamed(shipped):
    """The shipped catalogue, in which a framework and a question had other slugs before."""

    def known(items):
        return tuple(item.model_copy(update={"was": (FORMER.get(item.slug, f"old-{item.slug}"),)}) for item in items)

    update = {"frameworks": known(shipped.frameworks), "criteria": known(shipped.criteria)}
    with release_cache.restored():
        release_cache.replace(release_of(shipped, 1), release_of(shipped.model_copy(update=update), 2))
        yield


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ("/frameworks/soc-two/", "/frameworks/soc-2/"),
        ("/frameworks/SOC-Two./", "/frameworks/soc-2/"),
        ("/compare/soc-two-vs-iso-27001/", "/compare/soc-2-vs-iso-27001/"),
        ("/compare/iso-27001-vs-old-nist-csf.pdf", "/compare/iso-27001-vs-nist-csf.pdf"),
        ("/releases/2/frameworks/soc-two/", "/releases/2/frameworks/soc-2/"),
    ],
)
def test_page_of_a_framework_by_a_former_slug_is_a_permanent_redirect(client, former, today):
    response = client.get(former)

    assert (response.status_code, response["Location"]) == (301, today)


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ("/cards/frameworks/soc-two.png", "/cards/frameworks/soc-2.png"),
        ("/cards/compare/iso-27001-vs-soc-two.png", "/cards/compare/iso-27001-vs-soc-2.png"),
        ("/wizard/buyers/?buyers=european-union", "/wizard/market/?market=european-union"),
        ("/recommendation/?buyers=european-union", "/recommendation/?market=european-union"),
        ("/recommendation.json?Buyers=European-Union.", "/recommendation.json?market=european-union"),
        ("/recommendation/?customer-demand=soc-two", "/recommendation/?customer-demand=soc-2"),
        (
            "/recommendation/?old-customer-demand=soc-two&priority=buyers",
            "/recommendation/?customer-demand=soc-2&priority=market",
        ),
        ("/recommendation/?buyers=not-sure", "/recommendation/?market=not-sure"),
    ],
)
def test_answers_by_former_slugs_are_answers_of_today_and_nothing_is_left_out(client, former, today):
    response = client.get(former)

    assert (response.status_code, response["Location"]) == (302, today)


def test_two_boxes_read_former_slugs_too(client):
    sides = {"a": "buyers=european-union&customer-demand=soc-two", "b": "market=european-union&customer-demand=soc-2"}

    page = html_of(client.get("/recommendation/compare/", sides))

    assert '<h2 id="difference">The result is the same</h2>' in page
    assert "was left out" not in page


def test_release_of_before_has_its_own_slugs(client):
    assert client.get("/releases/1/frameworks/soc-two/").status_code == 404


def test_earlier_release_says_that_its_result_is_that_of_today_whatever_the_slugs_were(client, shipped):
    before = SlugMap({"soc-2": FORMER["soc-2"]}, {"market": FORMER["market"]}).apply(shipped)
    changed = {"summary": "Another summary."}
    now = release_cache.current().catalogue
    other = now.model_copy(update={"frameworks": tuple(f.model_copy(update=changed) for f in now.frameworks)})
    answers = "customer-demand=soc-two&buyers=european-union&industry=saas&priority=buyers"
    with release_cache.restored():
        release_cache.replace(release_of(before, 1), release_of(other, 2))

        page = html_of(client.get(f"/releases/1/recommendation/?{answers}"))

    assert "The current release gives the same result for these answers." in page
    assert "Answers that differ" not in page
    assert "not ranked now" not in page
    assert "priority=market" in page
