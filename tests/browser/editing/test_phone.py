"""An editor with a phone in hand corrects a typo and publishes it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import site
from tests.browser.looks import WIDER

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
TARGET = 24
SMALL_TARGETS = f"""controls => controls.filter(control => {{
    const box = control.getBoundingClientRect();
    return box.width && (box.width < {TARGET} || box.height < {TARGET});
}}).map(control => control.outerHTML.slice(0, 80))"""


@pytest.fixture
def phone(begin_with, open_editor):
    begin_with(site.DATABASE)
    return open_editor(**PHONE)


def fits(page):
    """Nothing is wider than the phone, and each button can be hit."""
    return (
        page.evaluate(WIDER) <= 0 and page.locator(".submit-row > *, .row > summary").evaluate_all(SMALL_TARGETS) == []
    )


def test_editor_on_a_phone_corrects_a_typo_and_publishes_it(phone):
    phone.goto("/admin/")
    phone.get_by_label("Search the working copy").fill("published jointly international")
    phone.get_by_role("button", name="Search").tap()
    phone.locator(".search-results a").first.tap()
    phone.wait_for_url("**/value/*/change/*")
    assert fits(phone)
    text = phone.locator("#id_text")
    before = text.input_value()
    text.fill(f"{before} Corrected.")
    phone.locator("input[name=_save]").tap()

    phone.get_by_role("link", name="review and publish", exact=True).tap()
    phone.wait_for_url("/admin/publish/")
    expect(phone.locator("ins", has_text="Corrected.")).to_be_visible()
    assert fits(phone)
    phone.get_by_role("link", name="write the note and publish").tap()
    phone.get_by_label("Note").fill("A typo.")
    phone.get_by_role("button", name="Publish").tap()

    expect(phone.get_by_text(re.compile(r"Release \d+ is published."))).to_be_visible()
