"""The pages of sources once links were checked, and where two have one address."""

import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser import site
from tests.browser.admin.looks import DESK, faults

ADDRESS = "http://127.0.0.1:9/page"
"""Nobody is asked there: it is of this machine, and so is refused."""


def add_source(page, title, url):
    page.goto("/admin/comparisons/source/add/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Publisher").fill("A publisher")
    page.get_by_label("Address").fill(url)
    page.get_by_label("Accessed").fill("2026-01-31")
    page.get_by_label("Slug").fill(title.lower().replace(" ", "-"))
    page.get_by_label("Position").fill("0")
    page.locator("input[name=_save]").first.click()
    page.wait_for_url("/admin/comparisons/source/")


@pytest.fixture
def checked(begin_with, open_editor, site_folder, address):
    """Two sources that share an address, of which the command found that it is broken."""
    begin_with(site.DATABASE)
    page = open_editor(viewport=DESK)
    add_source(page, "First twin", ADDRESS)
    add_source(page, "Second twin", f"{ADDRESS}/")
    env = site.environment(site_folder, address)
    subprocess.run(site.manage("check_links", "--limit", "1"), check=True, cwd=site.ROOT, env=env)  # noqa: S603
    return page


@pytest.mark.exhaustive
def test_broken_link_is_found_in_the_list_and_told_on_the_page_of_its_source(checked):
    checked.goto("/admin/comparisons/source/?link=broken")
    listed = checked.locator("#result_list tbody tr").count()
    found = faults(checked)
    checked.set_viewport_size(DESK)
    checked.locator("#result_list tbody th a").first.click()

    assert listed == 1
    expect(checked.get_by_text("which is not a public address, so it gets no request")).to_be_visible()
    assert (found, faults(checked)) == ({}, {})


@pytest.mark.exhaustive
def test_source_that_shares_its_address_is_replaced_by_the_other(checked):
    checked.goto("/admin/comparisons/source/?address=shared")
    checked.get_by_role("link", name="Second twin", exact=True).click()
    checked.get_by_role("link", name="Replace this one with it").click()
    expect(checked.get_by_role("button", name="Replace and delete")).to_be_visible()
    found = faults(checked)
    checked.get_by_role("button", name="Replace and delete").click()

    expect(checked.get_by_text("“Second twin (A publisher)” is deleted")).to_be_visible()
    assert checked.get_by_label("Title").input_value() == "First twin"
    assert found == {}
