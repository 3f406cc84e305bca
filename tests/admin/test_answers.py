"""The answers of a question with what each says of frameworks, on one page."""

import re

import pytest
from django.urls import reverse

from comparisons.models import AuditLogEntry, Framework, Option, Support
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

pytestmark = pytest.mark.django_db


@pytest.fixture
def criterion():
    """Two answers: the first says something of two frameworks, the second nothing."""
    criterion = CriterionFactory(question="Which market?")
    first = OptionFactory(criterion=criterion, label="Europe")
    OptionFactory(criterion=criterion, label="Elsewhere")
    for name, degree in (("Alpha", 1), ("Beta", -1)):
        support = SupportFactory(
            option=first, framework=FrameworkFactory(short_name=name), degree=degree, reason=f"{name} it is."
        )
        support.sources.add(SourceFactory())
    SupportFactory(option=OptionFactory(label="Of another question"))
    return criterion


def address(criterion):
    return reverse("admin:comparisons_criterion_answers", args=[criterion.pk])


def form_of(client, criterion):
    return untouched_form(client.get(address(criterion)).content.decode(), "supports_form")


def new_row(form, label):
    """The prefix of the empty row of an answer."""
    key = str(Option.objects.get(label=label).pk)
    return next(
        name.removesuffix("option")
        for name, values in form.items()
        if re.fullmatch(r"support-\d+-option", name) and values == [key] and form[name.replace("option", "id")] == [""]
    )


def said():
    rows = Support.objects.exclude(option__label="Of another question")
    return sorted((row.option.label, row.framework.short_name, row.degree, row.reason) for row in rows)


BEFORE = [("Europe", "Alpha", 1, "Alpha it is."), ("Europe", "Beta", -1, "Beta it is.")]


def test_page_has_each_answer_with_what_it_says_and_an_empty_row(admin_client, criterion):
    page = html_of(admin_client.get(address(criterion)))

    sections = re.findall(r'<section class="supports"[^>]*><h2>(\w+).*?</section>', page)
    assert sections == ["Europe", "Elsewhere"]
    assert re.findall(r"<legend>([^<]+)</legend>", page) == [
        "Answer",
        "Alpha",
        "Beta",
        "Another framework",
        "Answer",
        "Another framework",
    ]
    assert "Of another question" not in page


def test_page_that_nobody_touched_saves_nothing(admin_client, criterion):
    before = AuditLogEntry.objects.count()

    response = admin_client.post(address(criterion), form_of(admin_client, criterion), follow=True)

    assert "0 rows saved." in html_of(response)
    assert (said(), AuditLogEntry.objects.count()) == (BEFORE, before)


def test_answer_its_effects_and_a_new_effect_are_saved_in_one_act(admin_client, criterion):
    form = form_of(admin_client, criterion)
    row = new_row(form, "Elsewhere")
    form |= {
        "options-1-label": "Anywhere else",
        "support-0-degree": "2",
        f"{row}framework": str(Framework.objects.get(short_name="Beta").pk),
        f"{row}degree": "1",
        f"{row}reason": "They ask for it.",
        f"{row}aspect": str(AspectFactory().pk),
    }

    response = admin_client.post(address(criterion), form, follow=True)

    newest = AuditLogEntry.objects.first()
    assert "3 rows saved." in html_of(response)
    assert said() == [
        ("Anywhere else", "Beta", 1, "They ask for it."),
        ("Europe", "Alpha", 2, "Alpha it is."),
        ("Europe", "Beta", -1, "Beta it is."),
    ]
    assert AuditLogEntry.objects.in_change_set(newest.change_set).count() == 3


def test_effect_is_removed(admin_client, criterion):
    form = form_of(admin_client, criterion)

    admin_client.post(address(criterion), {**form, "support-1-DELETE": "on"})

    assert said() == BEFORE[:1]


def test_incomplete_row_is_refused_and_open_and_nothing_is_saved(admin_client, criterion):
    form = form_of(admin_client, criterion)
    row = new_row(form, "Elsewhere")

    response = admin_client.post(
        address(criterion), {**form, "options-0-label": "Changed", f"{row}reason": "They ask for it."}
    )

    page = html_of(response)
    assert "Nothing was saved. Correct 2 errors below." in page
    assert page.count('<details class="new-support" open>') == 1
    assert said() == BEFORE


def test_second_effect_of_an_answer_on_the_same_framework_is_refused(admin_client, criterion):
    form = form_of(admin_client, criterion)
    row = new_row(form, "Europe")
    alpha = Framework.objects.get(short_name="Alpha")
    form |= {f"{row}framework": str(alpha.pk), f"{row}reason": "Again.", f"{row}aspect": str(AspectFactory().pk)}

    response = admin_client.post(address(criterion), form)

    assert response.status_code == 200
    assert said() == BEFORE


def test_level_of_another_framework_is_refused(admin_client, criterion):
    form = form_of(admin_client, criterion)

    response = admin_client.post(
        address(criterion), {**form, "support-0-requires": "law", "support-0-level": str(LevelFactory().pk)}
    )

    assert "It is no level of Alpha." in html_of(response)


def test_what_two_editors_change_in_different_fields_is_merged_and_in_the_same_refused(admin_client, criterion):
    form = form_of(admin_client, criterion)
    theirs = Support.objects.get(framework__short_name="Alpha")
    theirs.reason = "Theirs."
    theirs.save()

    merged = admin_client.post(address(criterion), {**form, "support-0-degree": "2"}, follow=True)
    refused = admin_client.post(address(criterion), {**form, "support-0-reason": "Mine."})

    assert "Kept, because you did not change it" in html_of(merged)
    assert said()[0] == ("Europe", "Alpha", 2, "Theirs.")
    assert [conflict.row for conflict in refused.context["conflicts"]] == [str(theirs)]


def test_browser_reports_that_the_page_is_open(admin_client, criterion):
    page = html_of(admin_client.get(address(criterion)))

    assert "data-reports-to" in page
    assert admin_client.post("/admin/open-forms/", {"path": address(criterion)}).status_code == 200


@pytest.mark.parametrize("rows", [1, 4])
def test_queries_do_not_grow_with_the_answers(admin_client, django_assert_max_num_queries, rows):
    criterion = CriterionFactory()
    for _ in range(rows):
        SupportFactory(option=OptionFactory(criterion=criterion)).sources.add(SourceFactory())
    admin_client.get(address(criterion))

    with django_assert_max_num_queries(16):
        admin_client.get(address(criterion))


def test_answer_that_somebody_deleted_is_a_conflict_and_the_page_still_has_every_row(admin_client, criterion):
    form = form_of(admin_client, criterion)
    Support.objects.filter(option__label="Europe").delete()
    Option.objects.get(label="Europe").delete()

    refused = admin_client.post(address(criterion), {**form, "options-0-label": "Mine", "support-0-reason": "Mine."})

    again = untouched_form(refused.content.decode(), "supports_form")
    assert refused.status_code == 200
    assert len(refused.context["conflicts"]) == 2
    assert {name for name in form if "keep_" not in name} <= {*again}
    assert [name for name, values in again.items() if name.endswith("-label")] == ["options-0-label", "options-1-label"]
