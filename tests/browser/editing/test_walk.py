"""A walk through the desk, on a site of its own: people are made, an editor edits, a publisher publishes."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import site
from tests.browser.admin.looks import faults
from tests.browser.watching import Watch
from tests.browser.windows import PATIENCE

SENTENCE = "A sentence that an editor wrote."


@pytest.fixture
def own_site(tmp_path, ready_site):
    with site.running(tmp_path, ready=ready_site) as running:
        yield running


@pytest.fixture
def window(browser, own_site):
    """Open a window for someone, and watch it: no message, no request that leaves the site, no failure."""
    watch, contexts = Watch(own_site), []

    def opened(name=""):
        context = watch.over(browser.new_context(base_url=own_site, reduced_motion="reduce"))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        if name:
            site.sign_in(page, name)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert watch.faults() == []


def make_person(page, name, role):
    page.goto("/admin/auth/user/add/")
    page.get_by_label("Username").fill(name)
    page.locator("#id_password1").fill(site.PASSWORD)
    page.locator("#id_password2").fill(site.PASSWORD)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/change/*")
    page.locator("#id_groups_from").select_option(label=role)
    page.locator(".selector-add").first.click()
    expect(page.locator("#id_groups_to option")).to_have_text([role])
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("/admin/auth/user/")


def write(page, sentence):
    page.goto("/admin/comparisons/framework/")
    page.get_by_role("link", name="SOC 2", exact=True).click()
    page.get_by_label("Summary").fill(sentence)
    page.locator("input[name=_save]").first.click()
    page.wait_for_url("/admin/comparisons/framework/")


def edit_and_look(erin):
    """The editor writes, sees on the desk that it waits, and reads the review without being able to publish."""
    write(erin, SENTENCE)
    expect(erin.get_by_text("This is a draft; visitors do not see it yet.")).to_be_visible()
    erin.goto("/admin/")
    expect(erin.get_by_role("link", name="1 changed item, not published")).to_be_visible()
    assert faults(erin) == {}
    erin.get_by_role("link", name="1 changed item, not published").click()
    expect(erin.get_by_text("Publishing is for publishers")).to_be_visible()
    expect(erin.get_by_role("button", name="Publish")).to_have_count(0)


def make_draft_link(erin):
    erin.goto("/admin/comparisons/draftlink/add/")
    erin.get_by_label("Recipient:").fill("Grace, an auditor")
    erin.get_by_role("button", name="Save", exact=True).click()
    erin.wait_for_url("/admin/comparisons/draftlink/*/change/")
    return re.search(r"/preview/[^/\s]+/", erin.locator("#content-main").inner_text()).group()


def review_and_publish(paul):
    paul.goto("/admin/publish/")
    expect(paul.locator("ins", has_text="editor wrote").first).to_be_visible()
    expect(paul.locator("#publish-effect progress")).to_have_count(0, timeout=8 * PATIENCE)
    assert faults(paul) == {}
    paul.get_by_label("Note").fill("A better sentence.")
    paul.get_by_role("button", name="Publish").click()
    expect(paul.get_by_text("Release 2 is published.")).to_be_visible()


def bring_back(erin):
    erin.goto("/admin/comparisons/framework/")
    erin.get_by_role("link", name="SOC 2", exact=True).click()
    erin.get_by_role("link", name="History").click()
    erin.wait_for_url("**/history/")
    assert faults(erin) == {}
    erin.get_by_text("Go back to this version: 1 field would change").first.click()
    erin.get_by_role("button", name="Bring this version back").first.click()
    expect(erin.get_by_text(re.compile("“SOC 2” is what it was on"))).to_be_visible()


def restore(paul):
    paul.goto("/admin/comparisons/release/2/restore/")
    paul.get_by_role("button", name="Restore").click()
    expect(paul.get_by_text("There is nothing to publish.")).to_be_visible()
    paul.goto("/admin/comparisons/auditlogentry/")
    paul.get_by_role("link", name="SOC 2").first.click()
    expect(paul.get_by_role("heading", name="Framework “SOC 2” changed")).to_be_visible()
    expect(paul.get_by_text("(restored release 2).")).to_be_visible()
    assert faults(paul) == {}


@pytest.mark.exhaustive
def test_editor_and_publisher_walk_through_the_desk(window):
    root = window()
    site.sign_in(root)
    make_person(root, "erin", "Editor")
    make_person(root, "paul", "Publisher")

    erin = window("erin")
    edit_and_look(erin)
    link, grace = make_draft_link(erin), window()
    grace.goto(f"{link}frameworks/soc-2/")
    expect(grace.get_by_role("main").get_by_text(SENTENCE)).to_be_visible()
    grace.goto("/frameworks/soc-2/")
    expect(grace.get_by_role("main").get_by_text(SENTENCE)).to_have_count(0)

    paul = window("paul")
    review_and_publish(paul)
    grace.reload()
    expect(grace.get_by_role("main").get_by_text(SENTENCE)).to_be_visible()

    bring_back(erin)
    restore(paul)


@pytest.mark.exhaustive
def test_editor_who_comes_second_is_told_and_keeps_the_text(window):
    first, second = window(), window()
    for page in (first, second):
        site.sign_in(page)
    second.goto("/admin/comparisons/framework/")
    second.get_by_role("link", name="SOC 2", exact=True).click()
    write(first, "The first sentence.")

    second.get_by_label("Summary").fill("The second sentence.")
    second.get_by_label("Issuer").fill("The second issuer")
    second.locator("input[name=_save]").first.click()

    expect(second.get_by_role("heading", name="Someone else saved this first")).to_be_visible()
    expect(second.get_by_role("cell", name="The first sentence.")).to_be_visible()
    expect(second.get_by_label("Summary")).to_have_value("The second sentence.")
    assert second.title().startswith("Error:")
    assert faults(second) == {}
    second.get_by_role("group", name="Summary of SOC 2: keep").get_by_label("Theirs").check()
    second.locator("input[name=_save]").first.click()
    second.wait_for_url("/admin/comparisons/framework/")
    second.locator("#result_list").get_by_role("link", name="SOC 2", exact=True).click()
    expect(second.get_by_label("Summary")).to_have_value("The first sentence.")
    expect(second.get_by_label("Issuer")).to_have_value("The second issuer")


@pytest.mark.exhaustive
def test_editors_who_change_different_fields_at_once_both_keep_their_text(window):
    first, second = window(), window()
    for page in (first, second):
        site.sign_in(page)
        page.goto("/admin/comparisons/framework/")
        page.get_by_role("link", name="SOC 2", exact=True).click()
    first.locator("#values-0 summary").click()
    first.locator("#id_values-0-text").fill("The first value.")
    first.locator("input[name=_save]").first.click()
    first.wait_for_url("/admin/comparisons/framework/")

    second.get_by_label("Issuer").fill("The second issuer")
    second.locator("#values-0 summary").click()
    second.locator("#id_values-0-note").fill("The second note.\n\nOf two paragraphs.")
    second.locator("input[name=_save]").first.click()
    second.wait_for_url("/admin/comparisons/framework/")

    expect(second.get_by_text("Kept, because you did not change it:")).to_be_visible()
    second.locator("#result_list").get_by_role("link", name="SOC 2", exact=True).click()
    expect(second.get_by_label("Issuer")).to_have_value("The second issuer")
    expect(second.locator("#id_values-0-text")).to_have_value("The first value.")
    expect(second.locator("#id_values-0-note")).to_have_value("The second note.\n\nOf two paragraphs.")
