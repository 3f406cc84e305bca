"""From the home page to the recommendation and its download: by mouse, by keyboard, and without JavaScript."""

import itertools
import json
import re

import pytest
from playwright.sync_api import TimeoutError as GaveUp
from playwright.sync_api import expect

from tests.answers import CORE, query
from tests.browser.measures import measure
from tests.browser.pages import ANSWERS
from tests.examples import exhaustive

OBSCURED = measure("obscured")
PLACE = "() => { const box = document.activeElement.getBoundingClientRect(); return [box.top + scrollY, box.left]; }"


@pytest.fixture(params=exhaustive([True, False], quick=[True]), ids=["with JavaScript", "without"])
def visitor(request, open_browser):
    return open_browser(java_script_enabled=request.param)


def answer(page, criterion):
    page.locator(f"input[name={criterion}][value={CORE[criterion]}]").check()
    page.get_by_role("button", name="Continue").click()


def downloaded(page, link):
    with page.expect_download() as download:
        link.click()
    return download.value.path().read_text(encoding="utf-8")


def is_seen(page):
    """Scrolling to a stop can take a moment."""
    try:
        page.wait_for_function(f"() => !({OBSCURED})()", timeout=5_000)
    except GaveUp:
        pytest.fail(page.evaluate(OBSCURED))


def tab_to(page, wanted):
    """Press Tab until this has the focus; every stop on the way is seen, and marked."""
    for _ in range(150):
        page.keyboard.press("Tab")
        is_seen(page)
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not reach {wanted}")


def choose_by_keyboard(page, criterion, option):
    """Tab stops at each checkbox, but once at a group of radio buttons, within which arrows move."""
    wanted = page.locator(f"input[name={criterion}][value={option}]")
    is_radio = wanted.get_attribute("type") == "radio"
    tab_to(page, page.locator(f"input[name={criterion}]").first if is_radio else wanted)
    page.keyboard.press("Space")
    while is_radio and not wanted.is_checked():
        page.keyboard.press("ArrowDown")
    expect(wanted).to_be_checked()


def test_visitor_answers_the_questions_and_takes_the_recommendation_away(visitor):
    page = visitor
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Answer the questions").first.click()
    for criterion in CORE:
        answer(page, criterion)

    expect(page).to_have_url(f"/recommendation/?{ANSWERS}")
    recommendation = json.loads(page.request.get(f"/recommendation.json?{ANSWERS}").text())
    for framework in recommendation["recommended"]:
        expect(page.locator(f"main a[href='/frameworks/{framework}/']").first).to_be_attached()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ISO/IEC 27001")


@pytest.mark.exhaustive
def test_recommendation_is_the_same_without_javascript(page, plain_page):
    for visitor in (page, plain_page):
        visitor.goto("/wizard/")
        for criterion in CORE:
            answer(visitor, criterion)
        expect(visitor).to_have_url(f"/recommendation/?{ANSWERS}")

    # The button that copies the link needs a script, and is the one thing that the page has not without.
    page.get_by_role("button", name="Copy link").evaluate("button => button.hidden = true")
    assert page.get_by_role("main").inner_text() == plain_page.get_by_role("main").inner_text()


def test_recommendation_is_downloaded_as_a_file(page):
    page.goto(f"/recommendation/?{ANSWERS}")

    record = downloaded(page, page.get_by_role("link", name="Markdown"))

    assert "ISO/IEC 27001" in record


def test_visitor_needs_the_keyboard_alone(page):
    page.goto("/")
    tab_to(page, page.get_by_role("main").get_by_role("link", name="Answer the questions").first)
    page.keyboard.press("Enter")
    for criterion, option in CORE.items():
        expect(page.locator(f"input[name={criterion}]").first).to_be_attached()
        choose_by_keyboard(page, criterion, option)
        tab_to(page, page.get_by_role("button", name="Continue"))
        page.keyboard.press("Enter")
    expect(page).to_have_url(f"/recommendation/?{ANSWERS}")
    link = page.get_by_role("link", name="Markdown")
    tab_to(page, link)

    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert "ISO/IEC 27001" in download.value.path().read_text(encoding="utf-8")


@pytest.mark.exhaustive
@pytest.mark.parametrize("path", ["/", "/compare/", "/wizard/", f"/wizard/?{query(approach=None)}"])
def test_focus_moves_in_the_order_that_is_seen(page, path):
    page.goto(path)
    places = []
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.outerHTML")
    while not places or page.evaluate("document.activeElement.outerHTML") != first:
        places.append(page.evaluate(PLACE))
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break

    # Upwards only into a column that stands further right.
    jumps = [(a, b) for a, b in itertools.pairwise(places[1:]) if b[0] < a[0] - 40 and b[1] < a[1] + 200]
    assert len(places) > 5
    assert jumps == []


@pytest.mark.exhaustive
def test_answer_can_be_changed_from_the_recommendation(visitor):
    page = visitor
    page.goto(f"/recommendation/?{ANSWERS}")
    page.get_by_text("Show or change 8 answers").click()
    page.get_by_role("link", name=re.compile("Change the answer on Industry")).click()
    expect(page.get_by_role("radio", name="Software, cloud or IT")).to_be_checked()

    page.get_by_role("radio", name="Manufacturing").check()
    page.get_by_role("button", name="Continue").click()

    expect(page).to_have_url(f"/recommendation/?{query(industry='manufacturing')}")
