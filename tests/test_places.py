import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from comparisons.drafting import draft
from comparisons.engine import find_problems
from comparisons.loading import load
from comparisons.models import Aspect, Criterion, Framework, Support, Value
from comparisons.places import Forms
from tests.factories import AspectFactory, make_publishable

pytestmark = pytest.mark.django_db

LATE = datetime.date(2100, 1, 1)


def form(model, pk):
    return reverse(f"admin:comparisons_{model}_change", args=[pk])


def test_each_thing_has_its_own_form(shipped):
    load(shipped)
    framework, value = (
        Framework.objects.get(slug="soc-2"),
        Value.objects.get(framework__slug="soc-2", aspect__slug="scope"),
    )
    support = Support.objects.get(option__slug="europe", framework__slug="iso-27001")
    forms = Forms()

    assert forms.address(("framework", "soc-2")) == form("framework", framework.pk)
    assert forms.address(("framework", "soc-2", "value", "scope")) == form("value", value.pk)
    assert forms.address(("criterion", "market", "option", "europe")) == form("option", support.option_id)
    place = ("criterion", "market", "option", "europe", "support", "iso-27001")
    assert forms.address(place) == form("support", support.pk)


def test_what_has_no_form_of_its_own_is_edited_on_that_of_what_it_belongs_to(shipped):
    load(shipped)
    forms = Forms()

    assert forms.address(("framework", "soc-2", "stage", "any")) == forms.address(("framework", "soc-2"))
    assert forms.address(("framework",)) == reverse("admin:comparisons_framework_changelist")
    assert forms.address(()) == reverse("admin:index")


def test_value_that_is_missing_has_a_new_form_with_both_chosen(admin_client):
    make_publishable()
    aspect, framework = AspectFactory(), Framework.objects.first()

    address = Forms().address(("framework", framework.slug, "value", aspect.slug))

    assert parse_qs(urlsplit(address).query) == {"framework": [str(framework.pk)], "aspect": [str(aspect.pk)]}
    page = admin_client.get(address).content.decode()
    assert f'<option value="{framework.pk}" selected' in page
    assert f'<option value="{aspect.pk}" selected' in page


def test_every_problem_of_a_broken_draft_has_a_form(admin_client, shipped):
    load(shipped)
    AspectFactory()
    Criterion.objects.get(slug="timeline").options.all().delete()
    Support.objects.filter(framework__slug="tisax").delete()
    problems = find_problems(draft(), LATE)
    forms = Forms()

    addresses = {forms.address(problem.place) for problem in problems}

    assert len(problems) > 20
    assert reverse("admin:index") not in addresses
    assert {admin_client.get(address).status_code for address in addresses} == {200}
    assert Aspect.objects.count() == 17
