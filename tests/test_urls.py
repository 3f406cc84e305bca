"""Every public address, by the name that it has in the URLconf."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from comparisons.releases import release_cache
from tests.factories import DraftLinkFactory, release_of
from tests.shipped import load_shipped

ANSWERS = "market=north-america&industry=saas&obligations=card-data"
SUFFIXES = ["pdf", "xlsx", "csv", "md", "json"]
PAGES = {
    "home": ["/"],
    "frameworks": ["/frameworks/"],
    "framework": ["/frameworks/soc-2/", "/frameworks/no-such-framework/"],
    "compare": ["/compare/", "/compare/?framework=soc-2", "/compare/?framework=soc-2&framework=tisax"],
    "comparison": ["/compare/iso-27001-vs-soc-2/", "/compare/soc-2-vs-soc-2/"],
    "comparison_file": [f"/compare/iso-27001-vs-soc-2.{suffix}" for suffix in SUFFIXES],
    "wizard": ["/wizard/", f"/wizard/?{ANSWERS}", "/wizard/?asked=market"],
    "question": ["/wizard/market/", f"/wizard/market/?{ANSWERS}", "/wizard/no-such-question/"],
    "recommendation": ["/recommendation/", f"/recommendation/?{ANSWERS}"],
    "method": ["/method/"],
    "dates": ["/dates/"],
    "dates_calendar": ["/dates.ics"],
    "recommendations": [
        "/recommendation/compare/",
        "/recommendation/compare/?a=market%3Deuropean-union&b=%2Frecommendation%2F%3Fmarket%3Dnorth-america",
    ],
    "recommendation_file": [
        *(f"/recommendation.{suffix}" for suffix in SUFFIXES),
        *(f"/recommendation.{suffix}?{ANSWERS}" for suffix in SUFFIXES),
    ],
    "card": ["/cards/home.png", "/cards/frameworks.png", "/cards/wizard.png", "/cards/no-such-card.png"],
    "card_of_framework": ["/cards/frameworks/soc-2.png", "/cards/frameworks/no-such-framework.png"],
    "card_of_comparison": ["/cards/compare/soc-2-vs-iso-27001.png", "/cards/compare/soc-2-vs-soc-2.png"],
}
OF_THE_SITE = {
    "sitemap": ["/sitemap.xml"],
    "robots": ["/robots.txt"],
    "security": ["/.well-known/security.txt"],
}
PUBLIC = {
    **{f"current:{name}": addresses for name, addresses in (PAGES | OF_THE_SITE).items()},
    **{f"release:{name}": [f"/releases/1{address}" for address in addresses] for name, addresses in PAGES.items()},
}
STAFF_ONLY = {"draft"}
FORGED = "1-1800000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
PRIVATE = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}


def previewed(token):
    return {f"preview:{name}": [f"/preview/{token}{address}" for address in all_of] for name, all_of in PAGES.items()}


@pytest.fixture(autouse=True)
def served(shipped):
    release_cache.replace(release_of(shipped))


def public_names(patterns, namespace=""):
    for pattern in patterns:
        if str(pattern.pattern).startswith("admin/"):
            continue
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        elif isinstance(pattern, URLResolver) and pattern.namespace not in STAFF_ONLY:
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from public_names(pattern.url_patterns, inner)


def test_each_public_address_has_a_case_here():
    assert sorted(public_names(get_resolver().url_patterns)) == sorted({**PUBLIC, **previewed(FORGED)})


@pytest.mark.parametrize("name", PUBLIC)
def test_public_address_leads_to_its_page(client, name):
    matches = [client.get(address).resolver_match for address in PUBLIC[name]]

    assert {match.view_name for match in matches} == {name}


@pytest.mark.parametrize("address", [address for addresses in PUBLIC.values() for address in addresses])
def test_public_address_asks_the_database_nothing(client, address):
    """Without the mark `django_db`, any use of the database raises an error."""
    response = client.get(address, follow=True)

    assert response.status_code in {200, 404}


@pytest.mark.exhaustive
@pytest.mark.django_db
def test_preview_has_every_page_and_nothing_keeps_one(client):
    load_shipped()
    cases = previewed(DraftLinkFactory().token)

    answers = {address: client.get(address) for addresses in cases.values() for address in addresses}

    names = {address: answer.resolver_match.view_name for address, answer in answers.items()}
    statuses = {address.split("/", 3)[3]: answer.status_code for address, answer in answers.items()}
    assert names == {address: name for name, addresses in cases.items() for address in addresses}
    assert statuses == {address[1:]: client.get(address).status_code for all_of in PAGES.values() for address in all_of}
    assert [address for address, answer in answers.items() if private(answer) != PRIVATE] == []


@pytest.mark.parametrize("address", [address for addresses in previewed(FORGED).values() for address in addresses])
def test_preview_by_a_forged_token_is_not_there_and_asks_the_database_nothing(client, address):
    """Without the mark `django_db`, any use of the database raises an error."""
    answer = client.get(address)

    assert (answer.status_code, answer.content) == (404, client.get("/no-such-page/").content)
    assert private(answer) == PRIVATE


def private(answer):
    """The headers that keep the address to whoever has it, and that there is no cookie."""
    assert not answer.cookies
    return {name: answer.headers.get(name) for name in PRIVATE}
