import pytest
from django.contrib import admin
from django.urls import reverse

from comparisons.editing.draft import draft_catalogue
from comparisons.models import (
    FROM_LEAF_TO_ROOT,
    Consideration,
    Cost,
    Criterion,
    Crosswalk,
    Event,
    Framework,
    Guide,
    KeyDifference,
    Level,
    NotCarriedOver,
    Option,
    Resource,
    Series,
    Stage,
    Value,
)
from comparisons.releases import publish, release_cache
from tests.factories import FrameworkFactory, make_publishable
from tests.forms import untouched_form
from tests.pages import html_of
from tests.shipped import load_shipped

pytestmark = [pytest.mark.django_db, pytest.mark.database]

INLINE_ONLY = {Level, Stage, Cost, Event, Resource, KeyDifference, Consideration, Series, NotCarriedOver}
"""What is edited on the page of what it belongs to, and nowhere else."""


@pytest.fixture
def shipped_rows():
    load_shipped()
    release = publish.publish("First.", "ada")
    release_cache.refresh()
    return release


def admin_addresses(request):
    """Every address of the admin that the user of the request may open, with the first row of each model."""
    yield from (reverse("admin:index"), reverse("admin:publish"), reverse("admin:password_change"))
    for model, model_admin in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        if model_admin.has_add_permission(request):
            yield reverse(f"{name}_add")
        if row := model._default_manager.first():
            yield reverse(f"{name}_change", args=[row.pk])
            yield reverse(f"{name}_history", args=[row.pk])
            if model_admin.has_delete_permission(request):
                yield reverse(f"{name}_delete", args=[row.pk])


@pytest.mark.exhaustive
def test_every_page_of_the_admin_is_served(admin_client, admin_user, rf, shipped_rows, settings):
    request = rf.get("/admin/")
    request.user = admin_user
    restore = reverse("admin:comparisons_release_restore", args=[shipped_rows.number])
    addresses = [*admin_addresses(request), restore]

    statuses = {address: admin_client.get(address).status_code for address in addresses}

    assert settings.DEBUG is False
    assert statuses == dict.fromkeys(addresses, 200)
    assert {model for model in FROM_LEAF_TO_ROOT if model not in INLINE_ONLY} <= set(admin.site._registry)


@pytest.mark.parametrize(
    ("changes", "words"),
    [({}, "You changed nothing, so nothing was saved."), ({"issuer": "Others"}, "was changed successfully")],
)
def test_message_says_whether_anything_was_saved(admin_client, changes, words):
    framework = FrameworkFactory()
    path = reverse("admin:comparisons_framework_change", args=[framework.pk])
    form = untouched_form(admin_client.get(path).content.decode(), "framework_form")

    page = html_of(admin_client.post(path, {**form, **changes}, follow=True))

    assert words in page
    assert ("was changed successfully" in page) is bool(changes)
    assert ("This is a draft; visitors do not see it yet." in page) is bool(changes)
    assert f"saved-at:{path}" in page


def test_a_change_is_seen_in_the_draft_then_published_then_on_the_site(
    admin_client, shipped_rows, django_capture_on_commit_callbacks
):
    soc_2 = Framework.objects.get(slug="soc-2")
    address = reverse("admin:comparisons_framework_change", args=[soc_2.pk])
    form = untouched_form(admin_client.get(address).content.decode(), "framework_form")
    sentence = "A sentence that an editor changed."

    saved = admin_client.post(address, {**form, "summary": sentence}, follow=True)
    draft = admin_client.get("/draft/frameworks/soc-2/")
    before = admin_client.get("/frameworks/soc-2/")
    review = untouched_form(admin_client.get(reverse("admin:publish")).content.decode(), "publish_form")
    with django_capture_on_commit_callbacks(execute=True):
        published = admin_client.post(reverse("admin:publish"), {**review, "note": "A better sentence."}, follow=True)
    after = admin_client.get("/frameworks/soc-2/")

    assert "was changed successfully" in html_of(saved)
    assert sentence in html_of(draft)
    assert sentence not in html_of(before)
    assert "Release 2 is published." in html_of(published)
    assert sentence in html_of(after)


@pytest.mark.exhaustive
def test_saving_a_form_that_nobody_touched_changes_nothing(admin_client, shipped_rows):
    before = draft_catalogue()
    forms = {
        "framework": Framework.objects.get(slug="soc-2"),
        "criterion": Criterion.objects.get(slug="market"),
        "option": Option.objects.get(slug="north-america"),
        "guide": Guide.objects.get(),
        "crosswalk": Crosswalk.objects.get(),
    }

    for name, row in forms.items():
        address = reverse(f"admin:comparisons_{name}_change", args=[row.pk])
        form = untouched_form(admin_client.get(address).content.decode(), f"{name}_form")
        assert admin_client.post(address, form).status_code == 302, name

    assert draft_catalogue() == before


def test_saving_tells_that_it_is_a_draft(admin_client):
    make_publishable()
    value = Value.objects.first()
    address = reverse("admin:comparisons_value_change", args=[value.pk])

    response = admin_client.post(
        address,
        {**untouched_form(admin_client.get(address).content.decode(), "value_form"), "text": "New words."},
        follow=True,
    )

    page = html_of(response)
    assert "This is a draft; visitors do not see it yet." in page
    assert f'href="/draft/frameworks/{value.framework.slug}/#{value.aspect.slug}"' in page
    assert 'href="/admin/publish/"' in page


def test_restoring_is_one_action(admin_client):
    make_publishable()
    release = publish.publish("First.", "ada")
    Framework.objects.update(summary="Worse words.")

    address = reverse("admin:comparisons_release_restore", args=[release.number])
    admin_client.post(address, untouched_form(admin_client.get(address).content.decode(), ""))

    assert not publish.review().differs


def test_deleting_a_source_that_is_named_is_refused_with_its_uses(admin_client):
    make_publishable()
    value = Value.objects.first()
    source = value.sources.get()

    page = admin_client.get(reverse("admin:comparisons_source_delete", args=[source.pk]))
    admin_client.post(reverse("admin:comparisons_source_delete", args=[source.pk]), {"post": "yes"})

    assert "is used, and cannot be deleted. Take it out of these first" in html_of(page)
    assert value.sources.get() == source


def test_visitors_are_asked_to_sign_in_before_they_see_a_draft(client, db):
    response = client.get("/draft/frameworks/")

    assert (response.status_code, response["Location"]) == (302, "/admin/login/?next=/draft/frameworks/")


def test_every_page_of_the_admin_has_an_icon_and_a_way_to_publish(admin_client, shipped_rows):
    page = html_of(admin_client.get(reverse("admin:comparisons_framework_changelist")))

    assert '<link rel="icon" href="/static/icon.svg" type="image/svg+xml">' in page
    assert '<a href="/admin/publish/">Review and publish</a>' in page
