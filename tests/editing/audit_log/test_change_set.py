import ast
import datetime

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction

from comparisons.editing.audit_log import change_set
from comparisons.models import FROM_LEAF_TO_ROOT, AppendOnlyError, AuditLogEntry, Editable, Framework, Source
from tests.factories import FrameworkFactory, OptionFactory, SourceFactory, ValueFactory
from tests.shipped import load_shipped
from tests.test_structure import CODE, tree_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def log():
    """The audit log, the oldest entry first."""
    return [
        (entry.created_by, entry.comment, entry.action, entry.model, entry.label)
        for entry in AuditLogEntry.objects.order_by("pk")
    ]


def test_change_set_has_one_entry_for_each_row_that_it_changed():
    framework = FrameworkFactory(short_name="Alpha")
    AuditLogEntry.objects.all()._raw_delete("default")

    with change_set("ada", "form"):
        framework.summary = "Better words."
        framework.save()
        framework.summary = "The best words."
        framework.save()
        source = SourceFactory(title="A law", publisher="A state")

    assert log() == [
        ("ada", "form", "changed", "comparisons.framework", "Alpha"),
        ("ada", "form", "added", "comparisons.source", "A law (A state)"),
    ]
    changed, added = AuditLogEntry.objects.order_by("pk")
    assert (changed.before["summary"], changed.after["summary"]) == ("A framework.", "The best words.")
    assert changed.change_set == added.change_set
    assert (added.before, added.after["title"], added.key) == (None, "A law", source.pk)
    assert changed.created_at.tzinfo == datetime.UTC


def test_entry_has_the_version_after_the_change():
    framework = FrameworkFactory()

    framework.save()

    assert framework.version == 2
    framework.summary = "Better words."
    framework.save()
    assert AuditLogEntry.objects.for_row(framework).first().version == 3


def test_change_set_that_fails_leaves_neither_a_change_nor_an_entry():
    framework = FrameworkFactory()
    before = log()

    @change_set("ada", "form")
    def fail():
        framework.summary = "Better words."
        framework.save()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert log() == before
    assert Framework.objects.get().summary == "A framework."


def test_change_set_without_a_change_adds_no_entry():
    framework = FrameworkFactory()
    before = log()

    with change_set("ada", "form"):
        framework.save()

    assert log() == before


def test_references_belong_to_the_row_that_refers():
    value, source = ValueFactory(), SourceFactory()

    with change_set("ada", "form"):
        value.sources.add(source)

    entry = AuditLogEntry.objects.first()
    assert (entry.model, entry.before["sources"], entry.after["sources"]) == (
        "comparisons.value",
        [],
        [[source.pk, str(source)]],
    )


def test_references_that_are_changed_from_the_other_end_are_logged_too():
    value, source = ValueFactory(), SourceFactory()
    value.sources.add(source)

    with change_set("ada", "form"):
        source.values.clear()

    entry = AuditLogEntry.objects.first()
    assert (entry.model, entry.key, entry.after["sources"]) == ("comparisons.value", value.pk, [])


def test_complement_is_logged_for_both_frameworks():
    first, second = FrameworkFactory(short_name="Alpha"), FrameworkFactory(short_name="Beta")

    with change_set("ada", "form"):
        first.complements.add(second)

    entries = AuditLogEntry.objects.order_by("-pk")[:2]
    assert {entry.label: entry.after["complements"] for entry in entries} == {
        "Alpha": [[second.pk, "Beta"]],
        "Beta": [[first.pk, "Alpha"]],
    }


def test_row_of_which_only_references_changed_gets_a_new_version():
    first, second = FrameworkFactory(), FrameworkFactory()

    with change_set("ada", "form"):
        first.save()
        first.complements.add(second)

    assert list(Framework.objects.values_list("version", flat=True)) == [2, 2]
    assert [entry.version for entry in AuditLogEntry.objects.all()[:2]] == [2, 2]


def test_row_in_hand_knows_its_new_version():
    framework = FrameworkFactory()
    framework.complements.add(FrameworkFactory())

    framework.save()

    assert framework.version == Framework.objects.first().version == 3


