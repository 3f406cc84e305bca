import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse

from comparisons.admin.pages.csrf_failure import csrf_failure
from tests.factories import SourceFactory
from tests.pages import html_of

pytestmark = pytest.mark.django_db

OURS = "http://testserver"


@pytest.fixture
def path():
    return reverse("admin:comparisons_source_change", args=[SourceFactory(title="First words").pk])


@pytest.fixture
def client(admin_user):
    """An editor's browser, which checks tokens."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    return client


def test_form_with_an_old_token_leads_back_to_itself_with_what_was_typed(client, path):
    refused = client.post(
        f"{path}?_popup=1", {"title": "A <thought>", "url": "", "seen_version": "1"}, headers=origin(OURS)
    )

    page = html_of(refused)
    assert refused.status_code == 403
    assert f'<a href="{path}?_popup=1">Open the form again</a>' in page
    assert '<dt>title</dt><dd class="prose">A &lt;thought&gt;</dd>' in page
    assert page.count("<dt>") == 1
    assert client.get(path).context["original"].title == "First words"


@pytest.mark.parametrize("site", ["https://elsewhere.example", "null", None])
def test_text_of_another_site_is_not_shown(client, path, site):
    page = html_of(client.post(path, {"title": "Send me money"}, headers=origin(site)))

    assert "Open the form again" in page
    assert "Send me money" not in page


def test_password_is_never_shown(client):
    for name in ("admin:login", "admin:password_change"):
        page = html_of(client.post(reverse(name), {"password": "a secret"}, headers=origin(OURS)))

        assert "Open the form again" in page
        assert "a secret" not in page


def test_form_elsewhere_gets_the_plain_page():
    with pytest.raises(PermissionDenied):
        csrf_failure(RequestFactory().post("/wizard/"))


def origin(site):
    return {"Origin": site} if site else {}
