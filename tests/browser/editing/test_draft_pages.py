"""The bar on pages of a draft that differs: for editors, and for someone who has a draft link and no account."""

import re

import pytest
from playwright.sync_api import expect

from tests.answers import CORE
from tests.browser.admin.looks import DESK, faults

FRAMEWORK = "/admin/comparisons/framework/1/change/"
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('unsent:'))"
SENTENCE = "A sentence that an editor changed."


@pytest.fixture
def link(changed):
    """The address of the draft for someone without an account."""
    changed.goto("/admin/comparisons/draftlink/")
    changed.get_by_role("link", name="Grace, a reviewer").first.click()
    return changed.locator(".draft-link").get_attribute("href")


@pytest.fixture
def reader(open_browser):
    return open_browser(viewport=DESK, reduced_motion="reduce")


@pytest.mark.exhaustive
def test_bar_of_a_draft_page_has_no_fault(changed):
    changed.goto("/draft/frameworks/")
    changed.get_by_text("What differs here").click()

    expect(changed.get_by_role("complementary", name="Edition")).to_contain_text("in 1 item here")
    assert faults(changed) == {}


@pytest.mark.exhaustive
def test_bar_leads_to_the_form_and_to_the_same_page_of_the_release(changed):
    changed.goto("/draft/frameworks/")
    changed.get_by_text("What differs here").click()
    changed.locator("#draft-bar li a").first.click()
    changed.wait_for_url(FRAMEWORK)
    changed.goto("/draft/frameworks/")
    changed.get_by_role("link", name="Open this page in the current release").click()

    changed.wait_for_url("/frameworks/")
    expect(changed.get_by_role("heading", level=1)).to_have_text("Frameworks")
    expect(changed.get_by_text(SENTENCE)).to_have_count(0)


def test_next_question_of_a_draft_brings_its_own_bar(changed):
    changed.goto("/draft/wizard/")
    changed.locator("input[value=not-sure]:not([type=hidden])").check()
    changed.get_by_role("button", name="Continue").click()
    changed.wait_for_url("/draft/wizard/?*")

    link = changed.get_by_role("link", name="Open this page in the current release")
    expect(link).to_have_attribute("href", re.compile(r"^/wizard/\?customer-demand=not-sure"))
    expect(changed.locator("#draft-bar")).to_have_count(1)
    expect(changed.locator("#question-heading")).to_be_focused()
    assert faults(changed) == {}


@pytest.mark.exhaustive
def test_draft_by_a_link_has_no_fault(reader, link):
    reader.goto(f"{link}frameworks/")
    reader.get_by_text("What differs here").click()

    expect(reader.get_by_role("complementary", name="Edition")).to_contain_text("shown to you until")
    expect(reader.get_by_role("main")).to_contain_text(SENTENCE)
    assert faults(reader) == {}
    assert reader.context.cookies() == []


@pytest.mark.exhaustive
def test_reader_of_a_draft_gets_to_a_recommendation_within_it(reader, link):
    reader.goto(link)
    reader.get_by_role("link", name="Answer the questions").click()
    for _ in CORE:
        heading = reader.locator("#question-heading").inner_text()
        reader.locator("input[value=not-sure]:not([type=hidden])").check()
        reader.get_by_role("button", name="Continue").click()
        expect(reader.get_by_role("heading", level=1)).not_to_have_text(heading)

    assert reader.url.startswith(f"{link}recommendation/?")
    assert faults(reader) == {}


@pytest.mark.exhaustive
def test_link_that_is_revoked_leads_nowhere(changed, reader, watch):
    watch.expect(r"404")
    changed.goto("/admin/comparisons/draftlink/add/")
    changed.get_by_label("Recipient:").fill("Barbara")
    changed.get_by_role("button", name="Save", exact=True).click()
    address = changed.locator(".draft-link").get_attribute("href")

    before = reader.goto(address).status
    changed.get_by_role("button", name="Revoke this link").click()
    expect(changed.get_by_text("1 link is revoked.")).to_be_visible()
    after = reader.goto(address).status

    assert (before, after) == (200, 404)
    expect(reader.get_by_role("heading", level=1)).to_have_text("There is no such page")


def test_log_out_in_the_bar_ends_the_session_and_forgets_unsent_texts(changed):
    changed.on("dialog", lambda dialog: dialog.accept())
    changed.goto(FRAMEWORK)
    changed.get_by_label("Summary").first.fill("Words that nobody saved.")
    changed.goto("/draft/frameworks/")
    button, before = changed.get_by_role("button", name="Log out"), changed.evaluate(KEPT)
    height = button.bounding_box()["height"]
    button.press("Enter")
    changed.wait_for_url("**/admin/logout/")
    after = changed.evaluate(KEPT)
    changed.goto("/draft/frameworks/")

    assert (len(before), after) == (1, [])
    assert height >= 24
    changed.wait_for_url("/admin/login/?next=/draft/frameworks/")
