"""Rows of a form are folded to a line each, but for those that someone has to see."""

import re

import pytest
from django.urls import reverse

from comparisons.models import Cost, Stage, Value
from tests.admin.addresses import address
from tests.factories import (
    MOMENT,
    AspectFactory,
    FrameworkFactory,
    OptionFactory,
    SourceFactory,
    SupportFactory,
    ValueFactory,
)
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = pytest.mark.django_db

TAGS = re.compile(r"<[^>]*>")


@pytest.fixture
def framework():
    """It has two values, one of them without a source and not verified, and one stage."""
    framework = FrameworkFactory(short_name="Ours")
    first, second = (ValueFactory(framework=framework, aspect=AspectFactory(name=name)) for name in ("One", "Two"))
    first.sources.add(SourceFactory())
    Value.objects.filter(pk=first.pk).update(text="A text\n\nof paragraphs.", confidence="verified")
    Value.objects.filter(pk=second.pk).update(text="x" * 500, confidence="unverified")
    Stage.objects.create(
        framework=framework, name="Audit", slug="audit", months_min=1, months_max=2, result="A report."
    )
    return framework


def rows(page):
    """The id of each row -> whether it is open, and its line."""
    pairs = re.findall(r'<div class="inline-related[^>]*id="([^"]+)">(.*?)</summary>', page)
    return {
        name: ('<details class="row" open>' in html, " ".join(TAGS.sub(" ", html.partition("<summary>")[2]).split()))
        for name, html in pairs
    }


def test_row_says_what_it_is_and_what_is_wrong_in_one_line(admin_client, framework):
    page = rows(html_of(admin_client.get(address(framework))))

    assert page["values-0"] == (False, "Edit One A text of paragraphs.")
    assert page["values-1"] == (False, f"Edit Two not verified no source {'x' * 160}…")
    assert page["stages-0"] == (False, "Edit Audit not verified no source 1 to 2 months. A report.")
    assert page["stages-empty"] == (True, "Edit")


@pytest.mark.parametrize(
    ("months", "text"), [((12, 12), "12 months."), ((1, 1), "1 month."), ((0, 3), "0 to 3 months.")]
)
def test_row_of_a_stage_says_its_months_as_the_site_does(admin_client, framework, months, text):
    Stage.objects.update(months_min=months[0], months_max=months[1])

    page = rows(html_of(admin_client.get(address(framework))))

    assert page["stages-0"] == (False, f"Edit Audit not verified no source {text} A report.")


def test_row_of_a_cost_says_one_figure_where_there_is_one(admin_client, framework):
    for label, high in (("Audit", 9000), ("Tool", 12000)):
        Cost.objects.create(
            framework=framework, label=label, currency="USD", low=9000, high=high, basis="A list.", as_of=MOMENT.date()
        )

    page = rows(html_of(admin_client.get(address(framework))))

    assert page["costs-0"] == (False, "Edit Audit no source USD 9,000. A list.")
    assert page["costs-1"] == (False, "Edit Tool no source USD 9,000 to 12,000. A list.")


def test_row_with_an_error_is_open(admin_client, framework):
    form = untouched_form(admin_client.get(address(framework)).content.decode(), "framework_form")

    page = rows(html_of(admin_client.post(address(framework), {**form, "values-1-text": ""})))

    assert page["values-0"] == (False, "Edit One A text of paragraphs.")
    assert page["values-1"] == (True, "Edit Two error not verified no source")


def test_new_row_that_was_typed_into_is_open_when_another_part_is_refused(admin_client, framework):
    AspectFactory(name="Three")
    AspectFactory(name="Four")
    form = untouched_form(admin_client.get(address(framework)).content.decode(), "framework_form")

    refused = admin_client.post(address(framework), {**form, "short_name": "", "values-2-text": "New."})

    assert {name: is_open for name, (is_open, _) in rows(html_of(refused)).items() if name.startswith("values")} == {
        "values-0": False,
        "values-1": False,
        "values-2": True,
        "values-3": False,
        "values-empty": True,
    }


def test_value_has_the_help_of_its_aspect_beside_it(admin_client, framework):
    AspectFactory(name="Three", help="Say how long it takes.")

    page = html_of(admin_client.get(address(framework)))

    assert '<div id="values-2-fields"><p class="help">Say how long it takes.</p>' in page


def test_rows_of_every_kind_have_a_line(admin_client):
    support = SupportFactory(option=OptionFactory(label="Yes"), degree=-1, reason="It costs more.")

    page = rows(html_of(admin_client.get(address(support.option))))
    of_question = rows(html_of(admin_client.get(address(support.option.criterion))))

    assert page["support-0"] == (False, f"Edit {support.framework} no source -1. It costs more.")
    assert of_question["options-0"][1].startswith("Edit Yes")


def test_reader_sees_the_rows_and_no_box_for_sources(may, framework):
    reader = may("view_framework", "view_value")

    page = html_of(reader.get(reverse("admin:comparisons_framework_change", args=[framework.pk])))

    assert rows(page)["values-0"] == (False, "Read One A text of paragraphs.")
    assert "for_all" not in page
