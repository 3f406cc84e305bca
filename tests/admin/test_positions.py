"""New rows come after the others."""

import pytest
from django.apps import apps
from django.urls import reverse

from comparisons.models import Aspect, Criterion, Framework, Level, Option
from comparisons.models.fields import PositionField
from tests.factories import AspectFactory, CriterionFactory, FrameworkFactory, LevelFactory, OptionFactory
from tests.forms import untouched_form

pytestmark = pytest.mark.django_db


def test_new_row_comes_after_the_others(admin_client):
    AspectFactory(position=40)
    group = AspectFactory(position=7_000).group
    path = reverse("admin:comparisons_aspect_add")
    form = untouched_form(admin_client.get(path).content.decode(), "aspect_form")

    admin_client.post(path, {**form, "name": "New", "slug": "new", "help": "What is new.", "group": group.pk})

    assert Aspect.objects.get(slug="new").position == 7_010


def test_new_options_of_a_question_come_after_its_own_in_the_order_of_the_form(admin_client):
    OptionFactory(position=9_000)
    criterion = CriterionFactory()
    OptionFactory(criterion=criterion, slug="old", position=2_000)
    path = reverse("admin:comparisons_criterion_change", args=[criterion.pk])
    form = untouched_form(admin_client.get(path).content.decode(), "criterion_form")
    new = {"options-1-label": "Z", "options-1-slug": "z", "options-2-label": "A", "options-2-slug": "a"}

    saved = admin_client.post(path, {**form, **new, "options-TOTAL_FORMS": "3"})

    assert saved.status_code == 302
    positions = Option.objects.filter(criterion=criterion).values_list("slug", "position")
    assert list(positions) == [("old", 2_000), ("z", 2_010), ("a", 2_020)]


def test_position_that_is_given_stays(admin_client):
    FrameworkFactory(position=50)

    assert FrameworkFactory(position=3).position == 3


def test_row_whose_position_is_emptied_goes_to_the_end(admin_client):
    first, _ = CriterionFactory(position=1), CriterionFactory(position=30)
    path = reverse("admin:comparisons_criterion_changelist")
    form = untouched_form(admin_client.get(path).content.decode(), "changelist-form")

    admin_client.post(path, {**form, "form-0-position": "", "_save": "Save"})

    assert Criterion.objects.get(pk=first.pk).position == 40


def test_first_row_of_all_and_first_part_begin_at_ten():
    level = LevelFactory(framework=FrameworkFactory(position=None), position=None)

    assert (Framework.objects.get().position, Level.objects.get(pk=level.pk).position) == (10, 10)


def test_every_row_in_an_order_has_this_field():
    names = {
        model
        for model in apps.get_app_config("comparisons").get_models()
        for field in model._meta.fields
        if field.name == "position"
    }

    assert len(names) > 10
    assert {type(model._meta.get_field("position")) for model in names} == {PositionField}
