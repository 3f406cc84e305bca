"""Browsers from before May 2024, which do not know light-dark(): the pages in light colours, with nothing missing."""

import re
from pathlib import Path

import pytest

from tests.browser.axe import violations
from tests.browser.pages import PAGES
from tests.examples import exhaustive

TOKENS = Path(__file__).parent.parent.parent / "static" / "css" / "tokens.css"
NAMES = sorted(set(re.findall(r"(--[\w-]+): light-dark\(", TOKENS.read_text(encoding="utf-8"))))
COLOURS = """names => names.map(name => {
    const pen = new OffscreenCanvas(1, 1).getContext("2d");
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = `var(${name}, red)`;
    pen.fillStyle = getComputedStyle(probe).color;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
})"""
PAINT = "(element, name) => getComputedStyle(element)[name]"
WITH_DRAWINGS = ["first question", "recommendation", "comparison with a guide", "method"]
NO_SIZE = """() => [...document.querySelectorAll("svg")].filter(
    drawing => !(drawing.hasAttribute("width") && drawing.hasAttribute("height"))
).map(drawing => drawing.outerHTML.slice(0, 80))"""


def without_light_dark(route):
    response = route.fetch()
    route.fulfill(response=response, body=response.text().replace("light-dark(", "unknown-function("))


@pytest.fixture(params=exhaustive(["light", "dark"], quick=["dark"]))
def old_page(open_browser, request):
    page = open_browser(color_scheme=request.param)
    page.route("**/*.css", without_light_dark)
    return page


def test_colours_are_those_of_the_light_theme(old_page, open_browser):
    new_page = open_browser(color_scheme="light")
    for page in (old_page, new_page):
        page.goto("/")

    old, new = (page.evaluate(COLOURS, NAMES) for page in (old_page, new_page))

    apart = [max(abs(x - y) for x, y in zip(*pair, strict=True)) for pair in zip(old, new, strict=True)]
    assert len(NAMES) > 20
    assert {name: steps for name, steps in zip(NAMES, apart, strict=True) if steps > 1} == {}


def test_buttons_are_filled_and_the_progress_bar_shows_the_first_step(old_page):
    old_page.goto(PAGES["first question"])

    button = old_page.get_by_role("button", name="Continue")
    fills = [part.evaluate(PAINT, "fill") for part in old_page.locator(".progress-bar rect").all()]

    assert button.evaluate(PAINT, "backgroundColor") == "rgb(0, 94, 94)"
    assert fills == ["rgb(0, 94, 94)", *["rgb(220, 219, 213)"] * (len(fills) - 1)]
    assert len(fills) > 1


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "page_name", exhaustive(["first question", "recommendation", "comparison with a guide"], quick=["recommendation"])
)
def test_text_has_contrast(old_page, page_name):
    old_page.goto(PAGES[page_name])

    assert violations(old_page) == []


@pytest.mark.parametrize("page_name", exhaustive(WITH_DRAWINGS, quick=["recommendation"]))
def test_drawings_have_a_size_without_style_sheets(plain_page, page_name):
    plain_page.goto(PAGES[page_name])

    assert plain_page.locator("svg").count() > 0
    assert plain_page.evaluate(NO_SIZE) == []
