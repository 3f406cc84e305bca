"""Error pages lead on: none is a dead end."""

import pytest

from comparisons.views.errors import error_html
from tests.browser.pages import ERROR_PAGES

MAIN = ["/", "/frameworks/", "/compare/", "/wizard/", "/method/"]


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_page_has_the_main_navigation(name):
    header = error_html(name).decode().split("<header")[1].split("</header>")[0]

    assert [part.split('"')[0] for part in header.split('href="')[1:]] == MAIN
