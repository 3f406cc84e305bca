"""A page that is saved as it was opened makes no version, whatever a browser does to its texts."""

import pytest
from django.urls import reverse

from comparisons.models import AuditLogEntry, Framework, Support, Value
from tests.factories import FrameworkFactory, SupportFactory, ValueFactory
from tests.forms import untouched_form

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PARAGRAPHS = "One paragraph.\n\nAnother, with a list:\n\n- one\n- two\n"


@pytest.fixture
def framework():
    """With several paragraphs in each of its texts, and a line end after the last, as files write it."""
    framework = FrameworkFactory(summary=PARAGRAPHS, description=PARAGRAPHS)
    ValueFactory(framework=framework, text=PARAGRAPHS, note=PARAGRAPHS)
    SupportFactory(framework=framework, reason=PARAGRAPHS)
    return framework


def versions():
    return [list(model.objects.values_list("version", flat=True)) for model in (Framework, Value, Support)]


@pytest.mark.parametrize(
    ("page", "form"),
    [("comparisons_framework_change", "framework_form"), ("comparisons_framework_supports", "supports_form")],
)
def test_save_by_a_browser_that_changes_nothing_makes_no_version(admin_client, framework, page, form):
    path = reverse(f"admin:{page}", args=[framework.pk])
    data = untouched_form(admin_client.get(path).content.decode(), form)
    entries = AuditLogEntry.objects.count()

    saved = admin_client.post(path, data)

    assert saved.status_code == 302
    assert any("\r\n" in value for values in data.values() for value in values)
    assert versions() == [[1], [1], [1]]
    assert AuditLogEntry.objects.count() == entries
    assert Framework.objects.get().description == PARAGRAPHS


def test_text_that_a_browser_sends_is_kept_with_lines_as_on_unix(admin_client, framework):
    path = reverse("admin:comparisons_framework_change", args=[framework.pk])
    data = untouched_form(admin_client.get(path).content.decode(), "framework_form")

    admin_client.post(path, {**data, "description": "One.\r\n\r\nTwo."})

    assert Framework.objects.get().description == "One.\n\nTwo."
