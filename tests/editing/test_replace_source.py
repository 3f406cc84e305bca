import pytest

from comparisons.editing.audit_log import undo
from comparisons.editing.replace_source import ReplaceError, plan, replace
from comparisons.models import AuditLogEntry, Source
from tests.factories import SourceFactory, SupportFactory, ValueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """One that is named by a value and a support, and another that the value names too."""
    goes, stays = SourceFactory(title="Goes"), SourceFactory(title="Stays")
    value, support = ValueFactory(), SupportFactory()
    value.sources.add(goes, stays)
    support.sources.add(goes)
    return goes, stays, value, support


def test_source_is_replaced_wherever_it_is_named_and_deleted(two):
    goes, stays, value, support = two

    replace(goes.pk, stays.pk, plan(goes, stays).seal, "ada")

    assert list(Source.objects.all()) == [stays]
    assert list(value.sources.all()) == list(support.sources.all()) == [stays]


def test_replacing_is_one_act_that_can_be_undone(two):
    goes, stays, value, support = two
    replace(goes.pk, stays.pk, plan(goes, stays).seal, "ada")
    entry = AuditLogEntry.objects.first()
    together = AuditLogEntry.objects.in_change_set(entry.change_set)

    told = {(each.created_by, each.comment, each.model) for each in together}
    undo(entry, "bob")

    assert told == {
        ("ada", "source replaced by another", f"comparisons.{model}") for model in ("source", "support", "value")
    }
    assert set(value.sources.all()) == {goes, stays}
    assert list(support.sources.all()) == [goes]


def test_rows_that_named_it_take_the_next_version(two):
    goes, stays, value, _ = two
    value.refresh_from_db()
    before = value.version

    replace(goes.pk, stays.pk, plan(goes, stays).seal, "ada")

    value.refresh_from_db()
    assert value.version == before + 1


def edit_goes(goes, stays, value):
    goes.save()


def edit_stays(goes, stays, value):
    stays.save()


def edit_a_use(goes, stays, value):
    value.save()


def name_it_once_more(goes, stays, value):
    ValueFactory().sources.add(goes)


def delete_stays(goes, stays, value):
    value.sources.remove(stays)
    stays.delete()


@pytest.mark.parametrize("meanwhile", [edit_goes, edit_stays, edit_a_use, name_it_once_more, delete_stays])
def test_what_changed_since_it_was_shown_is_refused(two, meanwhile):
    goes, stays, value, support = two
    keys, seal = (goes.pk, stays.pk), plan(goes, stays).seal
    meanwhile(goes, stays, value)

    with pytest.raises(ReplaceError):
        replace(*keys, seal, "ada")

    assert list(support.sources.all()) == [goes]
    assert goes in value.sources.all()


def test_source_is_not_replaced_by_itself(two):
    goes = two[0]

    with pytest.raises(ReplaceError):
        replace(goes.pk, goes.pk, plan(goes, goes).seal, "ada")

    assert Source.objects.count() == 2
