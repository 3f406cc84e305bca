import re

import pytest
from django.contrib.auth.models import Permission, User
from django.db import IntegrityError
from django.urls import reverse

from comparisons.admin.pages.supports import SupportForm
from comparisons.models import Aspect, AuditLogEntry, Criterion, Framework, Option, StaleRowError, Support
from tests.factories import (
    AspectFactory,
    CriterionFactory,
    FrameworkFactory,
    LevelFactory,
    OptionFactory,
    SourceFactory,
    SupportFactory,
)
from tests.forms import untouched_form
from tests.pages import html_of
from tests.shipped import load_shipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework():
    """Two questions with two options each; the first speaks for it."""
    framework = FrameworkFactory()
    first, second = CriterionFactory(), CriterionFactory()
    spoken = OptionFactory(criterion=first, label="Spoken")
    OptionFactory(criterion=first, label="Silent")
    OptionFactory(criterion=second, label="Quiet")
    SupportFactory(option=spoken, framework=framework, degree=1, reason="It fits.").sources.add(SourceFactory())
    SupportFactory(option=spoken, framework=FrameworkFactory(), degree=-1)
    return framework


def address(framework):
    return reverse("admin:comparisons_framework_supports", args=[framework.pk])


class Rows:
    """The form as a browser holds it; `row[label, field]` is a field of the row of an option."""

    def __init__(self, client, framework):
        self.data = untouched_form(client.get(address(framework)).content.decode(), "supports_form")
        labels = dict(Option.objects.values_list("pk", "label"))
        self.prefix = {
            labels[int(values[0])]: name.removesuffix("option")
            for name, values in self.data.items()
            if name.endswith("-option")
        }

    def __setitem__(self, place, value):
        label, field = place
        self.data[f"{self.prefix[label]}{field}"] = value

    def say(self, label, **said):
        for field, value in said.items():
            self[label, field] = value


def said_of(framework):
    rows = Support.objects.filter(framework=framework)
    return [(row.option.label, row.degree, row.reason, row.requires) for row in rows]


def degrees(page):
    """What is chosen in each row."""
    selects = re.findall(r'<select name="[\w-]+-degree".*?</select>', page, re.DOTALL)
    return [re.search(r'<option value="(-?\d)" selected>', select)[1] for select in selects]


def errors_of(response):
    forms = response.context["formset"].forms
    return {Option.objects.get(pk=form["option"].value()).label: dict(form.errors) for form in forms if form.errors}


def test_each_option_has_a_row_under_its_question_and_is_neutral_unless_it_speaks(admin_client, framework):
    page = html_of(admin_client.get(address(framework)))

    first, second = Criterion.objects.all()
    assert re.findall(r'id="question-([\w-]+)"', page) == [first.slug, second.slug]
    assert re.findall(r"<legend>(\w+)</legend>", page) == ["Spoken", "Silent", "Quiet"]
    assert degrees(page) == ["1", "0", "0"]


def test_saving_rows_that_nobody_touched_writes_nothing(admin_client, framework):
    before = list(Support.objects.values())

    response = admin_client.post(address(framework), Rows(admin_client, framework).data)

    assert response.status_code == 302
    assert list(Support.objects.values()) == before
    assert response["Location"] == reverse("admin:comparisons_framework_path", args=[framework.pk])


def test_only_rows_that_were_touched_are_written(admin_client, framework):
    rows, aspect, source = Rows(admin_client, framework), Aspect.objects.first(), SourceFactory()
    untouched = Support.objects.filter(option__label="Spoken").values()
    before = list(untouched)
    rows.say("Quiet", degree="-2", reason="It is too much.", aspect=aspect.pk, requires="law", sources=[source.pk])

    response = admin_client.post(address(framework), rows.data, follow=True)

    assert said_of(framework) == [("Spoken", 1, "It fits.", ""), ("Quiet", -2, "It is too much.", "law")]
    assert list(untouched) == before
    assert Support.objects.get(option__label="Quiet").sources.get() == source
    assert "1 answer saved." in html_of(response)
    assert "This is a draft; visitors do not see it yet." in html_of(response)


def test_row_that_speaks_can_be_changed_and_removed(admin_client, framework):
    rows = Rows(admin_client, framework)
    rows.say("Spoken", degree="2")
    admin_client.post(address(framework), rows.data)
    changed = said_of(framework)

    rows = Rows(admin_client, framework)
    rows.say("Spoken", DELETE="on")
    admin_client.post(address(framework), rows.data)

    assert changed == [("Spoken", 2, "It fits.", "")]
    assert said_of(framework) == []
    assert Support.objects.count() == 1


def test_what_is_saved_is_in_the_audit_log(admin_client, admin_user, framework):
    rows = Rows(admin_client, framework)
    rows.say("Spoken", reason="It fits well.")

    admin_client.post(address(framework), rows.data)

    entry = AuditLogEntry.objects.latest("pk")
    assert (entry.created_by, entry.model) == (admin_user.username, "comparisons.support")
    assert (entry.before["reason"], entry.after["reason"]) == ("It fits.", "It fits well.")


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"degree": "1"}, {"reason", "aspect"}),
        ({"reason": "It is."}, {"aspect"}),
        ({"requires": "law"}, {"reason", "aspect"}),
        ({"degree": "3", "reason": "It is."}, {"degree", "aspect"}),
        ({"degree": "1", "reason": "\x00"}, {"reason", "aspect"}),
        ({"degree": "1", "reason": "x" * 20_001}, {"reason", "aspect"}),
        ({"requires": "rumour", "reason": "It is."}, {"requires", "aspect"}),
    ],
)
def test_row_that_cannot_be_saved_is_told_so_and_nothing_is_written(admin_client, framework, said, wrong):
    rows, before = Rows(admin_client, framework), said_of(framework)
    rows.say("Spoken", degree="2")
    rows.say("Silent", **said)

    response = admin_client.post(address(framework), rows.data)

    assert {label: set(errors) for label, errors in errors_of(response).items()} == {"Silent": wrong}
    assert said_of(framework) == before
    page = html_of(response)
    assert "<title>Error:" in page
    assert "Nothing was saved. Correct " in page


