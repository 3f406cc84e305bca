"""What axe-core finds: nothing, on every page and in every state of one, however it is looked at."""

import pytest

from tests.browser.axe import violations
from tests.browser.pages import DRAFTS, ERRORS, PAGES
from tests.browser.site import ROOT

PLAIN = sorted((ROOT / "templates").glob("*.html"))
"""The error pages, some of which no address brings on a site that is whole."""

MODES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True},
    "forced colours": {"forced_colors": "active"},
    "more contrast": {"contrast": "more"},
    "reduced motion": {"reduced_motion": "reduce"},
    "no JavaScript": {"java_script_enabled": False},
    "zoomed to 400 %": {"viewport": {"width": 320, "height": 256}},
}


@pytest.fixture(params=MODES)
def mode(request):
    return MODES[request.param]


@pytest.fixture
def looked_at(open_browser, mode):
    return open_browser(**mode)


def faults(page):
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return violations(page) + ([f"the page is {wider} px wider than its window"] if wider > 0 else [])


@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_fault_that_axe_finds(looked_at, name):
    response = looked_at.goto(PAGES[name])

    assert response.status == 200
    assert faults(looked_at) == []


@pytest.mark.parametrize("name", ERRORS)
def test_error_page_has_no_fault_that_axe_finds(looked_at, watch, name):
    path, status = ERRORS[name]
    watch.expect(f"status {status}", f"console: error: Failed to load resource.*{status}")

    response = looked_at.goto(path)

    assert response.status == status
    assert faults(looked_at) == []


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.name)
def test_plain_page_has_no_fault_that_axe_finds(looked_at, path):
    looked_at.route("**/plain", lambda route: route.fulfill(path=path))
    looked_at.goto("/plain")

    assert faults(looked_at) == []


@pytest.mark.parametrize("name", DRAFTS)
def test_draft_has_no_fault_that_axe_finds(open_browser, mode, signed_in, name):
    page = open_browser(**mode, **signed_in)

    page.goto(DRAFTS[name])

    assert faults(page) == []
