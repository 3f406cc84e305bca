import re

from playwright.sync_api import expect


def test_visitor_chooses_frameworks_and_sees_them_side_by_side(page):
    page.goto("/")
    page.get_by_role("link", name="Compare frameworks").click()
    page.get_by_role("checkbox", name="SOC 2").check()
    page.get_by_role("checkbox", name=re.compile("^ISO.IEC 27001")).check()

    page.get_by_role("button", name="Compare").click()

    expect(page).to_have_url("/compare/iso-27001-vs-soc-2/")
    expect(page.get_by_role("heading", level=1)).to_have_text("ISO/IEC 27001 vs SOC 2")
    expect(page.get_by_role("table").first.get_by_role("columnheader", name="SOC 2")).to_be_visible()
