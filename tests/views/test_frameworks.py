import pytest
from django.utils.html import escape

from tests.pages import html_of

pytestmark = pytest.mark.usefixtures("served")


def test_frameworks_lists_each_with_its_summary(client, served):
    page = html_of(client.get("/frameworks/"))

    assert [f.slug for f in served.frameworks if f'href="/frameworks/{f.slug}/"' not in page] == []
    assert [f.slug for f in served.frameworks if escape(f.summary) not in page] == []


def test_framework_says_all_that_is_said_of_it(client, served):
    for framework in served.frameworks:
        page = html_of(client.get(f"/frameworks/{framework.slug}/"))

        assert f"</svg>{framework.short_name}</h1>" in page
        assert [value.aspect for value in framework.values if escape(value.text) not in page] == []
        assert [stage.slug for stage in framework.stages if escape(stage.name) not in page] == []
        assert page.count(f"/compare/{framework.slug}-vs-") == len(served.frameworks) - 1


def test_framework_says_how_long_a_stage_takes_and_what_is_published_from_the_start(client):
    page = html_of(client.get("/frameworks/iso-27001/"))

    tags = page.split("<strong>Stage 1 and stage 2 audit</strong>")[1].split("</p>")[0]
    assert tags.strip() == (
        '<span class="tag">1 to 2 months</span> <span class="hint">3 to 12 months from the start</span>'
    )


@pytest.mark.parametrize("slug", ["iso-27002", "soc-2-vs-tisax", "%00", "%3Cq7x%3E"])
def test_unknown_framework_gives_404_with_the_list(client, slug):
    response = client.get(f"/frameworks/{slug}/")

    page = html_of(response)
    assert response.status_code == 404
    assert "<h1>There is no such framework here</h1>" in page
    assert 'href="/frameworks/soc-2/"' in page
