import pytest

from comparisons.models import FROM_LEAF_TO_ROOT, AuditLogEntry, Framework, Option, StaleRowError
from tests.factories import FrameworkFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_each_save_takes_the_next_version():
    framework = FrameworkFactory()
    framework.save()
    framework.save()

    assert Framework.objects.get().version == 3


def test_row_that_was_saved_meanwhile_is_not_written_over():
    FrameworkFactory(summary="First.")
    mine, theirs = Framework.objects.get(), Framework.objects.get()
    theirs.summary = "Theirs."
    theirs.save()
    mine.summary = "Mine."

    with pytest.raises(StaleRowError):
        mine.save()

    assert Framework.objects.get().summary == "Theirs."


def test_row_that_was_deleted_meanwhile_is_not_made_again():
    FrameworkFactory()
    mine = Framework.objects.get()
    Framework.objects.get().delete()

    with pytest.raises(StaleRowError):
        mine.save()

    assert not Framework.objects.exists()


def test_every_row_of_the_working_copy_has_a_version():
    assert {model._meta.get_field("version").editable for model in FROM_LEAF_TO_ROOT} == {False}
    assert Option._meta.get_field("version").default == 1
    assert AuditLogEntry.objects.count() == 0
