"""How often a browser that comes for the first time has to ask."""

import pytest

from tests.browser.pages import PAGES
from tests.examples import exhaustive

MOST = 6
"""The page, two style sheets, three scripts. A picture for the tab is asked for when there is time."""


@pytest.mark.parametrize(
    "page_name",
    exhaustive(
        ["home", "recommendation", "comparison with a guide", "framework", "method", "two recommendations"],
        quick=["comparison with a guide"],
    ),
)
def test_page_needs_few_requests(page, page_name):
    kinds = []
    page.on("request", lambda request: kinds.append(request.resource_type))

    page.goto(PAGES[page_name], wait_until="networkidle")

    needed = [kind for kind in kinds if kind in {"document", "stylesheet", "script"}]
    assert kinds[0] == "document"
    assert kinds.count("stylesheet") == 2
    assert len(needed) <= MOST
