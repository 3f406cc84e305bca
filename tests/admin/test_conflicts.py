"""Two editors open one object, one saves, and the other is refused: by whatever way both write."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from comparisons.editing.audit_log import change_set
from comparisons.models import AuditLogEntry, Crosswalk, Framework, Series, Source, Value
from tests.admin.addresses import address
from tests.factories import FrameworkFactory, SourceFactory, ValueFactory
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def opened(client, path, form):
    return untouched_form(client.get(path).content.decode(), form)


def save(client, path, form, **changes):
    return client.post(path, {**form, **changes})


def test_second_save_is_refused_with_fields_who_when_and_both_texts(ada, bob):
    framework = FrameworkFactory(summary="First words.")
    path = address(framework)
    of_bob = opened(bob, path, "framework_form")
    save(ada, path, opened(ada, path, "framework_form"), summary="Words of Ada.")

    refused = save(bob, path, of_bob, summary="Words of Bob.", issuer="An issuer of Bob's")

    page = refused.content.decode()
    assert refused.status_code == 200
    assert Framework.objects.get().summary == "Words of Ada."
    assert "ada changed “Summary” just now, after you opened it." in page
    assert '<th scope="row">Summary</th>' in page
    assert "Issuer</th>" not in page
    for text in ("First words.", "Words of Ada.", "Words of Bob."):
        assert f'<td class="prose">{text}</td>' in page
    assert untouched_form(page, "framework_form")["summary"] == ["Words of Bob."]
    assert untouched_form(page, "framework_form")["issuer"] == ["An issuer of Bob's"]


def test_refused_form_can_be_saved_once_its_editor_knows_and_chooses(ada, bob):
    framework = FrameworkFactory(summary="First words.")
    path = address(framework)
    of_bob = opened(bob, path, "framework_form")
    save(ada, path, opened(ada, path, "framework_form"), summary="Words of Ada.")
    refused = save(bob, path, of_bob, summary="Words of Bob.")

    saved = save(bob, path, untouched_form(refused.content.decode(), "framework_form"), keep_summary="mine")

    assert saved.status_code == 302
    assert Framework.objects.get().summary == "Words of Bob."


def test_references_are_looked_at_as_texts_are(ada, bob):
    value = ValueFactory()
    first, second = SourceFactory(title="First"), SourceFactory(title="Second")
    path = address(value)
    of_bob = opened(bob, path, "value_form")
    save(ada, path, opened(ada, path, "value_form"), sources=[first.pk])

    refused = save(bob, path, of_bob, sources=[second.pk])

    assert "ada changed “Sources”" in html_of(refused)
    assert '<td class="prose">Second (A publisher)</td>' in html_of(refused)
    assert list(value.sources.all()) == [first]


def test_complement_counts_for_both_frameworks(ada, bob):
    alpha, beta, gamma = (FrameworkFactory(short_name=name) for name in ("Alpha", "Beta", "Gamma"))
    of_bob = opened(bob, address(beta), "framework_form")
    save(ada, address(alpha), opened(ada, address(alpha), "framework_form"), complements=[beta.pk])

    refused = save(bob, address(beta), of_bob, complements=[gamma.pk])

    assert "ada changed “Complements”" in html_of(refused)
    assert list(beta.complements.all()) == [alpha]


def test_row_within_a_page_is_refused_with_its_name(ada, bob):
    value = ValueFactory(text="First words.")
    page = address(value.framework)
    of_bob = opened(bob, page, "framework_form")
    save(ada, address(value), opened(ada, address(value), "value_form"), text="Words of Ada.")

    refused = save(bob, page, of_bob, **{"values-0-text": "Words of Bob.", "summary": "A summary of Bob's."})

    assert f"<h3>{value}</h3>" in html_of(refused)
    assert "ada changed “Text”" in html_of(refused)
    assert Value.objects.get().text == "Words of Ada."
    assert Framework.objects.get().summary == "A framework."


def test_row_within_a_page_that_was_not_touched_does_not_undo_its_change(ada, bob):
    value = ValueFactory(text="First words.")
    page = address(value.framework)
    of_bob = opened(bob, page, "framework_form")
    save(ada, address(value), opened(ada, address(value), "value_form"), text="Words of Ada.")

    save(bob, page, of_bob, summary="A summary of Bob's.")

    assert Value.objects.get().text == "Words of Ada."


def test_row_in_a_table_within_a_page_is_refused(ada, bob):
    crosswalk = Crosswalk.objects.create(
        first=FrameworkFactory(),
        second=FrameworkFactory(),
        editions="e",
        unit="u",
        provenance="p",
        limits="l",
        licence="l",
    )
    Series.objects.create(crosswalk=crosswalk, identifier="CC1", topic="First words")
    path = address(crosswalk)
    of_bob = opened(bob, path, "crosswalk_form")
    save(ada, path, opened(ada, path, "crosswalk_form"), **{"series-0-topic": "Words of Ada"})

    refused = save(bob, path, of_bob, **{"series-0-topic": "Words of Bob"})

    assert "ada changed “Topic”" in html_of(refused)
    assert Series.objects.get().topic == "Words of Ada"


def test_deleting_a_row_within_a_page_is_refused_where_it_was_changed(ada, bob):
    value = ValueFactory(text="First words.")
    page = address(value.framework)
    of_bob = opened(bob, page, "framework_form")
    save(ada, address(value), opened(ada, address(value), "value_form"), text="Words of Ada.")

    refused = save(bob, page, of_bob, **{"values-0-DELETE": "on"})

    assert "ada changed “Text”" in html_of(refused)
    assert Value.objects.get().text == "Words of Ada."


def test_row_within_a_page_that_somebody_deleted_keeps_what_was_typed(ada, bob):
    value = ValueFactory()
    page = address(value.framework)
    of_bob = opened(bob, page, "framework_form")
    value.delete()

    refused = save(bob, page, of_bob, **{"values-0-text": "Words of Bob."})

    page = html_of(refused)
    assert "Someone deleted a row while you were editing it." in page
    deletion = AuditLogEntry.objects.filter(after__isnull=True).latest("pk")
    assert f'<a href="{reverse("admin:comparisons_auditlogentry_change", args=[deletion.pk])}">the change that' in page
    assert '<td class="prose">deleted</td><td class="prose">Words of Bob.</td>' in page


def test_list_is_refused_where_a_row_of_it_was_changed(ada, bob):
    framework = FrameworkFactory(position=1)
    path = reverse("admin:comparisons_framework_changelist")
    of_bob = {**opened(bob, path, "changelist-form"), "_save": "Save"}
    save(ada, path, {**opened(ada, path, "changelist-form"), "_save": "Save"}, **{"form-0-position": "20"})

    refused = save(bob, path, of_bob, **{"form-0-position": "30"})

    assert "ada changed “Position”" in html_of(refused)
    framework.refresh_from_db()
    assert framework.position == 20


def test_list_is_saved_where_somebody_changed_what_it_does_not_hold(ada, bob):
    framework = FrameworkFactory(position=1)
    path = reverse("admin:comparisons_framework_changelist")
    of_bob = {**opened(bob, path, "changelist-form"), "_save": "Save"}
    save(ada, address(framework), opened(ada, address(framework), "framework_form"), summary="Words of Ada.")

    saved = save(bob, path, of_bob, **{"form-0-position": "30"})

    framework.refresh_from_db()
    assert saved.status_code == 302
    assert (framework.position, framework.summary) == (30, "Words of Ada.")


def test_deletion_is_refused_where_the_row_was_changed_after_the_question(ada, bob):
    source = SourceFactory(title="First words")
    path = address(source, "delete")
    of_bob = opened(bob, path, "delete_form")
    save(ada, address(source), opened(ada, address(source), "source_form"), title="Words of Ada")

    refused = bob.post(path, of_bob, follow=True)

    text = html_of(refused)
    assert "Nothing was deleted. After you opened the confirmation, ada changed title" in text
    assert " just now.</li>" in text
    assert Source.objects.get().title == "Words of Ada"


def test_deletion_is_refused_where_something_was_added_that_would_go_too(ada, bob):
    framework = FrameworkFactory()
    path = address(framework, "delete")
    of_bob = opened(bob, path, "delete_form")
    with change_set("ada", "form"):
        ValueFactory(framework=framework)

    refused = bob.post(path, of_bob, follow=True)

    assert "ada added the value" in html_of(refused)
    assert Framework.objects.get() == framework


def test_refused_deletion_names_no_people_and_reads_no_more_of_the_audit_log_than_it_names(bob):
    framework = FrameworkFactory()
    for number in range(10):
        framework.summary = f"Words {number}."
        framework.save()
    User.objects.create_user("grace").delete()

    refused = bob.post(address(framework, "delete"), {"post": "yes", "seen": "forged-0"}, follow=True)

    told = html_of(refused).partition("After you opened the confirmation, ")[2].partition("</li>")[0]
    assert told.count("changed summary") == 5
    assert "grace" not in told


def test_deletion_goes_through_once_its_editor_knows(bob):
    source = SourceFactory()
    path = address(source, "delete")

    bob.post(path, opened(bob, path, "delete_form"))

    assert not Source.objects.exists()


def test_deleting_several_is_refused_where_one_was_changed(ada, bob):
    source, _ = SourceFactory(title="First words"), SourceFactory()
    path = reverse("admin:comparisons_source_changelist")
    rows = [row.pk for row in Source.objects.all()]
    asked = bob.post(path, {"action": "delete_selected", "_selected_action": rows})
    save(ada, address(source), opened(ada, address(source), "source_form"), title="Words of Ada")
    of_bob = untouched_form(asked.content.decode(), "delete_form")

    refused = bob.post(path, of_bob, follow=True)

    text = html_of(refused)
    assert "ada changed title" in text
    assert " just now.</li>" in text
    assert Source.objects.count() == 2


def test_row_that_somebody_deleted_leaves_the_editor_what_was_typed(ada, bob):
    source = SourceFactory(title="First words")
    path = address(source)
    of_bob = opened(bob, path, "source_form")
    ada.post(address(source, "delete"), opened(ada, address(source, "delete"), "delete_form"))

    refused = save(bob, path, of_bob, title="Words of Bob")

    page = html_of(refused)
    assert refused.status_code == 409
    assert "ada deleted “First words (A publisher)”" in page
    assert '<dt>title</dt><dd class="prose">Words of Bob</dd>' in page
    assert address(source, "history") in page


@pytest.mark.parametrize("version", ["", "x", "-1", "1.5", "\x00", "9" * 9, "9" * 5000])
def test_form_without_a_version_of_its_row_is_refused_where_it_differs(bob, version):
    framework = FrameworkFactory(summary="First words.")
    path = address(framework)
    form = opened(bob, path, "framework_form")

    refused = save(bob, path, form, summary="Words of Bob.", seen_version=version)

    assert "a program changed “Summary” just now, after you opened it." in html_of(refused)
    assert "Issuer</th>" not in html_of(refused)
    assert Framework.objects.get().summary == "First words."


def test_save_that_changes_nothing_refuses_nobody(ada, bob):
    framework = FrameworkFactory()
    path = address(framework)
    of_bob = opened(bob, path, "framework_form")
    save(ada, path, opened(ada, path, "framework_form"))

    assert save(bob, path, of_bob, summary="Words of Bob.").status_code == 302
    assert Framework.objects.get().summary == "Words of Bob."