def test_what_was_typed_into_a_row_that_is_refused_is_still_there(admin_client, framework):
    rows = Rows(admin_client, framework)
    rows.say("Silent", degree="2", reason="A <reason> & more.")

    page = html_of(admin_client.post(address(framework), rows.data))

    assert "A &lt;reason&gt; &amp; more." in page
    assert degrees(page) == ["1", "2", "0"]


def test_row_that_another_editor_changed_is_refused_with_both_texts(admin_client, framework):
    rows = Rows(admin_client, framework)
    theirs = Support.objects.get(framework=framework)
    theirs.reason = "Their reason."
    theirs.save()
    rows.say("Spoken", reason="My reason.")

    refused = admin_client.post(address(framework), rows.data)
    page = html_of(refused)

    assert refused.status_code == 200
    assert "Someone else saved this first" in page
    assert "Their reason." in page
    assert "My reason." in page
    assert said_of(framework) == [("Spoken", 1, "Their reason.", "")]


def test_row_that_another_editor_added_is_refused_and_no_other_row_is(admin_client, framework):
    rows, aspect = Rows(admin_client, framework), Aspect.objects.first()
    SupportFactory(option=Option.objects.get(label="Silent"), framework=framework, aspect=aspect, reason="Theirs.")
    rows.say("Silent", degree="1", reason="Mine.", aspect=aspect.pk)

    refused = admin_client.post(address(framework), rows.data)
    rows = Rows(admin_client, framework)
    rows.say("Quiet", degree="1", reason="Mine.", aspect=aspect.pk)
    saved = admin_client.post(address(framework), rows.data)

    assert [row.row for row in refused.context["conflicts"]] == [str(Support.objects.get(reason="Theirs."))]
    assert [field.label for field in refused.context["conflicts"][0].fields] == ["degree", "reason"]
    assert saved.status_code == 302
    assert [reason for _, _, reason, _ in said_of(framework)] == ["It fits.", "Theirs.", "Mine."]


def test_row_of_an_option_that_has_gone_is_shown_with_what_was_typed(admin_client, framework):
    rows = Rows(admin_client, framework)
    Option.objects.get(label="Quiet").delete()
    rows.say("Quiet", degree="1", reason="A long thought.", aspect=Aspect.objects.first().pk)

    page = html_of(admin_client.post(address(framework), rows.data))

    assert "Deleted since you opened this page" in page
    assert "A long thought." in page


@pytest.mark.parametrize("error", [StaleRowError, IntegrityError])
def test_row_that_is_taken_between_the_check_and_the_save_is_refused(admin_client, framework, monkeypatch, error):
    rows, save = Rows(admin_client, framework), SupportForm.save
    rows.say("Spoken", reason="My reason.")

    def overtaken(form, *args, **kwargs):
        """Someone else comes first, once."""
        monkeypatch.setattr(SupportForm, "save", save)
        raise error(form.instance)

    monkeypatch.setattr(SupportForm, "save", overtaken)
    response = admin_client.post(address(framework), rows.data)

    assert response.status_code == 200
    assert said_of(framework) == [("Spoken", 1, "It fits.", "")]


def test_removing_needs_the_permission_to_delete(client, framework):
    editor = User.objects.create_user("ada", is_staff=True)
    names = ["change_framework", "add_support", "change_support"]
    editor.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(editor)
    rows = Rows(client, framework)
    rows.say("Spoken", DELETE="on")

    response = client.post(address(framework), rows.data)

    assert response.status_code == 302
    assert said_of(framework) == [("Spoken", 1, "It fits.", "")]


def test_page_is_refused_to_those_who_may_not_write_supports(client, framework):
    editor = User.objects.create_user("ada", is_staff=True)
    editor.user_permissions.add(Permission.objects.get(codename="change_framework"))
    client.force_login(editor)

    assert client.get(address(framework)).status_code == 403


def test_number_of_queries_does_not_grow_with_the_options(admin_client, django_assert_max_num_queries, shipped):
    load_shipped()
    silent = FrameworkFactory()
    AspectFactory()

    with django_assert_max_num_queries(25):
        admin_client.get(address(silent))

    assert Framework.objects.count() == len(shipped.frameworks) + 1


def test_obligation_can_name_a_level_of_the_framework_and_of_no_other(admin_client, framework):
    level, _other = LevelFactory(framework=framework), LevelFactory()
    rows = Rows(admin_client, framework)
    page = admin_client.get(address(framework)).content.decode()

    rows.say("Spoken", requires="law", level=level.pk)
    response = admin_client.post(address(framework), rows.data)

    assert response.status_code == 302
    assert Support.objects.get(framework=framework).level == level
    assert page.count(f'<option value="{level.pk}">{level.name}</option>') == 3
    assert _other.name not in page


def test_framework_without_levels_has_no_field_for_one(admin_client, framework):
    assert "-level" not in admin_client.get(address(framework)).content.decode()
