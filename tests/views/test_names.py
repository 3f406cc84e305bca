"""One name in four places: a page's view, its name in the URLconf, its template and its test file."""

from pathlib import Path

import pytest
from django.urls import get_resolver

ROOT = Path(__file__).parent.parent.parent
PATTERNS = {
    pattern.name: pattern.callback
    for resolver in get_resolver("comparisons.urls").url_patterns
    if resolver.namespace == "current"
    for pattern in resolver.url_patterns
}
SHARES_A_MODULE = {
    "framework": "frameworks",
    "question": "wizard",
    "comparison_file": "comparison",
    "recommendation_file": "recommendation",
    "card": "cards",
    "dates_calendar": "dates",
    "sitemap": "metadata.sitemap",
    "card_of_framework": "cards",
    "card_of_comparison": "cards",
}
"""Pages in the module of another: one item of a list, one question of the wizard, a file or a picture of a page."""

TESTED_ELSEWHERE = {"sitemap": "tests/test_site.py"}  # it is compared with what a crawler finds

WITHOUT_TEMPLATE = {
    *("comparison_file", "recommendation_file", "card", "card_of_framework", "card_of_comparison"),
    *("robots", "security", "dates_calendar"),
    "sitemap",  # sitemap.xml
    "question",  # the wizard's page, with one question
}


@pytest.mark.parametrize("name", PATTERNS)
def test_page_has_one_name_in_four_places(name):
    module = SHARES_A_MODULE.get(name, name)

    view = PATTERNS[name]

    assert (view.__name__, view.__module__) == (name, f"comparisons.views.{module}")
    assert (ROOT / TESTED_ELSEWHERE.get(name, f"tests/views/test_{module}.py")).exists()
    assert (ROOT / f"templates/comparisons/{name}.html").exists() == (name not in WITHOUT_TEMPLATE)
