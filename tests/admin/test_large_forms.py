"""The supports page is saved whatever its size; every other form keeps Django's bound on its fields."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from comparisons.admin.pages.large_forms import FIELDS_PER_OPTION, FORM, read_form
from comparisons.models import AuditLogEntry, Option, Support
from tests.factories import AspectFactory, CriterionFactory, FrameworkFactory, OptionFactory, SourceFactory
from tests.forms import untouched_form

pytestmark = pytest.mark.django_db

OPTIONS, FRAMEWORKS = 150, 30


@pytest.fixture
def framework():
    """One of thirty, of which each of 150 answers says something, with a source."""
    framework, aspect, source = FrameworkFactory(), AspectFactory(), SourceFactory()
    FrameworkFactory.create_batch(FRAMEWORKS - 1)
    criteria = CriterionFactory.create_batch(15)
    options = [OptionFactory.build(criterion=criteria[number % 15]) for number in range(OPTIONS)]
    Option.objects.bulk_create(options)
    row = {"framework": framework, "aspect": aspect, "degree": 1, "reason": "It fits."}
    supports = Support.objects.bulk_create([Support(option=option, **row) for option in options])
    links = Support.sources.through
    links.objects.bulk_create([links(support=support, source=source) for support in supports])
    return framework


def address(framework):
    return reverse("admin:comparisons_framework_supports", args=[framework.pk])


def fields_of(form):
    return sum(len(values) for values in form.values())


def test_supports_page_of_150_options_is_saved(admin_client, framework):
    form = untouched_form(admin_client.get(address(framework)).content.decode(), "supports_form")
    name = next(name for name in form if name.endswith("-149-reason"))

    body = urlencode({**form, name: "It fits well."}, doseq=True)
    saved = admin_client.post(address(framework), body, content_type=FORM)

    entries = AuditLogEntry.objects.filter(model="comparisons.support")
    assert fields_of(form) > 1000
    assert saved.status_code == 302
    assert [(entry.action, entry.after["reason"]) for entry in entries] == [("changed", "It fits well.")]
    assert Support.objects.filter(reason="It fits well.").count() == 1


def test_bound_of_the_supports_page_follows_from_the_options(admin_client):
    path = address(FrameworkFactory())
    OptionFactory()
    bound = 1000 + FIELDS_PER_OPTION

    statuses = [post_of(admin_client, path, count).status_code for count in (bound, bound + 1)]

    assert statuses == [200, 400]


def post_of(client, path, count):
    return client.post(path, "&".join(f"field-{n}=" for n in range(count)), content_type=FORM)


def test_other_forms_keep_their_bound(admin_client):
    framework = FrameworkFactory()
    OptionFactory()
    path = reverse("admin:comparisons_framework_change", args=[framework.pk])

    assert [post_of(admin_client, path, count).status_code for count in (1000, 1001)] == [200, 400]


def test_large_form_of_somebody_who_is_not_signed_in_leads_to_signing_in():
    path = address(FrameworkFactory())

    answer = post_of(Client(enforce_csrf_checks=True), path, 5000)

    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('admin:login')}?session_ended=1&next={path}"


def test_large_form_without_a_token_is_refused(admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)

    assert post_of(client, address(FrameworkFactory()), 900).status_code == 403


@given(st.lists(st.tuples(st.text(), st.text())), st.binary())
def test_form_is_read_as_django_reads_it(pairs, junk):
    for body in (urlencode(pairs, errors="replace").encode(), junk):
        assert read_form(body, 1000) == QueryDict(body.decode(errors="replace"))
