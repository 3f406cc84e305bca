import pytest

from comparisons.editing.audit_log import undo
from comparisons.editing.replace_source import ReplaceError, plan, replace
from comparisons.models import AuditLogEntry, Source
from tests.factories import SourceFactory, SupportFactory, ValueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """A source that a value and a support use, and one that the value uses too."""
    old, new = SourceFactory(title="Old"), SourceFactory(title="New")
    value, support = ValueFactory(), SupportFactory()
    value.sources.add(old, new)
    support.sources.add(old)
    return old, new, value, support


def test_source_is_replaced_wherever_it_is_used_and_deleted(two):
    old, new, value, support = two

    replace(old.pk, new.pk, plan(old, new).token, "ada")

    assert list(Source.objects.all()) == [new]
    assert list(value.sources.all()) == list(support.sources.all()) == [new]


def test_replacing_is_one_change_set_that_can_be_undone(two):
    old, new, value, support = two
    replace(old.pk, new.pk, plan(old, new).token, "ada")
    entry = AuditLogEntry.objects.first()
    change_set = AuditLogEntry.objects.in_change_set(entry.change_set)

    entries = {(row.created_by, row.comment, row.model) for row in change_set}
    undo(entry, "bob")

    assert entries == {
        ("ada", "source replaced by another", f"comparisons.{model}") for model in ("source", "support", "value")
    }
    assert set(value.sources.all()) == {old, new}
    assert list(support.sources.all()) == [old]


def test_rows_that_named_it_take_the_next_version(two):
    old, new, value, _ = two
    value.refresh_from_db()
    before = value.version

    replace(old.pk, new.pk, plan(old, new).token, "ada")

    value.refresh_from_db()
    assert value.version == before + 1


def edit_old(old, new, value):
    old.save()


def edit_new(old, new, value):
    new.save()


def edit_a_use(old, new, value):
    value.save()


def name_it_once_more(old, new, value):
    ValueFactory().sources.add(old)


def delete_new(old, new, value):
    value.sources.remove(new)
    new.delete()


@pytest.mark.parametrize("change", [edit_old, edit_new, edit_a_use, name_it_once_more, delete_new])
def test_what_changed_since_it_was_shown_is_refused(two, change):
    old, new, value, support = two
    keys, token = (old.pk, new.pk), plan(old, new).token
    change(old, new, value)

    with pytest.raises(ReplaceError):
        replace(*keys, token, "ada")

    assert list(support.sources.all()) == [old]
    assert old in value.sources.all()


def test_source_is_not_replaced_by_itself(two):
    old = two[0]

    with pytest.raises(ReplaceError):
        replace(old.pk, old.pk, plan(old, old).token, "ada")

    assert Source.objects.count() == 2
