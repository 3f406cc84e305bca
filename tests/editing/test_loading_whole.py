"""A load happens as a whole or not at all, whichever row fails and however; and no row gets past its model."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, models, transaction
from django.db.models.signals import pre_delete, pre_save

from comparisons.editing.draft import draft_catalogue
from comparisons.editing.loading import LoadError, load
from comparisons.models import FROM_LEAF_TO_ROOT, AuditLogEntry
from tests.content_files.catalogues import SMALL
from tests.examples import exhaustive

pytestmark = pytest.mark.django_db


def other_content():
    """The small content with another text in every row that has one, and fewer parts."""
    texts = {"text", "name", "topic", "reason", "basis", "result", "rationale", "label", "publisher", "title"}

    def rewritten(data, name=""):
        if isinstance(data, dict):
            return {key: rewritten(part, key) for key, part in data.items()}
        if isinstance(data, tuple):
            return tuple(rewritten(part, name) for part in data)
        return f"Other: {data}" if name in texts else data

    other = type(SMALL).model_validate(rewritten(SMALL.model_dump()))
    return other.model_copy(update={"guides": (), "crosswalks": ()})


OTHER = other_content()


class Failures:
    """Lets the row of one number fail; counts all."""

    def __init__(self, number, error):
        self.number, self.error, self.seen = number, error, 0

    def __call__(self, sender, **_):
        if sender in FROM_LEAF_TO_ROOT:
            self.seen += 1
            if self.seen == self.number:
                raise self.error


ERRORS = [IntegrityError("refused"), OperationalError("the connection is gone")]


@contextmanager
def failing(signal, number, error=None):
    failures = Failures(number, error)
    signal.connect(failures)
    try:
        yield failures
    finally:
        signal.disconnect(failures)


def count(signal, act):
    """How many rows an act writes; it is taken back."""
    with transaction.atomic(), failing(signal, 0) as failures:
        act()
        transaction.set_rollback(True)
    return failures.seen


def load_other():
    load(OTHER, replace=True)


def test_error_at_any_row_leaves_an_empty_working_copy_empty():
    rows = count(pre_save, lambda: load(SMALL))
    assert rows > 30

    for number in range(1, rows + 1):
        with failing(pre_save, number, IntegrityError("refused")), pytest.raises(LoadError, match=r".+: refused"):
            load(SMALL)

        assert [model for model in FROM_LEAF_TO_ROOT if model.objects.exists()] == []
        assert not AuditLogEntry.objects.exists()


@pytest.mark.parametrize("error", exhaustive(ERRORS, quick=ERRORS[:1]))
@pytest.mark.parametrize("signal", exhaustive([pre_save, pre_delete], quick=[pre_save]))
def test_error_at_any_row_leaves_what_was_there(error, signal):
    load(SMALL)
    entries = AuditLogEntry.objects.count()
    rows = count(signal, load_other)
    assert rows > 5

    for number in range(1, rows + 1):
        with failing(signal, number, error), pytest.raises((LoadError, DatabaseError)):
            load_other()

        assert draft_catalogue() == SMALL
        assert AuditLogEntry.objects.count() == entries


def test_load_that_replaces_says_what_it_was_given_and_does_nothing_twice():
    load(SMALL)
    load_other()
    entries = AuditLogEntry.objects.count()

    again = load(OTHER, replace=True)

    assert draft_catalogue() == OTHER
    assert str(again) == "0 added, 0 changed, 0 removed"
    assert AuditLogEntry.objects.count() == entries


@pytest.mark.parametrize("first", [None, OTHER], ids=["into nothing", "over others"])
def test_every_row_passes_its_model_before_it_is_written(monkeypatch, first):
    if first:
        load(first)
    cleaned, written = [], []
    full_clean = models.Model.full_clean

    def noting(row, *args, **kwargs):
        full_clean(row, *args, **kwargs)
        cleaned.append(row)

    def note(sender, instance, **_):
        if sender in FROM_LEAF_TO_ROOT:
            written.append((instance, cleaned.count(instance) if instance.pk else instance in cleaned))

    monkeypatch.setattr(models.Model, "full_clean", noting)
    pre_save.connect(note)
    try:
        load(SMALL, replace=True)
    finally:
        pre_save.disconnect(note)

    assert len(written) > 30
    assert [row for row, passed in written if not passed] == []
