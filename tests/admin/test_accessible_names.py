import pytest
from django.urls import reverse

from comparisons.models import Crosswalk, Framework, Series
from tests.factories import FrameworkFactory

pytestmark = pytest.mark.django_db


def test_field_in_a_list_is_named_by_its_column_and_its_row(admin_client):
    framework = FrameworkFactory()

    page = admin_client.get(reverse("admin:comparisons_framework_changelist")).content.decode()

    assert f'aria-label="Position: {framework.short_name}"' in page


def test_field_of_a_tabular_inline_is_named_by_its_column_and_its_row(admin_client):
    first, second = FrameworkFactory(), FrameworkFactory()
    crosswalk = Crosswalk.objects.create(first=first, second=second)
    row = Series.objects.create(crosswalk=crosswalk, identifier="CC1", topic="Tone", position=10)

    page = admin_client.get(reverse("admin:comparisons_crosswalk_change", args=[crosswalk.pk])).content.decode()

    assert f'aria-label="Topic: {row}"' in page
    assert f'aria-label="Delete: {row}"' in page
    assert 'aria-label="Topic: new"' in page
    assert Framework.objects.count() == 2
