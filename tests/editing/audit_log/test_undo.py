import pytest
from django.contrib.auth.models import Group

from comparisons.editing.audit_log import UndoError, bring_back, change_set, changed_since, undo
from comparisons.editing.draft import draft_catalogue
from comparisons.models import AuditLogEntry, Framework, Source, Value
from comparisons.releases import publish
from tests.factories import FrameworkFactory, SourceFactory, ValueFactory, make_publishable
from tests.shipped import load_shipped

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def save(row, **fields):
    with change_set("ada", "form"):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()


def test_any_past_version_comes_back_in_one_action():
    framework = FrameworkFactory(summary="First.")
    save(framework, summary="Second.")
    save(framework, summary="Third.")
    second = AuditLogEntry.objects.for_row(framework).order_by("pk")[1]

    bring_back(second, "bob")

    framework.refresh_from_db()
    entry = AuditLogEntry.objects.for_row(framework).first()
    assert (framework.summary, framework.version) == ("Second.", 4)
    assert (entry.created_by, entry.before["summary"], entry.after["summary"]) == ("bob", "Third.", "Second.")
    assert entry.comment.startswith("version of ")


def test_references_come_back_with_the_row():
    value, source = ValueFactory(), SourceFactory()
    with change_set("ada", "form"):
        value.sources.add(source)
    entry = AuditLogEntry.objects.for_row(value).first()
    value.sources.clear()

    bring_back(entry, "bob")

    assert list(value.sources.all()) == [source]


def test_deleted_row_comes_back_under_its_key_with_a_version_that_no_open_form_has():
    source = SourceFactory(title="A law")
    key = source.pk
    source.delete()

    bring_back(AuditLogEntry.objects.first(), "bob")

    assert (Source.objects.get().pk, Source.objects.get().title, Source.objects.get().version) == (key, "A law", 2)


def test_what_refers_to_something_gone_is_refused_by_name():
    value, source = ValueFactory(), SourceFactory(title="A law", publisher="A state")
    value.sources.add(source)
    entry = AuditLogEntry.objects.for_row(value).first()
    value.sources.clear()
    source.delete()

    with pytest.raises(UndoError, match="A law \\(A state\\)"):
        bring_back(entry, "bob")

    assert not value.sources.exists()


def test_state_that_the_model_refuses_now_is_refused_with_the_reason():
    framework = FrameworkFactory(slug="alpha")
    save(framework, slug="beta")
    FrameworkFactory(slug="alpha")

    with pytest.raises(UndoError, match="Slug: Framework with this Slug already exists"):
        bring_back(AuditLogEntry.objects.for_row(framework).last(), "bob")

    framework.refresh_from_db()
    assert framework.slug == "beta"


def test_deleted_framework_comes_back_with_all_that_went_with_it():
    load_shipped()
    before = draft_catalogue()
    soc_2 = Framework.objects.get(slug="iso-42001")
    with change_set("ada", "form"):
        for row in [*soc_2.support.all(), *soc_2.held_by.all()]:
            row.delete()
        soc_2.complements.clear()
        soc_2.delete()
    assert draft_catalogue() != before

    undo(AuditLogEntry.objects.first(), "bob")

    assert draft_catalogue() == before
    assert AuditLogEntry.objects.first().comment == "undone: form"


def test_restored_release_can_be_undone():
    make_publishable()
    release = publish.publish("First.", "ada")
    Value.objects.first().delete()
    save(Framework.objects.first(), summary="Better words.")
    before = draft_catalogue()
    publish.restore(release, "ada")
    assert not publish.review().differs

    undo(AuditLogEntry.objects.first(), "bob")

    assert draft_catalogue() == before


def test_undoing_is_refused_where_a_row_was_written_again():
    framework = FrameworkFactory(short_name="Alpha", summary="First.")
    save(framework, summary="Second.")
    entry = AuditLogEntry.objects.first()
    save(framework, summary="Third.")

    with pytest.raises(UndoError, match="Changed again since: “Alpha”"):
        undo(entry, "bob")

    framework.refresh_from_db()
    assert framework.summary == "Third."


def test_only_rows_that_another_act_changed_later_count_as_changed_again(django_assert_num_queries):
    first, second = FrameworkFactory(short_name="Alpha"), FrameworkFactory(short_name="Beta")
    with change_set("ada", "form"):
        for row in (first, second, second):
            row.summary += " More."
            row.save()
    act = AuditLogEntry.objects.first().change_set
    untouched = changed_since(act)
    save(first, summary="Third.")

    with django_assert_num_queries(1):
        reason = changed_since(act)

    assert untouched == ""
    assert reason == "Changed again since: “Alpha”. Bring back single versions instead."


def test_undoing_an_addition_that_is_in_use_is_refused():
    with change_set("ada", "form"):
        source = SourceFactory()
    entry = AuditLogEntry.objects.first()
    ValueFactory().sources.add(source)

    with pytest.raises(UndoError, match=r"It is used by “Framework .*”"):
        undo(entry, "bob")

    assert Source.objects.get() == source


def test_people_and_roles_are_not_undone():
    with change_set("ada", "form"):
        Group.objects.create(name="Auditors")

    with pytest.raises(UndoError, match="Only changes to the working copy"):
        undo(AuditLogEntry.objects.first(), "bob")
