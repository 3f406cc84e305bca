"""The form of a framework: short, found by its contents, and never below its own buttons."""

import pytest
from playwright.sync_api import expect

from tests.browser import site
from tests.browser.admin.looks import faults
from tests.examples import exhaustive

FORM = "/admin/comparisons/framework/1/change/"
HEIGHT = "document.documentElement.scrollHeight"
BELOW_BUTTONS = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, Math.max(box.top, 0) + 2);
    const buttons = document.activeElement.closest(".submit-row");
    return !buttons && top?.closest(".submit-row") ? document.activeElement.outerHTML.slice(0, 120) : "";
}"""
OVERFLOW = "box => box.scrollHeight - box.clientHeight"
STOPS = 150


@pytest.fixture(params=exhaustive([True, False], quick=[True]), ids=["with JavaScript", "without"])
def someone(request, begin_with, open_editor):
    begin_with(site.CHANGED)
    return open_editor(java_script_enabled=request.param)


def test_contents_lead_to_a_value_and_open_it(someone):
    someone.goto(FORM)
    text = someone.locator("#id_values-9-text")
    expect(text).to_be_hidden()

    someone.get_by_role("navigation", name="On this page").get_by_role("link", name="Control framework").click()

    expect(text).to_be_in_viewport()
    text.fill("A text in a folded row.")
    someone.locator("input[name=_save]").first.click()
    someone.wait_for_url("**/admin/comparisons/framework/#*")
    someone.goto(FORM)
    expect(someone.locator("#values-9 .line")).to_have_text("A text in a folded row.")
    expect(someone.locator(".contents li li", has_text="Control framework").locator(".mark")).to_have_text("changed")


def test_address_of_a_row_opens_it(changed):
    changed.goto(f"{FORM}#stages-1")

    expect(changed.locator("#id_stages-1-name")).to_be_in_viewport()
    expect(changed.locator("#id_stages-0-name")).to_be_hidden()


@pytest.mark.exhaustive
def test_whole_form_is_short(changed):
    changed.set_viewport_size({"width": 1440, "height": 900})
    changed.goto(FORM)

    assert changed.evaluate(HEIGHT) < 4_500
    assert faults(changed) == {}


@pytest.mark.exhaustive
def test_box_grows_with_its_text(changed):
    changed.goto(FORM)
    box = changed.get_by_label("Summary")
    before = box.bounding_box()["height"]

    box.fill("A line.\n" * 12)

    assert box.bounding_box()["height"] > 2 * before
    assert box.evaluate(OVERFLOW) <= 1


@pytest.mark.exhaustive
@pytest.mark.parametrize("width", [1280, 390])
def test_what_has_the_focus_is_not_below_the_buttons(changed, width):
    changed.set_viewport_size({"width": width, "height": 600})
    changed.goto(FORM)
    changed.locator("#id_short_name").focus()

    hidden = set()
    for _ in range(STOPS):
        changed.keyboard.press("Tab")
        hidden.add(changed.evaluate(BELOW_BUTTONS))

    assert hidden == {""}


@pytest.mark.exhaustive
def test_text_that_is_restored_in_a_folded_row_is_seen(changed):
    changed.goto(f"{FORM}#values-3")
    changed.locator("#id_values-3-note").fill("A note that nobody has saved.")
    changed.goto("/admin/comparisons/framework/")

    changed.goto(FORM)
    changed.get_by_role("button", name="Restore what you had typed").click()

    expect(changed.locator("#id_values-3-note")).to_be_visible()
    expect(changed.locator("#id_values-3-note")).to_have_value("A note that nobody has saved.")
    changed.locator("input[name=_save]").first.click()
    changed.wait_for_url("/admin/comparisons/framework/")
