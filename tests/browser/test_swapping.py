"""What a swap owes to those who see, hear or type: focus, one announcement, a title, a way back, and a retry."""

import re

import pytest
from playwright.sync_api import expect

from tests.answers import query
from tests.examples import exhaustive

DEMAND = re.compile("Has a customer, tender or contract named a framework")
NOBODY = "No, nobody has named one"
FACTS = query(market=None, industry=None, evidence=None, approach=None)
"""Answers to the questions that come before the market, which takes several answers, and the industry, which takes one.
"""
EDITIONS = ["", "/releases/1", "/draft"]
COUNT_ANNOUNCEMENTS = """() => {
  window.announced = [];
  new MutationObserver(() => {
    for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
      const text = region.textContent.trim();
      if (region.checkVisibility() && text && text !== window.announced.at(-1)) window.announced.push(text);
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


def choose(page, answer):
    page.get_by_label(answer).check()


def go_on(page):
    page.get_by_role("button", name="Continue").click()


def announced(page):
    """What a screen reader was told, in which white space does not count."""
    return [" ".join(text.split()) for text in page.evaluate("window.announced")]


def heading(page):
    return page.get_by_role("heading", level=1)


@pytest.fixture
def first_question(page):
    page.goto("/wizard/")
    return page


def test_next_question_is_swapped_in_with_focus_title_and_one_announcement(first_question):
    page = first_question
    page.evaluate(COUNT_ANNOUNCEMENTS)

    choose(page, NOBODY)
    go_on(page)

    expect(page).to_have_url(re.compile(r"/wizard/\?customer-demand=nobody$"))
    expect(heading(page)).to_be_focused()
    expect(heading(page)).to_be_in_viewport()
    expect(page).to_have_title(re.compile("^Do any of these laws apply to you.*Plumbline$"))
    assert announced(page) == ["Question 2 of about 8"]


def test_nothing_chosen_brings_the_focus_to_the_error_summary(first_question):
    page = first_question
    page.evaluate(COUNT_ANNOUNCEMENTS)

    go_on(page)

    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    expect(page).to_have_title(re.compile("^Error: Has a customer, tender or contract"))
    expect(page.get_by_role("group", name=DEMAND)).to_have_accessible_description(re.compile("Error: Choose an answer"))
    assert announced(page) == ["Error. Question 1 of about 8"]
    page.get_by_role("link", name="Choose an answer").click()
    expect(page.locator("#answers")).to_be_focused()


@pytest.mark.parametrize("edition", exhaustive(EDITIONS, quick=[""]))
def test_back_and_forward_bring_the_question_with_its_answer(open_browser, signed_in, edition):
    page = open_browser(**signed_in)
    page.goto(f"{edition}/wizard/?{FACTS}")
    choose(page, "European Union")
    go_on(page)
    choose(page, "Software, cloud or IT")
    go_on(page)
    expect(page).to_have_url(f"{edition}/wizard/?{FACTS}&market=european-union&industry=saas")
    third = heading(page).inner_text()

    page.go_back()
    expect(page.get_by_role("radio", name="Software, cloud or IT")).to_be_checked()
    expect(page).to_have_url(f"{edition}/wizard/industry/?{FACTS}&market=european-union&industry=saas")
    page.go_back()
    expect(page.get_by_role("checkbox", name="European Union")).to_be_checked()
    expect(page).to_have_url(f"{edition}/wizard/market/?{FACTS}&market=european-union")
    page.go_forward()
    expect(page.get_by_role("radio", name="Software, cloud or IT")).to_be_checked()
    page.go_forward()
    expect(heading(page)).to_have_text(third)


def test_back_from_the_recommendation_brings_the_last_question_with_its_answer(page):
    page.goto(f"/wizard/?{query(approach=None)}")
    choose(page, "With a system")
    go_on(page)
    expect(page).to_have_url(re.compile("/recommendation/"))

    page.go_back()

    expect(page.get_by_role("radio", name="With a system")).to_be_checked()
    expect(page.get_by_role("button", name="Continue")).to_be_enabled()


def test_back_from_a_mended_error_brings_the_answer_and_no_error(first_question):
    page = first_question
    go_on(page)
    expect(page.locator("#error-summary")).to_be_focused()
    choose(page, NOBODY)
    go_on(page)
    expect(page).to_have_url("/wizard/?customer-demand=nobody")

    page.go_back()

    expect(page.get_by_role("checkbox", name=NOBODY)).to_be_checked()
    expect(page.locator("#error-summary")).to_have_count(0)


def test_double_click_sends_once_and_leaves_the_next_question_unanswered(first_question):
    page = first_question
    sent = []
    page.on("request", lambda request: sent.append(request))  # noqa: PLW0108  (Playwright looks into it)
    choose(page, NOBODY)

    page.get_by_role("button", name="Continue").dblclick(delay=60)

    expect(heading(page)).to_be_focused()
    expect(page).to_have_url("/wizard/?customer-demand=nobody")
    # A browser follows a redirect and revalidates a stale answer by itself.
    assert len([one for one in sent if one.resource_type == "xhr" and not one.redirected_from]) == 1


def test_button_says_that_it_works_while_the_answer_is_awaited(first_question):
    page = first_question
    held = []
    page.route("**/wizard/?*asked=*", lambda route: held.append(route))  # noqa: PLW0108  (Playwright looks into it)
    choose(page, NOBODY)

    go_on(page)

    expect(page.locator("form[aria-busy=true]")).to_be_visible()
    expect(page.get_by_role("button", name="One moment …")).to_be_visible()
    while not held:  # the form is busy before the request is there
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    expect(page.locator("form[aria-busy]")).to_have_count(0)
