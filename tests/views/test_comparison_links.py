"""The links of a comparison that add, remove and move frameworks."""

import re

import pytest

from tests.pages import html_of

pytestmark = pytest.mark.usefixtures("served")


def links(page, text):
    """Where the links with this (hidden) text lead."""
    return re.findall(
        rf'<a rel="nofollow" href="([^"]*)"><span aria-hidden="true">.</span><span class="visually-hidden">{text}<',
        page,
    )


def shown(client, address):
    return html_of(client.get(address))


def test_framework_can_be_moved_to_the_left_and_to_the_right(client):
    page = shown(client, "/compare/iso-27001-vs-soc-2-vs-tisax/")

    assert links(page, "Move SOC 2 one place earlier") == ["/compare/soc-2-vs-iso-27001-vs-tisax/#comparison-table"]
    assert links(page, "Move SOC 2 one place later") == ["/compare/iso-27001-vs-tisax-vs-soc-2/#comparison-table"]
    assert links(page, "Move ISO/IEC 27001 one place earlier") == []
    assert links(page, "Move TISAX one place later") == []


def test_removing_a_framework_leaves_the_others_or_a_choice(client):
    three = shown(client, "/compare/iso-27001-vs-soc-2-vs-tisax/")
    two = shown(client, "/compare/iso-27001-vs-soc-2/")

    assert links(three, "Remove SOC 2") == ["/compare/iso-27001-vs-tisax/#comparison-table"]
    assert links(two, "Remove SOC 2") == ["/compare/?choose=iso-27001"]


def test_framework_can_be_added_until_the_table_is_full(client, served):
    slugs = [framework.slug for framework in served.frameworks]
    two = shown(client, "/compare/iso-27001-vs-soc-2/")
    five = shown(client, f"/compare/{'-vs-'.join(slugs[:5])}/")

    assert re.findall(r'href="/compare/iso-27001-vs-soc-2-vs-([a-z0-9-]+)/#comparison-table"', two) == slugs[2:]
    assert "Add a framework" in two
    assert "Add a framework" not in five


def test_answers_are_carried_on_and_each_link_leads_to_a_comparison(client):
    page = shown(client, "/compare/iso-27001-vs-soc-2/?market=european-union&old=x")

    found = re.findall(r'href="(/compare/[^"]*)#comparison-table"', page)
    assert {address.partition("?")[2] for address in found} == {"market=european-union"}
    assert {client.get(address).status_code for address in found} == {200}


def test_links_of_a_release_stay_in_it(client):
    page = shown(client, "/releases/1/compare/iso-27001-vs-soc-2/")

    assert links(page, "Move SOC 2 one place earlier") == ["/releases/1/compare/soc-2-vs-iso-27001/#comparison-table"]
    assert links(page, "Remove SOC 2") == ["/releases/1/compare/?choose=iso-27001"]
