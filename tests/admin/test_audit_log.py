import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from comparisons.admin.form_parts.moments import moment_html
from comparisons.admin.pages.history import PAGE_SIZE
from comparisons.editing.audit_log import change_set
from comparisons.models import AuditLogEntry, Framework, Source, Stage, Value
from tests.factories import FrameworkFactory, SourceFactory, ValueFactory
from tests.pages import html_of

pytestmark = pytest.mark.django_db


def reader(*codenames):
    """Someone who may do only this."""
    user = User.objects.create_user("carl", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def changed(**fields):
    framework = FrameworkFactory(short_name="Alpha", summary="First words.")
    with change_set("ada", "form"):
        for name, value in fields.items():
            setattr(framework, name, value)
        framework.save()
    return framework


def history(row):
    return reverse("admin:comparisons_framework_history", args=[row.pk])


def test_history_tells_who_when_how_and_both_texts(admin_client):
    framework = changed(summary="Better words.")

    page = html_of(admin_client.get(history(framework)))

    moment = AuditLogEntry.objects.first().created_at
    assert f"Changed on {moment_html(moment)} by ada" in page
    assert f">{moment:%-d %B %Y, %H:%M} UTC</time>" in moment_html(moment)
    assert '<td class="prose"><del>First</del> words.</td><td class="prose"><ins>Better</ins> words.</td>' in page
    assert page.count("Bring this version back") == 1


def test_history_of_a_framework_holds_its_values_with_the_words_that_changed(admin_client):
    value = ValueFactory(text="It says this.")
    other = ValueFactory(aspect=value.aspect, text="Another framework says that.")
    with change_set("ada", "form"):
        value.text = "It says <b>more</b> than this."
        value.save()
        other.text = "Another framework says nothing."
        other.save()

    page = html_of(admin_client.get(history(value.framework)))

    assert f"Value “{value}”, changed" in page
    assert "It says <ins>&lt;b&gt;more&lt;/b&gt; than</ins> this." in page
    assert "Another framework" not in page


def test_history_shows_a_framework_before_the_many_values_that_were_added_with_it(admin_client):
    with change_set("", "load_content"):
        framework = FrameworkFactory()
        value, *_ = ValueFactory.create_batch(PAGE_SIZE, framework=framework)
    with change_set("ada", "form"):
        value.text = "Better words."
        value.save()

    page = html_of(admin_client.get(history(framework)))

    captions = re.findall("<caption>([^<]*, (?:added|changed))</caption>", page)
    assert captions[0] == f"Value “{value}”, changed"
    assert captions[1] == f"Framework “{framework}”, added"


def test_history_keeps_long_texts_whole(admin_client):
    words = " ".join(f"word{n}" for n in range(300))
    framework = changed(summary=f"{words} before.")
    with change_set("ada", "form"):
        framework.summary = f"{words} after."
        framework.save()

    page = html_of(admin_client.get(history(framework)))

    assert f"{words} <del>before.</del>" in page
    assert f"{words} <ins>after.</ins>" in page


def test_past_version_comes_back_by_one_button(admin_client):
    framework = changed(summary="Better words.")
    first = AuditLogEntry.objects.for_row(framework).last()

    page = admin_client.post(
        reverse("admin:comparisons_framework_bring_back", args=[framework.pk, first.pk]), follow=True
    )

    entry = AuditLogEntry.objects.first()
    assert "“Alpha” is what it was on" in html_of(page)
    assert Framework.objects.get().summary == "First words."
    assert (entry.created_by, entry.before["summary"]) == ("admin", "Better words.")


def test_history_of_a_deleted_row_is_kept_and_brings_it_back(admin_client):
    source = SourceFactory(title="A law")
    key = source.pk
    source.delete()
    path = reverse("admin:comparisons_source_history", args=[key])

    page = html_of(admin_client.get(path))
    admin_client.post(reverse("admin:comparisons_source_bring_back", args=[key, AuditLogEntry.objects.first().pk]))

    assert "It is deleted." in page
    assert Source.objects.get(pk=key).title == "A law"


def test_part_without_a_page_of_its_own_comes_back_from_the_history_of_what_it_belongs_to(admin_client):
    framework, other = FrameworkFactory(short_name="Alpha"), FrameworkFactory(short_name="Beta")
    lasts = {"months_min": 1, "months_max": 2, "result": "A plan."}
    stage = Stage.objects.create(framework=framework, name="Prepare", slug="prepare", **lasts)
    theirs = Stage.objects.create(framework=other, name="Wait", slug="wait", **lasts)
    first = AuditLogEntry.objects.for_row(stage).last()
    stage.name = "Hurry"
    stage.save()
    stage.delete()

    page = html_of(admin_client.get(history(framework)))
    back, back_of_another = (
        reverse("admin:comparisons_framework_bring_back", args=[framework.pk, entry.pk])
        for entry in (first, AuditLogEntry.objects.for_row(theirs).first())
    )
    admin_client.post(back)

    assert back in page
    assert page.count("Bring this version back") == 2
    assert page.count("Bring it back as it was") == 1
    assert Stage.objects.get(framework=framework).name == "Prepare"
    assert admin_client.post(back_of_another).status_code == 404


def test_change_set_is_shown_and_undone_as_a_whole(admin_client):
    value = ValueFactory(text="It says this.")
    with change_set("ada", "form"):
        value.framework.delete()
    entry = AuditLogEntry.objects.first()

    shown = html_of(admin_client.get(reverse("admin:comparisons_auditlogentry_change", args=[entry.pk])))
    undone = admin_client.post(reverse("admin:comparisons_auditlogentry_undo", args=[entry.pk]), follow=True)

    assert f"<h1>2 rows, with {entry.kind} “{entry.label}”</h1>" in shown
    assert "2 rows, changed by ada on" in shown
    assert "UTC</time> (form)." in shown
    assert '<td class="prose">It says this.</td>' in shown
    assert "It is undone." in html_of(undone)
    assert Value.objects.get().text == "It says this."


def test_undoing_that_fails_tells_why(admin_client):
    framework = changed(summary="Second.")
    entry = AuditLogEntry.objects.first()
    framework.summary = "Third."
    framework.save()

    page = admin_client.post(reverse("admin:comparisons_auditlogentry_undo", args=[entry.pk]), follow=True)

    assert "Nothing was changed. Changed again since: “Alpha”." in html_of(page)


@pytest.mark.parametrize("method", ["get", "post"])
def test_reader_of_the_audit_log_undoes_nothing(method):
    framework = changed(summary="Better words.")
    client = reader("view_auditlogentry", "view_framework")
    first = AuditLogEntry.objects.for_row(framework).last()

    history_page = html_of(client.get(history(framework)))
    change_set_page = html_of(client.get(reverse("admin:comparisons_auditlogentry_change", args=[first.pk])))
    answers = [
        getattr(client, method)(reverse("admin:comparisons_auditlogentry_undo", args=[first.pk])).status_code,
        getattr(client, method)(
            reverse("admin:comparisons_framework_bring_back", args=[framework.pk, first.pk])
        ).status_code,
    ]

    assert "Bring this version back" not in history_page
    assert "Undo all of this" not in change_set_page
    assert answers == ([403, 404] if method == "get" else [403, 403])
    assert Framework.objects.get().summary == "Better words."


def test_entries_about_people_are_for_those_who_may_view_people():
    with change_set("root", "form"):
        framework = FrameworkFactory(short_name="Alpha")
        grace = User.objects.create_user("grace", email="grace@home.example")
    entry = AuditLogEntry.objects.for_row(grace).get()
    pages = {
        "change set": reverse(
            "admin:comparisons_auditlogentry_change", args=[AuditLogEntry.objects.for_row(framework).get().pk]
        ),
        "person": reverse("admin:comparisons_auditlogentry_change", args=[entry.pk]),
        "list": reverse("admin:comparisons_auditlogentry_changelist"),
        "asked for": reverse("admin:comparisons_auditlogentry_changelist")
        + "?before__isnull=1&after__email__startswith=gr",
        "desk": reverse("admin:index"),
        "review": reverse("admin:publish"),
    }

    client = reader("view_auditlogentry", "view_framework")
    hidden = {name: html_of(client.get(path, follow=True)) for name, path in pages.items()}
    client.logout()
    User.objects.get(username="carl").user_permissions.add(Permission.objects.get(codename="view_user"))
    client.force_login(User.objects.get(username="carl"))
    visible = html_of(client.get(pages["change set"]))

    assert [name for name, text in hidden.items() if "grace" in text] == []
    assert "1 row, changed by" in hidden["change set"]
    assert "grace@home.example" in visible


def test_nobody_edits_the_audit_log(admin_client):
    changed(summary="Better words.")
    pk = AuditLogEntry.objects.first().pk

    answers = [
        admin_client.get(reverse("admin:comparisons_auditlogentry_add")).status_code,
        admin_client.post(reverse("admin:comparisons_auditlogentry_delete", args=[pk]), {"post": "yes"}).status_code,
        admin_client.post(
            reverse("admin:comparisons_auditlogentry_change", args=[pk]), {"created_by": "nobody"}
        ).status_code,
    ]

    assert answers == [403, 403, 200]
    assert AuditLogEntry.objects.filter(created_by="ada").count() == 1


def test_list_of_entries_costs_the_same_for_many(admin_client, django_assert_num_queries):
    path = reverse("admin:comparisons_auditlogentry_changelist")
    for _ in range(3):
        SourceFactory()
    admin_client.get(path)

    with django_assert_num_queries(7):
        admin_client.get(path)
    SourceFactory()
    with django_assert_num_queries(7):
        admin_client.get(path)


def test_form_writes_its_editors_name(admin_client):
    path = reverse("admin:comparisons_group_add")

    admin_client.post(path, {"name": "A group", "slug": "a-group", "position": "1"})

    entry = AuditLogEntry.objects.first()
    assert (entry.created_by, entry.comment, entry.action, entry.label) == ("admin", "form", "added", "A group")


def test_what_a_program_wrote_can_be_looked_for(admin_client):
    SourceFactory(title="By a program")
    with change_set("ada", "form"):
        SourceFactory(title="By Ada")
    path = reverse("admin:comparisons_auditlogentry_changelist")

    programs = html_of(admin_client.get(f"{path}?created_by=/"))
    adas = html_of(admin_client.get(f"{path}?created_by=ada"))

    assert "By a program" in programs
    assert "By Ada" not in programs
    assert ">a program</a>" in adas
    assert "By Ada" in adas


def test_list_says_in_which_time_zone_its_times_are(admin_client):
    with change_set("ada", "form"):
        FrameworkFactory()
    at = AuditLogEntry.objects.first().created_at

    page = html_of(admin_client.get(reverse("admin:comparisons_auditlogentry_changelist")))

    assert f'<td class="field-created_at">{moment_html(at)}</td>' in page
