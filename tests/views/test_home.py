import pytest

from tests.pages import html_of

pytestmark = pytest.mark.usefixtures("served")


def test_home_leads_in_both_ways_and_to_each_framework(client, served):
    page = html_of(client.get("/"))

    links = ["/wizard/", "/compare/", "/frameworks/", *(f"/frameworks/{f.slug}/" for f in served.frameworks)]
    assert [link for link in links if f'href="{link}"' not in page] == []


def test_home_of_a_release_leads_to_its_own_pages(client):
    page = html_of(client.get("/releases/1/"))

    assert 'href="/releases/1/wizard/"' in page
    assert 'href="/wizard/"' not in page
    assert '<meta name="robots" content="noindex">' in page


def test_home_shows_three_rows_of_a_comparison_that_it_links_to(client, served):
    page = html_of(client.get("/"))

    glimpse = page.split('class="glimpse"')[1].split("</section>")[0]
    rows = glimpse.split('<th scope="row">')[1:]
    told = [differ.aspects[0] for differ in served.guides[0].key_differences[:3]]
    assert [f'<a href="/compare/iso-27001-vs-soc-2/#{slug}">' in row for slug, row in zip(told, rows, strict=True)] == [
        True
    ] * 3
    assert '<a href="/compare/iso-27001-vs-soc-2/">All 16 aspects, with notes and sources</a>' in glimpse


def test_home_counts_the_primary_sources(client, served):
    page = " ".join(html_of(client.get("/")).split())

    primary = sum(source.kind == "primary" for source in served.sources)
    assert primary > 90
    assert f"{primary} of {len(served.sources)} sources are primary" in page
