"""A browser context is used by many tests, and what one of them leaves in it is gone for the next."""

from tests.browser.windows import Windows


def test_text_that_a_test_typed_into_a_form_is_gone_for_the_next(browser, address):
    windows = Windows(browser)
    windows.begin(address)
    page = windows.open()
    page.goto("/admin/login/")
    page.evaluate("localStorage.setItem('unsent:1:/admin/', 'Typed.')")
    assert windows.end() == []

    windows.begin(address)
    page = windows.open()
    page.goto("/admin/login/")
    kept = page.evaluate("localStorage.getItem('unsent:1:/admin/')")
    assert windows.end() == []
    windows.close()

    assert kept is None
