"""What someone typed into a form outlives whatever keeps it from being saved."""

import pytest
from playwright.sync_api import expect

from tests.browser import site
from tests.browser.admin.looks import faults

LIST = "/admin/comparisons/framework/"
TEXT = "A sentence.\n\nAnd another, that nobody has saved."
KEPT = "() => Object.keys(localStorage).filter(key => key.startsWith('unsent:'))"
LEAVE = "() => dispatchEvent(new Event('pagehide'))"


def open_form(page):
    page.goto(LIST)
    page.locator("#result_list").get_by_role("link", name="SOC 2", exact=True).click()
    page.wait_for_url("**/change/")


def type_in(page):
    page.get_by_label("Summary").fill(TEXT)
    page.locator("#values-1 summary").click()
    page.locator("#id_values-1-note").fill("A note that nobody has saved.")
    page.locator("#id_outcome").select_option("certificate")


def save(page):
    page.locator("input[name=_save]").first.click()


def restore(page):
    expect(page.get_by_text("you typed something here that was not saved")).to_be_visible()
    expect(page.get_by_label("Summary")).not_to_have_value(TEXT)
    page.get_by_role("button", name="Restore what you had typed").click()


def expect_restored(page):
    expect(page.get_by_text("Restored, and not saved yet")).to_be_visible()
    expect(page.get_by_label("Summary")).to_have_value(TEXT)
    expect(page.locator("#id_values-1-note")).to_have_value("A note that nobody has saved.")


def expect_saved(page):
    page.wait_for_url(LIST)
    assert page.evaluate(KEPT) == []
    page.locator("#result_list").get_by_role("link", name="SOC 2", exact=True).click()
    expect(page.get_by_label("Summary")).to_have_value(TEXT)
    expect(page.locator("#id_values-1-note")).to_have_value("A note that nobody has saved.")
    expect(page.get_by_text("you typed something here")).to_be_hidden()


@pytest.mark.exhaustive
def test_session_that_ends_leads_to_signing_in_and_back_to_the_text(changed):
    open_form(changed)
    type_in(changed)
    changed.context.clear_cookies(name="session")

    save(changed)
    changed.get_by_label("Username").fill(site.EDITOR)
    changed.get_by_label("Password").fill(site.PASSWORD)
    changed.get_by_role("button", name="Log in").click()
    restore(changed)
    expect_restored(changed)
    save(changed)

    expect_saved(changed)


@pytest.mark.exhaustive
def test_token_that_another_tab_changed_leads_back_to_the_text(changed, watch):
    watch.expect("status 403", "console: error: Failed to load resource")
    open_form(changed)
    type_in(changed)
    changed.context.clear_cookies(name="csrf")
    other = changed.context.new_page()
    other.goto("/admin/password_change/")  # makes another token

    save(changed)
    expect(changed.get_by_role("heading", name="Nothing was saved yet")).to_be_visible()
    expect(changed.get_by_role("definition").get_by_text("nobody has saved").first).to_be_visible()
    assert faults(changed) == {}
    changed.get_by_role("link", name="Open the form again").click()
    restore(changed)
    expect_restored(changed)
    assert faults(changed) == {}
    save(changed)

    expect_saved(changed)


@pytest.mark.exhaustive
def test_leaving_with_changes_asks_first_and_leaving_without_does_not(changed):
    dialogs = []
    changed.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    open_form(changed)
    changed.goto(LIST)
    open_form(changed)
    type_in(changed)
    changed.goto(LIST)
    open_form(changed)

    assert dialogs == ["beforeunload"]
    restore(changed)
    expect_restored(changed)


@pytest.mark.exhaustive
def test_text_that_is_discarded_is_gone_and_so_is_all_text_after_signing_out(changed):
    open_form(changed)
    type_in(changed)
    changed.reload()
    changed.get_by_role("button", name="Discard it").click()
    after_discarding = changed.evaluate(KEPT)
    type_in(changed)
    changed.evaluate(LEAVE)
    before = changed.evaluate(KEPT)
    changed.get_by_role("button", name="Log out").click()
    changed.wait_for_url("**/logout/")

    assert (after_discarding, len(before)) == ([], 1)
    assert changed.evaluate(KEPT) == []


