"""Every stop of the Tab key: none below what stays in sight at the top, and none at what does nothing."""

import pytest

from tests.browser.looks import DESK
from tests.browser.measures import measure
from tests.browser.pages import PAGES
from tests.examples import exhaustive

COMPARISON = "comparison with a guide"
WALKED = [COMPARISON, "comparison of five", "framework", "recommendation", "method"]
PHONE = {"width": 390, "height": 640}
UNSEEN = measure("obscured")
EMPTY = """() => {
    const stop = document.activeElement;
    const acts = stop.matches("a[href], button, input, select, textarea, summary");
    const scrolls = stop.scrollWidth > stop.clientWidth || stop.scrollHeight > stop.clientHeight;
    return acts || scrolls ? "" : `nothing to do at ${stop.outerHTML.slice(0, 80)}`;
}"""
LAST = """() => {
    const stops = [...document.querySelectorAll("a[href], button, input, textarea, summary")];
    stops.filter(stop => stop.checkVisibility()).at(-1).focus();
}"""


def faults_on_the_way(page, key):
    """What is wrong at the stops that this key goes to, until it leaves the page or comes round to the first one."""
    faults, stops = set(), 0
    page.evaluate("window.firstStop = document.activeElement")
    while page.evaluate("![document.body, window.firstStop].includes(document.activeElement)") or not stops:
        faults |= {page.evaluate(UNSEEN), page.evaluate(EMPTY)} - {""}
        stops += 1
        page.keyboard.press(key)
        assert stops < 900, "Tab does not leave the page"
    return stops, sorted(faults)


@pytest.mark.exhaustive
@pytest.mark.parametrize("viewport", exhaustive([DESK, PHONE], quick=[DESK]), ids=["desk", "phone"])
@pytest.mark.parametrize("page_name", exhaustive(WALKED, quick=[COMPARISON]))
def test_each_stop_is_seen_and_does_something(open_browser, page_name, viewport):
    page = open_browser(viewport=viewport)
    page.goto(PAGES[page_name])
    page.keyboard.press("Tab")

    forwards = faults_on_the_way(page, "Tab")
    page.evaluate(LAST)
    backwards = faults_on_the_way(page, "Shift+Tab")

    assert forwards[0] > 10
    assert (forwards[1], backwards[1]) == ([], [])
