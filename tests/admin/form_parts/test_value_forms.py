"""The sources of one value, given to all values of its framework with one box."""

import pytest

from comparisons.models import Value
from tests.admin.addresses import address
from tests.factories import AspectFactory, FrameworkFactory, SourceFactory, ValueFactory
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework():
    """Three aspects: two with a value that has a source of its own, one without a value."""
    framework = FrameworkFactory()
    for name in ("First", "Second"):
        ValueFactory(framework=framework, aspect=AspectFactory(name=name)).sources.add(SourceFactory(title=name))
    AspectFactory(name="Third")
    return framework


def form_of(client, framework):
    return untouched_form(client.get(address(framework)).content.decode(), "framework_form")


def sources(framework):
    return {
        value.aspect.name: sorted(value.sources.values_list("title", flat=True))
        for value in Value.objects.filter(framework=framework)
    }


def test_sources_of_a_value_are_added_to_those_of_the_others(admin_client, framework):
    form = form_of(admin_client, framework)

    saved = admin_client.post(address(framework), {**form, "values-0-for_all": "on"}, follow=True)

    assert sources(framework) == {"First": ["First"], "Second": ["First", "Second"]}
    assert "Every value that has a text now has the sources of “First”." in html_of(saved)


def test_only_the_values_that_get_a_source_have_a_new_version(admin_client, framework):
    before = dict(Value.objects.values_list("aspect__name", "version"))
    form = form_of(admin_client, framework)

    admin_client.post(address(framework), {**form, "values-0-for_all": "on"})

    after = dict(Value.objects.values_list("aspect__name", "version"))
    assert {name for name, version in after.items() if version > before[name]} == {"Second"}


def test_value_that_is_written_with_the_box_ticked_gets_the_sources_too(admin_client, framework):
    form = form_of(admin_client, framework)

    admin_client.post(address(framework), {**form, "values-0-for_all": "on", "values-2-text": "The third."})

    assert sources(framework)["Third"] == ["First"]


def test_sources_that_somebody_else_changed_since_are_a_conflict(admin_client, framework):
    form = form_of(admin_client, framework)
    theirs = Value.objects.get(framework=framework, aspect__name="First")
    theirs.sources.add(SourceFactory(title="Theirs"))
    theirs.save()

    refused = admin_client.post(address(framework), {**form, "values-1-for_all": "on"})

    assert [conflict.row for conflict in refused.context["conflicts"]] == [f"{framework}: First"]
    assert sources(framework) == {"First": ["First", "Theirs"], "Second": ["Second"]}


@pytest.mark.parametrize("total", ["", "x", "99999", "-1"])
def test_form_set_of_no_page_is_refused_and_changes_nothing(admin_client, framework, total):
    form = form_of(admin_client, framework)

    response = admin_client.post(address(framework), {**form, "values-0-for_all": "on", "values-TOTAL_FORMS": total})

    assert response.status_code in {200, 302}
    assert sources(framework) == {"First": ["First"], "Second": ["Second"]}


def test_form_set_has_no_more_forms_than_were_sent(admin_client, framework):
    form = form_of(admin_client, framework)
    (posted,) = form["values-TOTAL_FORMS"]

    response = admin_client.post(address(framework), {**form, "values-TOTAL_FORMS": "1999"})

    values = response.context["inline_admin_formsets"][0].formset
    assert len(values.forms) == int(posted)
    assert values.non_form_errors()
    assert sources(framework) == {"First": ["First"], "Second": ["Second"]}
