import pytest

from tests.browser.site import EDITOR, PASSWORD

PATIENCE = 15_000
"""Milliseconds."""


def sign_in(page):
    page.goto("/admin/login/?next=/admin/")
    page.get_by_label("Username").fill(EDITOR)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("/admin/")


@pytest.fixture(scope="session")
def signed_in(browser, address):
    """What a browser keeps of an editor who signed in. Makes a group and a draft link, for the pages of those."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    sign_in(page)
    page.goto("/admin/auth/group/add/")
    page.get_by_label("Name:").fill("Editors")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("/admin/auth/group/")
    page.goto("/admin/comparisons/draftlink/add/")
    page.get_by_label("Recipient:").fill("Grace, a reviewer")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("/admin/comparisons/draftlink/*/change/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def open_editor(open_browser, signed_in):
    """Open a browser window in which an editor is signed in."""

    def opened(**settings):
        page = open_browser(storage_state=signed_in, reduced_motion="reduce", **settings)
        page.set_default_timeout(PATIENCE)
        return page

    return opened


@pytest.fixture
def editor(open_editor):
    return open_editor()


@pytest.fixture
def changed(editor):
    """A working copy that differs from the release; it is put back after the test."""
    editor.goto("/admin/comparisons/framework/1/change/")
    editor.get_by_label("Summary").fill("A sentence that an editor changed.")
    editor.locator("input[name=_save]").first.click()
    editor.wait_for_url("/admin/comparisons/framework/")
    yield editor
    editor.goto("/admin/comparisons/release/1/restore/")
    editor.get_by_role("button", name="Restore").click()
    editor.wait_for_url("/admin/publish/")
