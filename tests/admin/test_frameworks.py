"""The forms of values that are missing, on the form of their framework."""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.urls import reverse

from comparisons.models import Aspect, Framework, Value
from tests.factories import AspectFactory, FrameworkFactory, ValueFactory
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]


@pytest.fixture
def framework():
    """It has a value on the first of three aspects."""
    framework = FrameworkFactory()
    ValueFactory(framework=framework, aspect=AspectFactory(name="First"))
    AspectFactory(name="Second")
    AspectFactory(name="Third")
    return framework


def change(framework):
    return reverse("admin:comparisons_framework_change", args=[framework.pk])


def form_of(client, framework):
    return untouched_form(client.get(change(framework)).content.decode(), "framework_form")


def texts(framework):
    return list(Value.objects.filter(framework=framework).values_list("aspect__name", "text"))


def without_spaces(text):
    return "".join(text.split())


def test_each_aspect_without_a_value_has_an_empty_form_that_is_marked(admin_client, framework):
    page = html_of(admin_client.get(change(framework)))

    marked = re.findall(r'inline_label">(\w+):\s+<strong class="is-missing">missing</strong>', page)
    assert marked == ["Second", "Third"]
    assert "2 aspects have no value yet." in page


REPLACED = {
    "{{ inline_admin_form.original }}": "{{ inline_admin_form.form.row.title }}",
    '{% translate "View on site" %}': "See it in the draft",
}
"""Texts of Django's template -> ours."""


def test_template_of_rows_is_that_of_django_but_for_the_marked_parts():
    """It fails when a new version of Django has another template: copy that, and put the marked parts into it."""
    of_django = (Path(admin.__file__).parent / "templates/admin/edit_inline/stacked.html").read_text()
    ours = (ROOT / "templates/admin/comparisons/rows.html").read_text()

    parts = re.split(r"\{# (ours|Django's): #\}", ours.partition("#}")[2])
    rest = parts[0] + "".join(text for mark, text in zip(parts[1::2], parts[2::2], strict=True) if mark == "Django's")
    for text, replacement in REPLACED.items():
        assert of_django.count(text) == 1
        of_django = of_django.replace(text, replacement)

    assert "missing" not in rest
    assert without_spaces(rest) == without_spaces(of_django)


def test_forms_that_are_left_empty_save_nothing(admin_client, framework):
    response = admin_client.post(change(framework), form_of(admin_client, framework))

    assert response.status_code == 302
    assert texts(framework) == [("First", "It says this.")]


def test_form_that_is_filled_saves_the_value_of_its_aspect(admin_client, framework):
    form = form_of(admin_client, framework)

    admin_client.post(change(framework), {**form, "values-2-text": "The third."})

    assert texts(framework) == [("First", "It says this."), ("Third", "The third.")]


def test_value_that_somebody_else_wrote_meanwhile_moves_no_other_into_its_place(admin_client, framework):
    form = form_of(admin_client, framework)
    ValueFactory(framework=framework, aspect=Aspect.objects.get(name="Second"), text="Theirs.")

    response = admin_client.post(change(framework), {**form, "values-2-text": "The third."})

    assert response.status_code == 302
    assert texts(framework) == [("First", "It says this."), ("Second", "Theirs."), ("Third", "The third.")]


def test_value_that_two_write_at_once_is_refused_at_its_row(admin_client, framework):
    form = form_of(admin_client, framework)
    ValueFactory(framework=framework, aspect=Aspect.objects.get(name="Second"), text="Theirs.")

    response = admin_client.post(change(framework), {**form, "values-1-text": "Mine."})

    conflict = response.context["conflicts"][0]
    assert (conflict.row, [(field.theirs, field.yours) for field in conflict.fields]) == (
        f"{framework}: Second",
        [("Theirs.", "Mine.")],
    )
    assert texts(framework) == [("First", "It says this."), ("Second", "Theirs.")]


def test_framework_with_all_its_values_has_no_empty_form(admin_client):
    value = ValueFactory()

    page = html_of(admin_client.get(change(value.framework)))

    assert "is-missing" not in page
    assert Framework.objects.count() == 1
