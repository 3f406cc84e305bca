"""What axe-core finds: nothing, on every page and in every state of one, however it is looked at."""

import pytest

from tests.browser.axe import violations
from tests.browser.pages import PAGES

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
def looked_at(request, open_browser):
    return open_browser(**MODES[request.param])


@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_fault_that_axe_finds(looked_at, name):
    looked_at.goto(PAGES[name])

    assert violations(looked_at) == []
    assert looked_at.evaluate("document.documentElement.scrollWidth <= innerWidth")
