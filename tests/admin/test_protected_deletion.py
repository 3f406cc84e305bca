"""Deleting what is referred to is refused with its uses: every reference, every way to delete."""

import html
import re

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models.signals import post_save
from django.urls import reverse

from comparisons.admin.row_links import form_address
from comparisons.editing.loading import load
from comparisons.models import Criterion, Level, Option, Series
from tests.admin.addresses import address
from tests.content_files.catalogues import SMALL
from tests.examples import exhaustive
from tests.factories import CriterionFactory, OptionFactory, SourceFactory, ValueFactory
from tests.forms import untouched_form
from tests.pages import html_of
from tests.references import REFERRING, use_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LOOSE = {name: field for name, field in REFERRING.items() if admin.site.is_registered(field.related_model)}
"""References to rows that have pages of their own."""


def is_told(response, use):
    """Whether a page lists the use, with a link to its form."""
    link = f'<a href="{form_address(use)}">{html.escape(str(use))}</a>'
    return response.status_code == 200 and link in html_of(response)


def still_there(row):
    return type(row)._default_manager.filter(pk=row.pk).exists()


def delete_page(client, row):
    asked = html_of(client.get(address(row, "delete")))
    return client.post(address(row, "delete"), {"post": "yes", **untouched_form(asked, "delete_form")})


def bulk_action(client, row):
    form = {"action": "delete_selected", "_selected_action": [row.pk]}
    path = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_changelist")
    asked = html_of(client.post(path, form))
    return client.post(path, {**form, "post": "yes", **untouched_form(asked, "delete_form")})


@pytest.mark.parametrize("way", exhaustive([delete_page, bulk_action], quick=[delete_page]))
def test_deleting_what_is_referred_to_is_refused_with_its_uses(admin_client, way):
    load(SMALL)
    uses = {name: use_of(field) for name, field in LOOSE.items()}

    refused = {name: is_told(way(admin_client, target), use) for name, (use, target) in uses.items()}

    assert refused == dict.fromkeys(LOOSE, True)
    assert [name for name, (_, target) in uses.items() if not still_there(target)] == []


def boxes(page, parent, inline):
    """By key, the box that deletes each row of an inline."""
    form = untouched_form(page, f"{parent._meta.model_name}_form")
    ticks = {}
    for field, values in form.items():
        if re.fullmatch(rf"{inline}-\d+-id", field):
            ticks[int(values[0] or 0)] = field.removesuffix("id") + "DELETE"
    return form, ticks


@pytest.mark.parametrize(("model", "parent"), [(Level, "framework"), (Option, "criterion"), (Series, "crosswalk")])
def test_ticking_the_box_of_a_row_that_is_referred_to_is_refused_and_the_text_stays(admin_client, model, parent):
    load(SMALL)
    for field in [field for field in REFERRING.values() if field.related_model is model]:
        use, target = use_of(field)
        whole = getattr(target, parent)
        page = html_of(admin_client.get(address(whole, "change")))
        form, ticks = boxes(page, whole, model._meta.get_field(parent).remote_field.get_accessor_name())
        text = next(name for name in form if name.endswith(("-label", "-topic")))

        response = admin_client.post(
            address(whole, "change"), {**form, ticks[target.pk]: "on", text: "Words that an editor typed."}
        )

        assert is_told(response, use)
        assert "Nothing was deleted" in html_of(response)
        assert "Words that an editor typed." in html_of(response)
        assert still_there(target)


def test_every_inline_whose_rows_are_referred_to_refuses_their_deletion(rf, admin_user):
    request = rf.get("/admin/")
    request.user = admin_user
    referred_to = {field.related_model for field in REFERRING.values()}

    inlines = {
        inline.model: inline.formset
        for options in admin.site._registry.values()
        for inline in options.get_inline_instances(request, options.model())
        if inline.model in referred_to
    }

    assert {model.__name__ for model in inlines} == {"Level", "Option", "Series"}
    assert referred_to <= {*inlines, *admin.site._registry}


def test_row_of_an_inline_that_nothing_refers_to_is_deleted(admin_client):
    option = OptionFactory()
    page = html_of(admin_client.get(address(option.criterion, "change")))
    form, ticks = boxes(page, option.criterion, "options")

    response = admin_client.post(address(option.criterion, "change"), {**form, ticks[option.pk]: "on"})

    assert response.status_code == 302
    assert not still_there(option)


def test_bulk_action_deletes_none_where_one_is_used(admin_client):
    free, used = SourceFactory(), SourceFactory()
    ValueFactory().sources.add(used)
    form = {"action": "delete_selected", "_selected_action": [free.pk, used.pk], "post": "yes"}

    page = html_of(admin_client.post(reverse("admin:comparisons_source_changelist"), form))

    assert "some are used, and so none can be deleted" in page
    assert f"(sources: “{used}”)" in page
    assert still_there(free)
    assert still_there(used)


@pytest.fixture
def overtaken():
    """Someone else who refers to whatever is about to be deleted, after it was checked."""
    opened = CriterionFactory(name="A question that is opened")
    opened.deletions = 0

    def refer(instance, **_signal):
        if instance.action_flag == 3:
            opened.deletions += 1
            opened.ask_when.set(Option.objects.exclude(criterion=opened))

    post_save.connect(refer, sender=LogEntry)
    yield opened
    post_save.disconnect(refer, sender=LogEntry)


@pytest.mark.parametrize("way", [delete_page, bulk_action])
def test_use_that_comes_between_the_check_and_the_deletion_is_told(admin_client, overtaken, way):
    """The deletion is begun once, and is not tried again."""
    option = OptionFactory()

    response = way(admin_client, option)

    page = admin_client.get(response["Location"]).content.decode()
    assert response.status_code == 302
    assert "Nothing was deleted: someone else used it at the same moment." in page
    assert still_there(option)
    assert overtaken.deletions == 1
    assert not LogEntry.objects.exists()
    assert Criterion.objects.get(pk=overtaken.pk).ask_when.count() == 0


def test_page_before_a_deletion_lists_rows_and_not_what_links_them(admin_client):
    value = ValueFactory()
    value.sources.set([SourceFactory(), SourceFactory()])

    page = html_of(admin_client.get(address(value, "delete")))

    assert str(value) in page
    assert "relationship" not in page
    assert "object (" not in page
