"""The pages of the site as a crawler finds them: from `/`, along every link that stays on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from tests.wire import Answer, send

SITE = "http://127.0.0.1:8000"
VOID = {"meta", "link", "input", "img", "br", "hr"}


class Document(HTMLParser):
    """What tests ask of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.not_to_follow: set[str] = set()
        self.loaded: list[str] = []
        self.meta: dict[str, str] = {}
        self.canonical: list[str] = []
        self.titles: list[str] = []
        self.data: list[str] = []
        self._within = ""
        self._in_picture = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {name: value or "" for name, value in attrs}
        self._in_picture += tag == "svg"
        if "id" in got:
            self.ids.append(got["id"])
        if tag == "a" and "href" in got:
            self.links.append(got["href"])
            self.not_to_follow |= {got["href"]} if "nofollow" in got.get("rel", "").split() else set()
        if tag == "meta" and "content" in got:
            self.meta[got.get("name") or got.get("property") or got.get("http-equiv") or ""] = got["content"]
        if tag == "link" and got["rel"] == "canonical":
            self.canonical.append(got["href"])
        elif tag == "link":
            self.loaded.append(got["href"])
        if "src" in got:
            self.loaded.append(got["src"])
        if tag == "title" and not self._in_picture:
            self.titles.append("")
            self._within = "title"
        if tag == "script" and got.get("type") == "application/ld+json":
            self.data.append("")
            self._within = "data"

    def handle_endtag(self, tag: str) -> None:
        self._in_picture -= tag == "svg"
        if tag in {"title", "script"}:
            self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within == "title":
            self.titles[-1] += data
        elif self._within == "data":
            self.data[-1] += data

    @property
    def links_to_follow(self) -> list[str]:
        return [link for link in self.links if link not in self.not_to_follow]

    @property
    def is_indexed(self) -> bool:
        return "noindex" not in self.meta.get("robots", "")


@dataclass
class Page:
    address: str
    answer: Answer
    document: Document | None
    linked_from: list[tuple[str, str]] = field(default_factory=list)
    """Address of the page, and fragment."""


def get(address: str) -> Answer:
    parts = urlsplit(address)
    return send(parts.path, parts.query)


def crawl(start: str = "/", *, only_links_of_it: bool = False) -> dict[str, Page]:
    """Every page by its address, redirects among them; or only those that the first page leads to.

    A crawler passes over what is marked `nofollow`: files, and the very many comparisons of more than two frameworks.
    """
    pages: dict[str, Page] = {}
    waiting = [(start, "", "")]
    while waiting:
        link, source, fragment = waiting.pop()
        if link not in pages:
            pages[link] = Page(link, get(link), None)
            links = _links(pages[link], with_nofollow=only_links_of_it)
            if link == start or not only_links_of_it:
                waiting += [(each, link, part) for each, part in links if not each.startswith("/admin/")]
        pages[link].linked_from.append((source, fragment))
    return pages


def _links(page: Page, *, with_nofollow: bool) -> list[tuple[str, str]]:
    if page.answer.status in {301, 302}:
        return [_split(urljoin(page.address, page.answer.headers["Location"]))]
    if not page.answer.headers["Content-Type"].startswith("text/html"):
        return []
    page.document = Document(page.answer.text)
    followed = page.document.links if with_nofollow else page.document.links_to_follow
    resolved = [urljoin(SITE + page.address, link) for link in followed]
    return [_split(link.removeprefix(SITE)) for link in resolved if link.startswith(SITE + "/")]


def _split(link: str) -> tuple[str, str]:
    address, _, fragment = link.partition("#")
    return address, fragment
