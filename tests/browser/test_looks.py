"""What a page keeps when its reader changes how it looks: large text, wide text, a thumb, paper, the dark."""

import io

import pypdf
import pytest

from tests.browser.looks import ANNOYING, CLIPPED, SPACED, WIDER, Look, get
from tests.browser.measures import measure
from tests.browser.pages import PAGES

PRINTED = ["home", "framework", "comparison with a guide", "comparison of five", "recommendation"]
CUT_ON_PAPER = measure("cut_on_paper")
TARGETS = measure("small")
LIGHTNESS = measure("lightness")


@pytest.fixture
def opened(windows):
    def opened(name):
        page = windows.show(name, get(PAGES[name]))
        Look().apply(page)
        return page

    return opened


def test_targets_are_large_enough(opened, name):
    assert opened(name).evaluate(TARGETS) == []


def test_text_can_be_twice_as_large(opened, name):
    page = opened(name)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")

    assert page.evaluate(WIDER) <= 0
    assert page.evaluate(CLIPPED) == []


def test_text_can_be_spaced(opened, name):
    page = opened(name)
    page.evaluate(SPACED, ANNOYING)

    assert page.evaluate(WIDER) <= 0
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize(("paper", "width"), [("A4", 680), ("Letter", 700)])
@pytest.mark.parametrize("name", PRINTED, indirect=True, scope="session")
def test_nothing_is_cut_on_paper(opened, name, paper, width):
    page = opened(name)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": width, "height": 900})

    assert page.evaluate(WIDER) <= 0
    assert page.evaluate(CUT_ON_PAPER) == []
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(format=paper)))
    heading = " ".join(page.get_by_role("heading", level=1).inner_text().split())
    assert heading in " ".join(printed.pages[0].extract_text().split())


@pytest.mark.parametrize(("scheme", "is_dark"), [("light", False), ("dark", True)])
def test_page_is_as_dark_as_its_reader_asks(open_browser, scheme, is_dark):
    page = open_browser(color_scheme=scheme)
    page.goto("/")

    background, text = (page.evaluate(LIGHTNESS, name) for name in ("backgroundColor", "color"))

    assert (background < 64, text > 192) == (is_dark, is_dark)
