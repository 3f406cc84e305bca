"""What the server says to the script that keeps unsent texts; the script itself is tested in a browser."""

import pytest
from django.urls import reverse

from tests.factories import SourceFactory, SupportFactory
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return SourceFactory(title="First words")


def address(row, page="change"):
    return reverse(f"admin:comparisons_{row._meta.model_name}_{page}", args=[row.pk])


def test_page_after_a_save_names_the_form_that_was_saved(admin_client, source):
    path = address(source)
    form = untouched_form(html_of(admin_client.get(path)), "source_form")

    saved = admin_client.post(path, {**form, "title": "Other words"}, follow=True)

    assert f'class="saved-at:{path} info"' in html_of(saved)


def test_refused_form_is_marked_and_no_page_says_that_it_was_saved(admin_client, source):
    path = address(source)
    form = untouched_form(html_of(admin_client.get(path)), "source_form")

    refused = html_of(admin_client.post(path, {**form, "title": ""}))

    assert "data-unsent data-refused hidden" in refused
    assert "saved-at:" not in refused + html_of(admin_client.get(reverse("admin:index")))


def test_texts_are_kept_for_each_person_and_only_of_the_working_copy(admin_client, admin_user, source):
    framework = SupportFactory().framework
    pages = [address(source), address(framework, "supports"), reverse("admin:comparisons_source_add")]

    texts = [html_of(admin_client.get(path)) for path in pages]

    assert ["data-unsent hidden" in text for text in texts] == [True] * 3
    assert [f'data-user="{admin_user.pk}"' in text for text in texts] == [True] * 3
    assert "data-unsent" not in html_of(admin_client.get(reverse("admin:auth_user_change", args=[admin_user.pk])))
