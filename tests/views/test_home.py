import pytest

pytestmark = pytest.mark.usefixtures("served")


def test_home_leads_in_both_ways_and_to_each_framework(client, served):
    page = client.get("/").content.decode()

    links = ["/wizard/", "/compare/", "/frameworks/", *(f"/frameworks/{f.slug}/" for f in served.frameworks)]
    assert [link for link in links if f'href="{link}"' not in page] == []


def test_home_of_a_release_leads_to_its_own_pages(client):
    page = client.get("/releases/1/").content.decode()

    assert 'href="/releases/1/wizard/"' in page
    assert 'href="/wizard/"' not in page
    assert '<meta name="robots" content="noindex">' in page
