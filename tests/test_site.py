"""The whole site as a crawler sees it: links, titles, canonical addresses, and what search engines are told."""

import json
import re
from collections import Counter
from xml.etree import ElementTree

import pytest

from comparisons.engine.catalogue import Guide
from comparisons.releases import release_cache
from tests.factories import release_of
from tests.site import SITE, Document, crawl, get
from tests.wire import send

ANSWERS = "obligations=card-data&obligations=client-accounts&market=north-america&industry=saas"
RECOMMENDED = [f"/recommendation/?{ANSWERS}", f"/wizard/?{ANSWERS}", f"/compare/iso-27001-vs-soc-2/?{ANSWERS}"]
OTHERS = [
    "/recommendation/",
    "/wizard/",
    "/wizard/industry/",
    "/recommendation/compare/",
    *RECOMMENDED,
]
TRIPLE = ("iso-27001", "soc-2", "nist-csf")


@pytest.fixture(scope="module", autouse=True)
def served(shipped):
    with release_cache.restored():
        release_cache.replace(release_of(shipped, 1), release_of(shipped, 2))
        yield shipped


@pytest.fixture(scope="module")
def pages(served):
    return crawl()


@pytest.fixture(scope="module")
def indexed(pages):
    """Address -> document of each page that is shown, under the address that it declares."""
    documents = {
        address: page.document for address, page in pages.items() if page.document and page.answer.status == 200
    }
    return {
        address: document
        for address, document in documents.items()
        if document.is_indexed and document.canonical == [SITE + address]
    }


def broken(pages):
    """Links that lead to no page, or to no place on it."""
    for page in pages.values():
        ids = set(page.document.ids) if page.document else set()
        for source, fragment in page.linked_from:
            if page.answer.status not in {200, 302}:
                yield f"{source} -> {page.address}: {page.answer.status}"
            elif fragment and page.document and fragment not in ids:
                yield f"{source} -> {page.address}#{fragment}"


def listed():
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = ElementTree.fromstring(get("/sitemap.xml").body).findall("s:url", names)  # noqa: S314  (our own)
    return [(url.find("s:loc", names).text, url.find("s:lastmod", names).text) for url in urls]


# --- links ------------------------------------------------------------------------------------------------------


@pytest.mark.exhaustive
def test_crawl_finds_the_pages_of_the_site(pages):
    assert {"/", "/frameworks/soc-2/", "/compare/iso-27001-vs-soc-2/", "/wizard/", "/method/", "/releases/2/"} <= {
        *pages
    }


@pytest.mark.exhaustive
def test_every_link_leads_to_a_page_and_to_a_place_on_it(pages):
    assert list(broken(pages)) == []


@pytest.mark.parametrize(
    "address",
    [*OTHERS, "/compare/iso-27001-vs-soc-2/", f"/releases/1/recommendation/?{ANSWERS}", "/frameworks/old/", "/no/"],
)
def test_every_link_of_a_page_that_a_visitor_makes_leads_somewhere(address):
    around = crawl(address, only_links_of_it=True)
    elsewhere = {link: page for link, page in around.items() if link != address}

    assert len(elsewhere) > 2
    assert list(broken(elsewhere)) == []


@pytest.mark.exhaustive
def test_no_page_has_two_elements_of_one_id(pages):
    twice = {a: [i for i, n in Counter(p.document.ids).items() if n > 1] for a, p in pages.items() if p.document}

    assert {address: ids for address, ids in twice.items() if ids} == {}


@pytest.mark.exhaustive
def test_no_page_loads_anything_from_elsewhere(pages):
    loaded = {link for page in pages.values() if page.document for link in page.document.loaded}

    assert [link for link in loaded if not re.match(r"/(?!/)", link)] == []


# --- what is shown ----------------------------------------------------------------------------------------------


@pytest.mark.exhaustive
def test_sitemap_lists_what_the_crawl_finds(indexed):
    addresses = [address for address, _ in listed()]

    assert sorted(addresses) == sorted(SITE + address for address in indexed)


def test_sitemap_lists_every_pair_in_the_order_of_the_catalogue(served):
    count = len(served.frameworks)
    addresses = [address.removeprefix(SITE) for address, _ in listed()]

    assert addresses[:5] == ["/", "/frameworks/", "/compare/", "/method/", "/dates/"]
    assert addresses[5] == f"/frameworks/{served.frameworks[0].slug}/"
    assert len(addresses) == 5 + count + count * (count - 1) // 2


def test_sitemap_dates_each_page_by_its_release():
    assert {date for _, date in listed()} == {"2026-11-23T12:00:00+00:00"}


@pytest.mark.exhaustive
def test_titles_and_descriptions_are_unique(indexed):
    titles = Counter(title for document in indexed.values() for title in document.titles)
    descriptions = Counter(document.meta["description"] for document in indexed.values())

    assert [title for title, count in titles.items() if count > 1] == []
    assert [text for text, count in descriptions.items() if count > 1] == []
    assert {len(document.titles) for document in indexed.values()} == {1}


@pytest.mark.parametrize(
    "address", ["/compare/iso-27001-vs-soc-2-vs-tisax/", "/releases/2/", "/frameworks/old/", *OTHERS[:5]]
)
def test_page_of_one_visitor_or_one_release_is_not_shown(address):
    assert Document(get(address).text).is_indexed is False


