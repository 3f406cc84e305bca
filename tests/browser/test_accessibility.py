"""What axe-core finds: nothing, on every page and in every state of one, however it is looked at."""

import pytest

from comparisons.views.errors import error_html
from tests.browser.looks import LOOKS, QUICK, faults, get
from tests.browser.pages import DRAFTS, ERROR_PAGES, ERRORS, PAGES
from tests.examples import exhaustive

in_each_look = pytest.mark.parametrize("look", exhaustive(LOOKS, quick=QUICK))


@in_each_look
def test_page_has_no_fault_that_axe_finds(windows, name, look):
    page = windows.show(name, get(PAGES[name]), **LOOKS[look].window)
    LOOKS[look].apply(page)

    assert faults(page, LOOKS[look]) == []


@in_each_look
@pytest.mark.parametrize("name", ERRORS)
def test_error_page_has_no_fault_that_axe_finds(windows, name, look):
    path, status = ERRORS[name]
    windows.watch.expect(f"status {status}", f"console: error: Failed to load resource.*{status}")

    page = windows.show(f"{name}, {look}", get(path, status), **LOOKS[look].window)
    LOOKS[look].apply(page)

    assert faults(page, LOOKS[look]) == []


@in_each_look
@pytest.mark.parametrize("name", exhaustive(ERROR_PAGES, quick=["404", "503"]))
def test_plain_page_has_no_fault_that_axe_finds(windows, name, look):
    def open_file(page):
        page.unroute_all()
        page.route("**/plain", lambda route: route.fulfill(body=error_html(name), content_type="text/html"))
        page.goto("/plain")

    page = windows.show(f"plain {name}", open_file, **LOOKS[look].window)
    LOOKS[look].apply(page)

    assert faults(page, LOOKS[look]) == []


@in_each_look
@pytest.mark.parametrize("name", DRAFTS)
def test_draft_has_no_fault_that_axe_finds(windows, signed_in, name, look):
    page = windows.show(name, get(DRAFTS[name]), **LOOKS[look].window, **signed_in)
    LOOKS[look].apply(page)

    assert faults(page, LOOKS[look]) == []
