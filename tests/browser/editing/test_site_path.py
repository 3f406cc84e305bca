"""A site below a path of its host: whatever it writes and sets stays below the path, and works there.

The watch over each page sees every request that leaves the path.
"""

import re
import urllib.error
import urllib.request
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser import site
from tests.browser.admin.looks import DESK
from tests.site import Document

pytestmark = pytest.mark.exhaustive

PATH = "/tools/plumbline"
ANSWERS = "?obligations=card-data&market=north-america&industry=saas"
PAGES = [
    *("/", "/frameworks/", "/frameworks/soc-2/", "/compare/", "/compare/iso-27001-vs-soc-2/", "/method/", "/dates/"),
    *(f"/wizard/{ANSWERS}", f"/recommendation/{ANSWERS}", "/recommendation/compare/", "/releases/1/", "/admin/login/"),
]


@pytest.fixture(scope="session")
def address(tmp_path_factory, ready_site):
    with site.running(tmp_path_factory.mktemp("site-path"), ready=ready_site, path=PATH) as running:
        yield running


def fetched(address):
    """The status, the address in the end, and the text of an answer."""
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310  (our own address)
            return answer.status, answer.url, answer.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.url, error.read().decode()


def linked(url, text):
    """The addresses of this host in a page: links, what it loads, and what it says of itself."""
    document = Document(text)
    of_meta = [content for name, content in document.meta.items() if name in {"og:image", "og:url"}]
    addresses = {urljoin(url, link) for link in document.links + document.loaded + document.canonical + of_meta}
    return {link.partition("#")[0] for link in addresses if urlsplit(link).netloc == urlsplit(url).netloc}


def test_every_address_in_a_page_is_below_the_path_and_answers(address):
    pages = [fetched(f"{address}{page}") for page in PAGES]
    missing = fetched(f"{address}/nothing/")
    links = set().union(*(linked(url, text) for _, url, text in [*pages, missing]))

    assert {status for status, _, _ in pages} == {200}
    assert missing[0] == 404
    assert len(links) > 100
    assert [link for link in links if not link.startswith(f"{address}/")] == []
    assert [link for link in links if ".pdf" not in link and "/cards/" not in link and fetched(link)[0] != 200] == []


def test_files_and_other_capitals_of_an_address_keep_the_path(address):
    _, url, _ = fetched(f"{address}/Frameworks/SOC-2")
    _, _, rules = fetched(f"{address}/robots.txt")
    _, _, sitemap = fetched(f"{address}/sitemap.xml")
    _, _, record = fetched(f"{address}/recommendation.md{ANSWERS}")

    assert url == f"{address}/frameworks/soc-2/"
    assert f"Disallow: {PATH}/admin/\n" in rules
    assert f"<loc>{address}/frameworks/soc-2/</loc>" in sitemap
    assert f"{address}/releases/1/recommendation/" in record


def test_outside_of_the_path_there_is_nothing_but_the_way_to_it(address):
    origin = address.removesuffix(PATH)

    assert fetched(f"{origin}{PATH}")[1] == f"{address}/"
    assert fetched(f"{origin}/readyz")[0] == fetched(f"{address}/readyz")[0] == 200
    status, _, text = fetched(f"{origin}/frameworks/")
    assert status == 404
    assert f"{address}/" in text


def test_visitor_walks_through_the_wizard_to_a_recommendation_and_takes_it_away(open_browser, address):
    page = open_browser(viewport=DESK, reduced_motion="reduce")
    page.goto(f"{address}/wizard/")
    page.locator("main input[type=checkbox], main input[type=radio]").first.check()
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(re.compile(rf"^{re.escape(address)}/wizard/.*\?"))
    page.goto(f"{address}/recommendation/{ANSWERS}")
    with page.expect_download() as download:
        page.get_by_role("link", name="Markdown").first.click()

    assert download.value.url.startswith(f"{address}/recommendation.md?")


def test_editor_signs_in_and_saves_and_the_cookies_are_for_the_path_alone(open_browser, address):
    page = open_browser(viewport=DESK, reduced_motion="reduce")
    page.goto(f"{address}/admin/login/?next={PATH}/admin/comparisons/framework/")
    page.get_by_label("Username").fill(site.EDITOR)
    page.get_by_label("Password").fill(site.PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.locator("#result_list").get_by_role("link", name="SOC 2", exact=True).click()
    page.get_by_label("Summary").fill("A sentence below a path.")
    page.locator("input[name=_save]").first.click()

    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    assert {cookie["path"] for cookie in page.context.cookies()} == {f"{PATH}/"}
    page.goto(f"{address}/draft/frameworks/soc-2/")
    expect(page.get_by_text("A sentence below a path.").first).to_be_visible()
    page.goto(f"{address}/admin/publish/")
    expect(page.get_by_role("link", name="SOC 2").first).to_be_visible()
