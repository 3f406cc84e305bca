"""Rows are put in order by dragging, by arrows and by keys, and only Save writes it."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing.test_phone import PHONE, SMALL_TARGETS

LIST = "/admin/comparisons/framework/"
ASPECTS = "/admin/comparisons/aspect/"
QUESTION = "/admin/comparisons/criterion/8/change/"
ORDER = """rows => rows.map(row => [row.querySelector("th").innerText,
    Number(row.querySelector("input[name$=position]").value)])"""
INLINE_ORDER = "rows => rows.map(row => Number(row.querySelector('input[name$=position]').value))"
LEFT = [("ISO/IEC 27001", 10), ("SOC 2", 20), ("NIST CSF", 30), ("CIS Controls", 40)]
MOVED = [("ISO/IEC 27001", 10), ("NIST CSF", 30), ("CIS Controls", 40), ("SOC 2", 45)]


def order(page):
    """The first rows of the list, with their numbers."""
    page.locator(".order").first.wait_for()
    return [tuple(row) for row in page.locator("#result_list tbody tr:has(th)").evaluate_all(ORDER)[:4]]


def saved_order(page):
    page.goto(LIST)
    return order(page)


def inline_rows(page):
    return page.locator("#options-group .inline-related:not(.empty-form)")


def row_of(page, name):
    return page.locator("#result_list tbody tr", has=page.get_by_role("link", name=name, exact=True))


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, name, target):
    """Press the handle of a row, and move it below the middle of another; the button is not released."""
    start, (_, end) = middle(row_of(page, name).locator(".grip")), middle(row_of(page, target))
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0], (start[1] + end) / 2)
    page.mouse.move(start[0], end + 4)


def touch_drag(page, name, target):
    start, (_, end) = middle(row_of(page, name).locator(".grip")), middle(row_of(page, target))
    session = page.context.new_cdp_session(page)
    places = [start, (start[0], (start[1] + end) / 2), (start[0], end + 4)]
    for kind, place in zip(("touchStart", "touchMove", "touchMove"), places, strict=True):
        points = [{"x": place[0], "y": place[1]}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def expect_place(page, text):
    expect(page.locator("#order-status")).to_have_text(text)


def save(page):
    page.locator("input[name=_save]").first.click()
    page.locator(".messagelist").wait_for()


def test_row_that_is_dragged_gets_its_number_and_save_keeps_the_order(changed):
    changed.goto(LIST)
    before = order(changed)

    drag(changed, "SOC 2", "CIS Controls")
    changed.mouse.up()

    assert (before, order(changed)) == (LEFT, MOVED)
    expect_place(changed, "SOC 2 is now 4 of 30.")
    expect(changed.get_by_text("Nothing is saved until you press “Save”.")).to_be_visible()
    save(changed)
    assert saved_order(changed) == MOVED


def test_row_is_dragged_with_a_finger_and_the_page_does_not_scroll(changed, open_editor):
    phone = open_editor(**PHONE)
    phone.goto(LIST)
    row_of(phone, "ISO/IEC 27001").evaluate("row => row.scrollIntoView()")
    phone.wait_for_timeout(100)
    top = phone.evaluate("scrollY")

    touch_drag(phone, "SOC 2", "CIS Controls")

    expect_place(phone, "SOC 2 is now 4 of 30.")
    assert (order(phone), phone.evaluate("scrollY")) == (MOVED, top)
    assert phone.locator(".order > *").evaluate_all(SMALL_TARGETS) == []
    save(phone)
    assert saved_order(phone) == MOVED


def test_row_is_moved_by_its_arrows_and_by_keys_and_keeps_the_focus(changed):
    changed.goto(LIST)
    down = changed.get_by_role("button", name="Move SOC 2 down", exact=True)
    down.focus()

    changed.keyboard.press("Enter")
    expect_place(changed, "SOC 2 is now 3 of 30.")
    changed.keyboard.press("Alt+ArrowDown")
    expect_place(changed, "SOC 2 is now 4 of 30.")
    expect(down).to_be_focused()
    assert order(changed) == MOVED
    changed.keyboard.press("Alt+ArrowUp")
    changed.keyboard.press("Alt+ArrowUp")

    expect_place(changed, "SOC 2 is now 2 of 30.")
    assert order(changed) == LEFT
    changed.keyboard.press("Alt+ArrowUp")
    changed.keyboard.press("Alt+ArrowUp")
    expect_place(changed, "SOC 2 is now 1 of 30.")
    save(changed)
    assert saved_order(changed)[:2] == [("SOC 2", 4), ("ISO/IEC 27001", 10)]


def test_order_that_somebody_else_changed_too_is_a_conflict(changed, open_editor):
    other = open_editor()
    changed.goto(LIST)
    other.goto(LIST)
    other.get_by_role("button", name="Move SOC 2 down", exact=True).click()
    save(other)

    drag(changed, "SOC 2", "CIS Controls")
    changed.mouse.up()
    changed.locator("input[name=_save]").first.click()

    expect(changed.get_by_role("heading", name="Someone else saved this first")).to_be_visible()
    assert order(changed) == MOVED
    expect(changed.locator("tr:has(.errorlist) + tr")).to_contain_text("SOC 2")
    assert saved_order(other)[:3] == [LEFT[0], ("NIST CSF", 30), ("SOC 2", 35)]


def test_options_of_a_question_are_dragged_while_they_are_folded(changed):
    changed.goto(QUESTION)
    labels = inline_rows(changed).locator(".inline_label").all_inner_texts()
    changed.get_by_role("button", name=f"Move {labels[0]} down").click()

    changed.locator("#options-0 .grip").hover()
    changed.mouse.down()
    changed.locator("#options-1").hover(position={"x": 5, "y": 4}, force=True)
    changed.mouse.up()
    changed.get_by_role("button", name=f"Move {labels[1]} down").click()

    expect(changed.locator("#id_options-0-position")).to_be_hidden()
    save(changed)
    changed.goto(QUESTION)
    after = inline_rows(changed).locator(".inline_label").all_inner_texts()
    assert after == [labels[0], labels[2], labels[1], *labels[3:]]


@pytest.mark.exhaustive
def test_escape_puts_a_dragged_row_back(changed):
    changed.goto(LIST)

    drag(changed, "SOC 2", "CIS Controls")
    expect(row_of(changed, "SOC 2")).to_have_class("is-dragged")
    changed.keyboard.press("Escape")
    changed.mouse.up()

    expect_place(changed, "SOC 2 is now 2 of 30.")
    assert order(changed) == LEFT


@pytest.mark.exhaustive
def test_drag_scrolls_at_the_end_of_the_window(changed):
    changed.set_viewport_size({"width": 1280, "height": 700})
    changed.goto(LIST)
    changed.mouse.move(*middle(row_of(changed, "SOC 2").locator(".grip")))
    changed.mouse.down()
    changed.mouse.move(400, 690)
    expect(changed.locator("#result_list tbody tr").last).to_be_in_viewport()
    changed.mouse.up()

    expect(row_of(changed, "SOC 2")).to_be_in_viewport()
    assert int(changed.locator("#order-status").inner_text().split()[4]) > 20


@pytest.mark.exhaustive
def test_row_whose_number_is_typed_moves_there(changed):
    changed.goto(LIST)

    row_of(changed, "SOC 2").locator("input[type=number]").fill("45")
    changed.keyboard.press("Tab")

    expect_place(changed, "SOC 2 is now 4 of 30.")
    assert order(changed) == MOVED
    expect(changed.get_by_role("button", name="Move NIST CSF up")).to_be_focused()


@pytest.mark.exhaustive
def test_rows_exchange_numbers_where_there_is_none_between(changed):
    changed.goto(LIST)
    row_of(changed, "SOC 2").locator("input[type=number]").fill("11")
    row_of(changed, "NIST CSF").locator("input[type=number]").fill("12")
    changed.keyboard.press("Tab")

    changed.get_by_role("button", name="Move CIS Controls up").click()
    changed.get_by_role("button", name="Move CIS Controls up").click()

    assert order(changed) == [("ISO/IEC 27001", 10), ("CIS Controls", 11), ("SOC 2", 12), ("NIST CSF", 40)]


@pytest.mark.exhaustive
def test_aspect_stays_in_its_group_and_is_counted_there(changed):
    changed.goto(ASPECTS)
    last = changed.get_by_role("button", name="Move Purpose down")
    last.click()

    expect_place(changed, "Purpose is now 3 of 3.")
    expect(changed.get_by_text("It stays in its group.")).to_be_visible()


@pytest.mark.exhaustive
def test_page_of_a_long_list_keeps_its_numbers(changed):
    changed.goto("/admin/comparisons/option/")
    fields = changed.locator("#result_list input[name$=position]")
    before = fields.evaluate_all("all => all.map(field => Number(field.value))")
    last = changed.locator("#result_list th").last.inner_text()

    changed.locator("[data-steps='1']").nth(-2).click()

    expect(changed.locator("#order-status")).to_contain_text("on this page.")
    expect(changed.locator("#result_list th").last).not_to_have_text(last)
    assert fields.evaluate_all("all => all.map(field => Number(field.value))") == before


@pytest.mark.exhaustive
def test_list_in_another_order_has_numbers_alone(changed, open_browser, signed_in):
    changed.goto(f"{LIST}?o=1")
    expect(changed.locator("#result_list input[type=number]").first).to_be_visible()
    expect(changed.locator(".order, #order-status")).to_have_count(0)

    plain = open_browser(java_script_enabled=False, **signed_in)
    plain.goto(LIST)
    expect(plain.locator("#result_list input[type=number]").first).to_be_visible()
    expect(plain.locator(".order, .order-help")).to_have_count(0)


@pytest.mark.exhaustive
@pytest.mark.parametrize("path", [LIST, QUESTION])
def test_order_that_was_not_saved_is_not_left_unasked(changed, path):
    dialogs = []
    changed.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    changed.goto(path)
    changed.locator("[data-steps='1']").first.press("Enter")
    changed.keyboard.press("Alt+ArrowUp")  # back where it was, with the number that it had
    changed.goto("/admin/")
    changed.goto(path)

    changed.locator("[data-steps='1']").first.click()
    changed.goto("/admin/")

    assert dialogs == ["beforeunload"]


@pytest.mark.exhaustive
def test_order_that_is_restored_is_seen(changed):
    changed.goto(QUESTION)
    before = inline_rows(changed).evaluate_all(INLINE_ORDER)
    changed.locator("[data-steps='1']").first.click()
    changed.goto("/admin/")

    changed.goto(QUESTION)
    changed.get_by_role("button", name="Restore what you had typed").click()

    expect(inline_rows(changed).first).to_have_id("options-1")
    assert inline_rows(changed).evaluate_all(INLINE_ORDER)[:3] == [before[1], before[1] + 5, before[2]]


@pytest.mark.exhaustive
def test_new_row_is_moved_and_another_removed(changed):
    changed.goto(QUESTION)
    count = inline_rows(changed).count()
    labels = inline_rows(changed).locator(".inline_label").all_inner_texts()
    for label in ("Dropped", "Kept"):
        changed.locator("#options-group .add-row a").click()
        row = inline_rows(changed).nth(-1)
        row.locator("input[name$=label]").fill(label)
    kept = changed.locator(f"#options-{count + 1}")
    for _ in range(3):
        kept.locator("[data-steps='-1']").click()
    expect(inline_rows(changed).nth(count - 2)).to_have_id(f"options-{count + 1}")

    changed.locator(f"#options-{count} .inline-deletelink").click()
    save(changed)

    changed.goto(QUESTION)
    after = inline_rows(changed).locator(".inline_label").all_inner_texts()
    assert after == [*labels[:-2], "Kept", *labels[-2:]]
