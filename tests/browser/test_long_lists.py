"""Long lists of answers: groups with headings, and a box that finds answers in them where JavaScript runs."""

from playwright.sync_api import expect

LONG = "/wizard/customer-demand/"


def choices(page):
    """The labels of the answers in groups that can be seen; a space is a space, whether a line may end there or not."""
    labels = page.locator(".choice-group .choice:visible label").all_inner_texts()
    return [" ".join(label.split("\n")[0].split()) for label in labels]


def filter_box(page):
    return page.get_by_role("searchbox", name="Find in this list")


def test_filter_shows_what_matches_and_what_is_ticked_and_says_how_many(page):
    page.goto(LONG)
    page.get_by_role("checkbox", name="TISAX").check()

    filter_box(page).fill("  nist 800 ")

    assert choices(page) == ["NIST SP 800-171", "NIST SP 800-53", "TISAX"]
    expect(page.locator("#list-filter-count")).to_have_text("2 answers match.")
    expect(page.get_by_role("checkbox", name="No, nobody has named one")).to_be_visible()
    expect(page.get_by_role("group", name="First steps")).to_be_hidden()

    filter_box(page).fill("no such thing")

    assert choices(page) == ["TISAX"]
    expect(page.locator("#list-filter-count")).to_have_text("No answers match.")

    filter_box(page).fill("")

    assert len(choices(page)) > 20
    expect(page.locator("#list-filter-count")).to_have_text("")


def test_enter_in_the_filter_sends_nothing_and_what_it_finds_can_be_sent(page):
    page.goto(LONG)

    filter_box(page).fill("iso/iec 27001")
    filter_box(page).press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Continue").click()

    expect(page).to_have_url("/wizard/?customer-demand=iso-27001")
    expect(filter_box(page)).to_be_visible()


def test_without_javascript_all_are_there_and_the_box_is_not(plain_page):
    plain_page.goto(LONG)

    assert len(choices(plain_page)) > 20
    expect(plain_page.locator("#list-filter")).to_be_hidden()
    expect(plain_page.get_by_role("group", name="Common answers")).to_be_visible()
