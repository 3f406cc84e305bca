"""A line never ends between a name and its number: “SOC 2” stays whole, wherever a page says it."""

import re
from html.parser import HTMLParser

import pytest

from comparisons.presentation.page_templates.formats import unbroken
from tests.answers import NORTH_AMERICA, query

pytestmark = pytest.mark.usefixtures("served")

ANSWERS = query(NORTH_AMERICA, obligations="card-data", existing="iso-27001")


class Words(HTMLParser):
    """The texts of the body, but for those that nobody sees broken: code and titles of drawings."""

    def __init__(self):
        super().__init__()
        self.texts = []
        self._open = []

    def handle_starttag(self, tag, attrs):
        self._open.append(tag)

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if "body" in self._open and not {"script", "code", "option", "title"} & set(self._open):
            self.texts.append(data)


def breakable(page, names):
    words = Words()
    words.feed(page)
    return sorted(
        {text.strip() for text in words.texts for name in names if re.search(rf"\b{re.escape(name)}\b", text)}
    )


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/frameworks/",
        "/frameworks/iso-27001/",
        "/compare/",
        "/compare/iso-27001-vs-soc-2/",
        "/wizard/market/",
        f"/recommendation/?{ANSWERS}",
        "/recommendation/",
        "/method/",
        "/dates/",
    ],
)
def test_no_line_ends_within_the_name_of_a_framework(client, shipped, address):
    names = [
        framework.short_name
        for framework in shipped.frameworks
        if unbroken(framework.short_name) != framework.short_name
    ]

    page = client.get(address, follow=True).content.decode()

    assert len(names) > 5
    assert breakable(page, names) == []
