"""What each form of a form set shows is read and rendered once, and a form costs what it shows."""

import pytest
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comparisons.admin.shared_choices import OptionList, SharedSelect
from comparisons.models import Crosswalk, NotCarriedOver, Series, Stage, Support
from comparisons.models.criterion import Basis
from comparisons.presentation.form_renderer import FormRenderer
from tests.factories import (
    AspectFactory,
    CriterionFactory,
    FrameworkFactory,
    OptionFactory,
    SourceFactory,
    SupportFactory,
    ValueFactory,
)
from tests.pages import html_of

pytestmark = pytest.mark.django_db


def framework_with(rows):
    framework = FrameworkFactory()
    for _ in range(rows):
        ValueFactory(framework=framework, aspect=AspectFactory()).sources.add(SourceFactory(), SourceFactory())
        AspectFactory()  # without a value
        slug = f"audit-{Stage.objects.count()}"
        stage = Stage.objects.create(framework=framework, name="Audit", slug=slug, months_min=1, months_max=2)
        stage.sources.add(SourceFactory())
    return framework


def option_with(rows):
    option = OptionFactory(holds=FrameworkFactory())
    for _ in range(rows):
        SupportFactory(option=option).sources.add(SourceFactory(), SourceFactory())
    return option


def criterion_with(rows):
    criterion = CriterionFactory()
    for _ in range(rows):
        OptionFactory(criterion=criterion, holds=FrameworkFactory())
    return criterion


def crosswalk_with(rows):
    first, second = FrameworkFactory(), FrameworkFactory()
    crosswalk = Crosswalk.objects.create(first=first, second=second)
    for number in range(rows):
        Series.objects.create(crosswalk=crosswalk, identifier=f"A.{number}", topic="Access")
        NotCarriedOver.objects.create(crosswalk=crosswalk, held=first, text="The certificate.")
    return crosswalk


def queries_of(client, row):
    address = reverse(f"admin:comparisons_{row._meta.model_name}_change", args=[row.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("make", [framework_with, option_with, criterion_with, crosswalk_with])
def test_queries_of_a_form_do_not_grow_with_its_rows(admin_client, make):
    few = queries_of(admin_client, make(1))

    many = queries_of(admin_client, make(4))

    assert many == few


@pytest.fixture
def rendered(monkeypatch):
    """The names of the templates that forms are rendered with from now on."""
    names = []
    render = FormRenderer.render

    def noting(renderer, template_name, context, request=None):
        names.append(template_name)
        return render(renderer, template_name, context, request)

    monkeypatch.setattr(FormRenderer, "render", noting)
    return names


@pytest.mark.parametrize("rows", [1, 4])
def test_options_of_supports_are_rendered_once_for_all_rows(admin_client, rendered, rows):
    framework = FrameworkFactory()
    for _ in range(rows):
        OptionFactory()
    AspectFactory.create_batch(3)

    page = html_of(admin_client.get(reverse("admin:comparisons_framework_supports", args=[framework.pk])))

    choices = len(Support.Degree) + (1 + len(Basis)) + (1 + 3)
    assert rendered.count("django/forms/widgets/select_option.html") == 2 * choices
    assert page.count("<option ") == rows * choices


CHOICES = [("", "---------"), (1, "One & <all>"), (-2, 'Two "quoted"'), ("a&b", "Text")]


@pytest.mark.parametrize("value", [None, "", 1, "1", -2, "a&b", "not a choice", "1\x00"])
@pytest.mark.parametrize("attrs", [{}, {"id": "id_a", "required": True, "aria-describedby": 'a"b'}])
def test_shared_select_is_that_of_django(value, attrs):
    renderer = FormRenderer()
    of_django, ours = forms.Select({"class": "x"}, CHOICES), SharedSelect({"class": "x"}, CHOICES)
    ours.option_list = OptionList(CHOICES, renderer)

    html = ours.render("name", value, attrs, renderer)

    assert html == of_django.render("name", value, attrs, renderer)