@pytest.mark.parametrize(
    "address", ["/compare/iso-27001-vs-soc-2.csv", "/recommendation.json", "/recommendation.md", "/cards/home.png"]
)
def test_file_is_not_shown_beside_its_page(address):
    assert get(address).headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in get("/compare/iso-27001-vs-soc-2/").headers


def test_comparison_of_three_is_shown_where_it_has_a_guide(shipped):
    guide = shipped.guides[0].model_copy(update={"slug": "a-guide", "frameworks": TRIPLE[::-1]})
    guided = shipped.model_copy(update={"guides": (*shipped.guides, Guide.model_validate(guide))})
    release_cache.replace(release_of(guided))
    ordered = "/compare/" + "-vs-".join(slug for slug in shipped.framework_of if slug in TRIPLE) + "/"

    assert Document(get(ordered).text).is_indexed
    assert SITE + ordered in [address for address, _ in listed()]


# --- canonical addresses ----------------------------------------------------------------------------------------


@pytest.mark.exhaustive
def test_every_page_has_a_canonical_address_that_declares_itself(pages):
    declared = {a: p.document.canonical for a, p in pages.items() if p.document and p.answer.status == 200}
    targets = {address for addresses in declared.values() for address in addresses}

    others = {target for target in targets if target.removeprefix(SITE) not in declared}
    declared |= {
        target.removeprefix(SITE): Document(get(target.removeprefix(SITE)).text).canonical for target in others
    }
    assert {len(addresses) for addresses in declared.values()} == {1}
    assert [target for target in targets if declared[target.removeprefix(SITE)] != [target]] == []


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/compare/soc-2-vs-iso-27001/", "/compare/iso-27001-vs-soc-2/"),
        (f"/compare/iso-27001-vs-soc-2/?{ANSWERS}", "/compare/iso-27001-vs-soc-2/"),
        ("/compare/?choose=soc-2", "/compare/"),
        ("/?utm_source=x", "/"),
        (f"/recommendation/?{ANSWERS}&dropped=unknown", f"/recommendation/?{ANSWERS}"),
        ("/wizard/?asked=market", "/wizard/"),
        ("/releases/1/compare/soc-2-vs-iso-27001/", "/releases/1/compare/iso-27001-vs-soc-2/"),
        ("/recommendation/compare/?a=market%3Deuropean-union", "/recommendation/compare/"),
    ],
)
def test_canonical_address_says_the_same_in_one_way(address, canonical):
    assert Document(get(address).text).canonical == [SITE + canonical]


@pytest.mark.parametrize("address", ["/frameworks/old/", "/compare/old-vs-soc-2/"])
def test_page_that_is_not_there_has_no_canonical_address(address):
    document = Document(get(address).text)

    assert (document.canonical, document.data, "og:url" in document.meta) == ([], [], False)


# --- what links show, and what pages are about ------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/frameworks/soc-2/", "/compare/soc-2-vs-iso-27001/", *OTHERS])
def test_link_to_a_page_shows_its_title_and_a_card_that_is_there(address):
    document = Document(get(address).text)
    card = document.meta["og:image"]

    assert document.titles == [f"{document.meta['og:title']} – Plumbline"]  # noqa: RUF001
    assert document.meta["og:description"] == document.meta["description"]
    assert [document.meta["og:url"]] == document.canonical
    assert get(card.removeprefix(SITE)).headers["Content-Type"] == "image/png"
    assert "?" not in card
    assert document.meta["og:image:alt"]


@pytest.mark.exhaustive
def test_page_says_what_it_is_about(indexed):
    kinds = {
        address: [part["@type"] for part in json.loads(document.data[0])["@graph"]]
        for address, document in indexed.items()
    }

    assert kinds["/"] == ["WebSite"]
    assert kinds["/frameworks/"] == ["BreadcrumbList", "ItemList"]
    assert kinds["/frameworks/soc-2/"] == ["BreadcrumbList", "TechArticle"]
    assert kinds["/compare/"] == kinds["/method/"] == kinds["/dates/"] == ["BreadcrumbList"]
    assert kinds["/compare/iso-27001-vs-soc-2/"] == ["BreadcrumbList", "Dataset"]


def test_files_of_a_comparison_are_where_its_data_say():
    document = Document(get("/compare/iso-27001-vs-soc-2/").text)
    files = json.loads(document.data[0])["@graph"][1]["distribution"]

    served_as = {
        file["contentUrl"]: get(file["contentUrl"].removeprefix(SITE)).headers["Content-Type"] for file in files
    }
    assert [served_as[file["contentUrl"]].startswith(file["encodingFormat"]) for file in files] == [True] * 5


def test_text_of_an_editor_cannot_end_the_data(shipped):
    hostile = '</script><script>alert(1)</script><!-- & \u2028 "'
    first = shipped.frameworks[0].model_copy(update={"short_name": hostile, "summary": hostile, "name": hostile})
    changed = shipped.model_copy(update={"frameworks": (first, *shipped.frameworks[1:])})
    release_cache.replace(release_of(changed))

    page = send(f"/frameworks/{first.slug}/").text
    document = Document(page)

    assert json.loads(document.data[0])["@graph"][1]["headline"] == hostile
    assert document.meta["og:title"] == " ".join(hostile.split())
    assert "<script>" not in page
    assert len(document.data) == 1