@pytest.mark.exhaustive
def test_restored_text_does_not_undo_what_somebody_else_saved_meanwhile(changed, open_editor):
    open_form(changed)
    type_in(changed)
    changed.goto(LIST)
    other = open_editor()
    open_form(other)
    other.get_by_label("Summary").fill("Theirs.")
    other.get_by_label("Issuer").fill("Their issuer")
    save(other)
    other.wait_for_url(LIST)

    open_form(changed)
    restore(changed)
    save(changed)

    expect(changed.get_by_role("heading", name="Someone else saved this first")).to_be_visible()
    expect(changed.get_by_role("cell", name="Theirs.")).to_be_visible()
    expect(changed.get_by_label("Issuer")).to_have_value("Their issuer")
    expect(changed.get_by_label("Summary")).to_have_value(TEXT)


@pytest.mark.exhaustive
def test_form_that_was_refused_keeps_its_text_until_it_is_saved(changed):
    open_form(changed)
    type_in(changed)
    changed.get_by_label("Issuer").fill("")
    save(changed)
    expect(changed.locator(".errornote").first).to_be_visible()
    changed.goto(LIST)
    open_form(changed)
    restore(changed)
    expect_restored(changed)
    expect(changed.get_by_label("Issuer")).to_have_value("")
    changed.get_by_label("Issuer").fill("AICPA")
    save(changed)

    expect_saved(changed)


@pytest.mark.exhaustive
def test_rows_and_references_that_were_chosen_are_restored(changed):
    open_form(changed)
    changed.locator("details").evaluate_all("all => all.forEach(details => details.open = true)")
    expect(changed.locator("#id_complements_from option").first).to_be_attached()
    before = changed.locator("#id_complements_to option").count()
    changed.locator("#id_complements_from").select_option(index=0)
    changed.locator("#id_complements_add").click()
    count = int(changed.locator("#id_resources-TOTAL_FORMS").input_value())
    changed.locator("#resources-group .add-row a").click()
    changed.locator(f"#id_resources-{count}-title").fill("A course")

    changed.reload()
    changed.get_by_role("button", name="Restore what you had typed").click()

    expect(changed.locator("#id_complements_to option")).to_have_count(before + 1)
    expect(changed.locator(f"#id_resources-{count}-title")).to_have_value("A course")


@pytest.mark.exhaustive
def test_note_of_a_release_survives_a_session_that_ended(changed):
    changed.goto("/admin/publish/")
    changed.get_by_label("Note").fill(TEXT)
    changed.context.clear_cookies(name="session")

    changed.get_by_role("button", name="Publish", exact=True).click()
    expect(changed.get_by_text("Your session has ended, and nothing was saved.")).to_be_visible()
    assert faults(changed) == {}
    changed.get_by_label("Username").fill(site.EDITOR)
    changed.get_by_label("Password").fill(site.PASSWORD)
    changed.get_by_role("button", name="Log in").click()
    changed.get_by_role("button", name="Restore what you had typed").click()
    expect(changed.get_by_label("Note")).to_have_value(TEXT)
    changed.get_by_role("button", name="Publish", exact=True).click()

    expect(changed.get_by_text("is published.")).to_be_visible()
    assert changed.evaluate(KEPT) == []


@pytest.mark.exhaustive
def test_comment_survives_a_session_that_ended(changed):
    changed.goto("/admin/comparisons/value/1/comments/")
    box = changed.get_by_label("Your comment")
    box.fill(TEXT)
    changed.context.clear_cookies(name="session")

    changed.get_by_role("button", name="Add comment").click()
    changed.get_by_label("Username").fill(site.EDITOR)
    changed.get_by_label("Password").fill(site.PASSWORD)
    changed.get_by_role("button", name="Log in").click()
    changed.get_by_role("button", name="Restore what you had typed").click()
    expect(box).to_have_value(TEXT)
    changed.get_by_role("button", name="Add comment").click()

    expect(changed.get_by_text("Your comment is written.")).to_be_visible()
    expect(changed.locator("blockquote")).to_have_text(TEXT, use_inner_text=True)
    assert changed.evaluate(KEPT) == []
