"""The form of a framework begins with its contents: where each value is, and what differs from the release."""

import re

import pytest

from comparisons.models import Aspect, Framework, Stage
from comparisons.releases import publish, release_cache
from tests.admin.addresses import address
from tests.factories import FrameworkFactory, SourceFactory, make_publishable
from tests.pages import html_of
from tests.shipped import load_shipped

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a href="#([^"]+)">([^<]*)</a>((?: <span class="(?:count|mark)[^"]*">[^<]*</span>)*)')


def contents(page):
    """Each entry: its fragment, its name, and the words beside it."""
    nav = page.partition('<nav class="contents"')[2].partition("</nav>")[0]
    return {name: (fragment, *re.findall(r">([^<]+)</span>", marks)) for fragment, name, marks in LINK.findall(nav)}


@pytest.fixture
def published():
    """A framework of the shipped content, which is release 1."""
    load_shipped()
    publish.publish("First.", "ada")
    release_cache.refresh()
    return Framework.objects.get(slug="soc-2")


def test_contents_of_what_is_as_published_marks_nothing(admin_client, published):
    page = contents(html_of(admin_client.get(address(published))))

    assert page["What it is"] == ("fieldset-0-0-heading",)
    assert page["Values"] == ("values-group", "16")
    assert page["Purpose"] == ("values-2-fields",)
    assert page["Stages"] == ("stages-group", str(published.stages.count()))
    assert {words for _, *words in map(tuple, page.values()) for words in words if not words.isdecimal()} == set()


@pytest.mark.exhaustive
def test_contents_of_every_framework_that_is_as_published_mark_nothing(admin_client, published):
    pages = {row.slug: html_of(admin_client.get(address(row))) for row in Framework.objects.all()[1::7]}

    assert {slug for slug, page in pages.items() if "changed</span>" in page} == set()


def test_contents_of_a_framework_with_another_slug_mark_the_slug_alone(admin_client, published):
    Framework.objects.filter(pk=published.pk).update(slug="soc-two", was="soc-2")

    before = contents(html_of(admin_client.get(address(published))))
    publish.publish("Another slug.", "ada")
    release_cache.refresh()
    after = contents(html_of(admin_client.get(address(published))))

    assert [name for name, (_, *words) in before.items() if "changed" in words] == ["Beside others"]
    assert before["Values"] == ("values-group", "16")
    assert [name for name, (_, *words) in after.items() if "changed" in words] == []


def test_contents_mark_what_changed_what_is_missing_and_what_is_not_verified(admin_client, published):
    values = {value.aspect.name: value for value in published.values.all()}
    values["Scope"].delete()
    values["Purpose"].text += " More."
    values["Purpose"].save()
    values["Audit type"].sources.add(SourceFactory())
    values["Applicability"].confidence = "unverified"
    values["Applicability"].save()
    Framework.objects.filter(pk=published.pk).update(issuer="Someone else")
    Stage.objects.filter(framework=published)[:1].get().delete()
    Stage.objects.create(framework=published, name="New", slug="new", months_min=1, months_max=2, result="A report.")

    page = contents(html_of(admin_client.get(address(published))))

    assert page["What it is"][1:] == ("changed",)
    assert page["What readers see first"][1:] == ()
    assert page["Values"][1:] == ("16", "3 changed", "1 not verified", "1 missing")
    assert page["Purpose"][1:] == ("changed",)
    assert page["Audit type"][1:] == ("changed",)
    assert page["Applicability"][1:] == ("not verified", "changed")
    assert page["Scope"][1:] == ("missing",)
    assert page["Stages"][2:] == ("changed",)
    assert page["Resources"][2:] == ()


def test_contents_without_a_release_mark_no_change(admin_client):
    make_publishable()
    framework = Framework.objects.first()

    page = html_of(admin_client.get(address(framework)))

    assert "changed</span>" not in page
    assert len(contents(page)) == Aspect.objects.count() + 12


def test_new_framework_has_no_contents(admin_client):
    FrameworkFactory()

    assert "contents" not in html_of(admin_client.get("/admin/comparisons/framework/add/"))
