import re

import pytest
from playwright.sync_api import expect

TWO = "/compare/iso-27001-vs-soc-2/"
FIVE = "/compare/iso-27001-vs-soc-2-vs-tisax-vs-hitrust-vs-cmmc/"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
TOPS = "cells => cells.map(cell => Math.round(cell.getBoundingClientRect().top))"


def test_visitor_chooses_frameworks_and_sees_them_side_by_side(page):
    page.goto("/")
    page.get_by_role("link", name="Compare frameworks").click()
    page.get_by_role("checkbox", name="SOC 2").check()
    page.get_by_role("checkbox", name=re.compile("^ISO.IEC 27001")).check()

    page.get_by_role("button", name="Compare").click()

    expect(page).to_have_url(TWO)
    expect(page.get_by_role("heading", level=1)).to_have_text("ISO/IEC 27001 vs SOC 2")
    expect(page.get_by_role("table").first.get_by_role("columnheader", name="SOC 2")).to_be_visible()


def test_facts_at_a_glance_are_on_the_first_screen(open_browser):
    page = open_browser(viewport=DESK)
    page.goto(TWO)

    rows = page.locator(".at-a-glance tr")
    names = rows.get_by_role("rowheader").all_inner_texts()

    assert names == [
        *("At a glance", "What you get", "Levels", "Valid for", "Who checks", "First proof in"),
        *("Published cost", "To keep it up", "Best known in"),
    ]
    assert rows.nth(4).bounding_box()["y"] < DESK["height"]
    assert page.locator("#guide").bounding_box()["y"] > page.locator("#comparison-table").bounding_box()["y"]


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_facts_that_differ_are_marked_when_asked(open_browser, java_script_enabled):
    page = open_browser(java_script_enabled=java_script_enabled)
    page.goto(FIVE)
    label, usual = page.get_by_text("Label", exact=True), page.get_by_text("Certificate", exact=True).first
    tags = page.locator(".at-a-glance .difference")

    assert tags.first.is_hidden()
    page.get_by_label("Mark facts that differ").check()

    assert tags.first.is_visible()
    cells = [text.locator("xpath=ancestor::td") for text in (label, usual)]
    washes = [cell.evaluate("cell => getComputedStyle(cell).boxShadow") for cell in cells]
    assert (washes[0] != "none", washes[1]) == (True, "none")
    assert page.locator("tbody:not(.at-a-glance) .differs").count() == 0


def test_five_columns_fit_on_1024_pixels(open_browser):
    page = open_browser(viewport={"width": 1024, "height": 768})
    page.goto(FIVE)

    widths = page.locator(".table-frame").evaluate(
        "frame => [frame.scrollWidth - frame.clientWidth, frame.clientWidth]"
    )

    assert (widths[0], widths[1] <= 1024) == (0, True)


def test_phone_has_two_frameworks_in_two_columns_with_notes_folded(open_browser):
    page = open_browser(viewport=PHONE)
    page.goto(TWO)
    row = page.locator("#scope")

    assert len(set(row.locator("td").evaluate_all(TOPS))) == 1
    assert row.locator("details[open]").count() == 0
    assert row.locator("details p").first.is_hidden()


def test_name_of_the_aspect_stays_in_sight_on_a_phone(open_browser):
    page = open_browser(viewport=PHONE)
    page.goto(TWO)
    row = page.locator("#purpose")

    row.evaluate("row => scrollTo(0, row.getBoundingClientRect().top + scrollY + row.offsetHeight / 2)")

    assert row.get_by_role("link", name="Purpose").bounding_box()["y"] >= 0


@pytest.mark.parametrize(("viewport", "is_turned"), [(DESK, False), (PHONE, True)])
def test_arrows_point_where_a_framework_moves(open_browser, viewport, is_turned):
    page = open_browser(viewport=viewport)
    page.goto(TWO)

    arrow = page.locator(".column-moves [aria-hidden]").first

    turned = arrow.evaluate("arrow => getComputedStyle(arrow).transform")
    assert (turned != "none") == is_turned
