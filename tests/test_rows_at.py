import pytest

from comparisons.engine.revising.nouns import NOUNS
from comparisons.models import Aspect, Crosswalk, Framework, Method, Option, Support, Value
from comparisons.rows_at import FORMS, model_at, row_at
from tests.factories import FrameworkFactory, make_publishable


def test_everything_in_a_catalogue_has_a_form():
    assert [noun.name for noun in NOUNS if (noun.name,) not in FORMS] == []


@pytest.mark.parametrize(
    ("place", "model"),
    [
        (("method",), Method),
        (("framework", "x"), Framework),
        (("framework", "x", "value", "y"), Value),
        (("framework", "x", "stage", "y"), Framework),
        (("criterion", "x", "option", "y", "support", "z"), Support),
        (("crosswalk", "x-y", "pair", "A and B"), Crosswalk),
        (("framework", "x", "2"), Framework),
        ((), None),
        (("framework",), None),
        (("no such noun", "x"), None),
    ],
)
def test_place_has_the_form_of_its_innermost_item(place, model):
    assert model_at(place) is model


@pytest.mark.django_db
def test_row_of_a_place_is_found():
    make_publishable()
    support = Support.objects.all()[1]
    option, framework = support.option, support.framework
    of_option = ("criterion", option.criterion.slug, "option", option.slug)
    value = Value.objects.get(framework=framework)

    assert row_at(("framework", framework.slug)) == framework
    assert row_at(("framework", framework.slug, "value", value.aspect.slug)) == value
    assert row_at(("aspect", value.aspect.slug)) == Aspect.objects.get()
    assert row_at(of_option) == option
    assert row_at((*of_option, "support", framework.slug)) == support


@pytest.mark.django_db
def test_row_that_is_not_there_is_looked_for_in_what_it_belongs_to():
    framework = FrameworkFactory()

    assert row_at(("framework", framework.slug, "value", "old")) == framework
    assert row_at(("framework", framework.slug, "stage", "any", "and", "more")) == framework
    assert row_at(("framework", "old", "value", "old")) is None
    assert Option.objects.count() == 0


@pytest.mark.django_db
def test_crosswalk_is_found_by_both_its_frameworks():
    first, second = FrameworkFactory(slug="a-b"), FrameworkFactory(slug="c")
    crosswalk = Crosswalk.objects.create(first=first, second=second)

    assert row_at(("crosswalk", "a-b-c")) == crosswalk
    assert row_at(("crosswalk", "c-a-b")) is None
