"""Someone else writes between the check of a form and its save: nothing is saved or tried again, no text is lost."""

from contextlib import contextmanager

import pytest
from django.contrib.admin.models import LogEntry
from django.db.models.signals import pre_save
from django.urls import reverse

from comparisons.models import AuditLogEntry, Criterion, Source
from tests.factories import CriterionFactory, OptionFactory, SourceFactory
from tests.forms import untouched_form

pytestmark = pytest.mark.django_db


@contextmanager
def overtaken(model, write):
    """Someone else, who writes whenever a row of the model is about to be saved; and how often that was."""
    saves = []

    def before_save(instance, **_signal):
        saves.append(instance)
        write(instance)

    pre_save.connect(before_save, sender=model)
    yield saves
    pre_save.disconnect(before_save, sender=model)


def take_the_version(row):
    type(row).objects.filter(pk=row.pk).update(version=row.version + 10)


def page_of(response):
    return response.content.decode()


def test_form_of_a_row_that_is_taken_is_shown_as_it_was_typed(admin_client):
    source = SourceFactory(title="First words")
    path = reverse("admin:comparisons_source_change", args=[source.pk])
    form = untouched_form(page_of(admin_client.get(path)), "source_form")
    entries = AuditLogEntry.objects.count()

    with overtaken(Source, take_the_version) as saves:
        response = admin_client.post(path, {**form, "title": "A long <thought>"})

    assert response.status_code == 409
    assert "at the same moment. Nothing of yours was saved." in page_of(response)
    assert '<dd class="prose">A long &lt;thought&gt;</dd>' in page_of(response)
    assert f'<a href="{path}">Open the page again</a>' in page_of(response)
    assert len(saves) == 1
    assert Source.objects.get().title == "First words"
    assert (AuditLogEntry.objects.count(), LogEntry.objects.count()) == (entries, 0)


def test_list_of_which_a_row_is_taken_is_not_saved(admin_client):
    first, second = CriterionFactory(weight=1), CriterionFactory(weight=1)
    path = reverse("admin:comparisons_criterion_changelist")
    form = untouched_form(page_of(admin_client.get(path)), "changelist-form")
    changed = {name: "3" for name in form if name.endswith("-weight")}

    with overtaken(Criterion, take_the_version) as saves:
        response = admin_client.post(path, {**form, **changed, "_save": "Save"})

    assert response.status_code == 409
    assert "at the same moment. Nothing of yours was saved." in page_of(response)
    assert len(saves) == 1
    assert [row.weight for row in Criterion.objects.filter(pk__in=[first.pk, second.pk])] == [1, 1]
    assert LogEntry.objects.count() == 0


def test_row_of_an_inline_that_is_used_while_it_is_deleted_stays(admin_client):
    option, other = OptionFactory(), CriterionFactory()
    path = reverse("admin:comparisons_criterion_change", args=[option.criterion.pk])
    form = untouched_form(page_of(admin_client.get(path)), "criterion_form")

    with overtaken(
        Criterion, lambda _row: other.ask_when.through.objects.create(criterion=other, option=option)
    ) as saves:
        response = admin_client.post(path, {**form, "why": "A long thought.", "options-0-DELETE": "on"})

    assert response.status_code == 409
    assert "Someone else used, at the same moment, a row that you were deleting." in page_of(response)
    assert '<dd class="prose">A long thought.</dd>' in page_of(response)
    assert len(saves) == 1
    assert Criterion.objects.get(pk=option.criterion.pk).options.get() == option