def test_deletion_logs_the_row_and_what_was_deleted_with_it():
    value = ValueFactory(text="It says this.")
    framework = value.framework

    with change_set("ada", "form"):
        framework.delete()

    gone = {entry.model: entry for entry in AuditLogEntry.objects.order_by("-pk")[:2]}
    assert {entry.action for entry in gone.values()} == {"deleted"}
    assert gone["comparisons.value"].before["text"] == "It says this."
    assert gone["comparisons.framework"].after is None


def test_row_that_is_written_outside_of_any_change_set_gets_its_entry():
    framework = FrameworkFactory(short_name="Alpha")
    framework.summary = "Better words."
    framework.save()
    framework.complements.add(FrameworkFactory(short_name="Beta"))
    framework.complements.clear()
    framework.delete()

    assert [line for line in log() if line[4] == "Alpha"] == [
        ("", "program", "added", "comparisons.framework", "Alpha"),
        ("", "program", "changed", "comparisons.framework", "Alpha"),
        ("", "program", "changed", "comparisons.framework", "Alpha"),
        ("", "program", "changed", "comparisons.framework", "Alpha"),
        ("", "program", "deleted", "comparisons.framework", "Alpha"),
    ]


def test_change_set_inside_another_joins_it_and_replaces_its_comment():
    with change_set("ada", "form"):
        with change_set("", "content files"):
            SourceFactory()
        SourceFactory()

    assert [line[:2] for line in log()] == [("ada", "content files")] * 2
    assert len({entry.change_set for entry in AuditLogEntry.objects.all()}) == 1


def test_people_and_roles_are_logged_and_no_password():
    group = Group.objects.create(name="Auditors")

    with change_set("ada", "form"):
        user = User.objects.create_user("bob", password="a password for tests")
        user.groups.add(group)

    entry = AuditLogEntry.objects.for_row(user).get()
    assert entry.after["groups"] == [[group.pk, "Auditors"]]
    assert not {"password", "last_login"} & entry.after.keys()


def test_signing_in_adds_no_entry(client, django_user_model):
    django_user_model.objects.create_superuser("ada", password="a password for tests")
    before = log()

    assert client.login(username="ada", password="a password for tests")

    assert log() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda _: AuditLogEntry.objects.update(created_by="nobody"),
        lambda _: AuditLogEntry.objects.all().delete(),
        lambda entry: AuditLogEntry.objects.bulk_update([entry], ["created_by"]),
    ],
    ids=["save", "delete", "update", "delete all", "bulk update"],
)
def test_audit_log_is_never_changed(change):
    SourceFactory()

    with pytest.raises(AppendOnlyError), transaction.atomic():
        change(AuditLogEntry.objects.get())

    assert [line[0] for line in log()] == [""]


def test_loaded_content_is_one_change_set_with_an_entry_for_each_row():
    load_shipped()

    assert AuditLogEntry.objects.count() == sum(model.objects.count() for model in FROM_LEAF_TO_ROOT)
    assert len({entry.change_set for entry in AuditLogEntry.objects.only("change_set")}) == 1


def test_every_editable_model_has_its_place_in_the_order():
    assert set(FROM_LEAF_TO_ROOT) == {
        model for model in Editable.__subclasses__() if model.__module__.startswith("comparisons.")
    }
    place = {model: number for number, model in enumerate(FROM_LEAF_TO_ROOT)}
    for model, number in place.items():
        targets = {field.related_model for field in model._meta.concrete_fields if field.related_model}
        assert all(place[target] > number for target in targets), model


def test_our_own_code_writes_nothing_past_the_signals():
    past = {"update", "bulk_create", "bulk_update", "_raw_delete"}
    calls = {
        (str(path), node.func.attr)
        for path in CODE
        if path.parts[0] == "comparisons" and "engine" not in path.parts
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in past
        if node.func.attr != "update" or node.keywords  # a dictionary or a set is given its items
    }

    assert calls == {
        ("comparisons/editing/audit_log/change_set.py", "bulk_create"),  # the entries themselves
        (
            "comparisons/editing/audit_log/change_set.py",
            "update",
        ),  # the version of a row of which only references changed
        ("comparisons/models/access/draft_link.py", "update"),  # a link is no part of the working copy
    }


def test_option_is_named_with_its_criterion():
    option = OptionFactory(label="Yes")

    assert AuditLogEntry.objects.for_row(option).get().label == f"{option.criterion}: Yes"
    assert Source.objects.count() == 0
