"""Levels, costs and events of a framework."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError, RestrictedError

from comparisons.models import Cost
from tests.factories import DAY, EventFactory, FrameworkFactory, LevelFactory, SupportFactory

pytestmark = pytest.mark.django_db


def cost_of(framework, **fields):
    return Cost(framework=framework, label="Fee", currency="USD", low=1, high=2, basis="A.", as_of=DAY, **fields)


@pytest.mark.database
@pytest.mark.parametrize("months", [(1, None), (None, 1), (2, 1)])
def test_level_has_two_months_in_order_or_none(months):
    LevelFactory()
    with pytest.raises(IntegrityError):
        LevelFactory(months_min=months[0], months_max=months[1])


@pytest.mark.database
@pytest.mark.parametrize("total", [(1, None), (None, 1), (2, 1)])
def test_stage_has_a_published_total_in_order_or_none(total):
    framework = FrameworkFactory()
    with pytest.raises(IntegrityError):
        framework.stages.create(name="Build", months_min=1, months_max=2, total_min=total[0], total_max=total[1])


def test_cost_of_a_level_of_another_framework_is_refused():
    level = LevelFactory()

    cost_of(level.framework, level=level).full_clean()
    with pytest.raises(ValidationError, match="It is no level of"):
        cost_of(FrameworkFactory(), level=level).full_clean()


def test_level_of_another_framework_or_of_no_obligation_is_refused():
    level = LevelFactory()
    own, other = SupportFactory(framework=level.framework, requires="law"), SupportFactory(requires="law")
    silent = SupportFactory(framework=level.framework)

    own.level = other.level = silent.level = level
    own.full_clean()
    with pytest.raises(ValidationError, match="It is no level of"):
        other.full_clean()
    with pytest.raises(ValidationError, match="Only an obligation has a level"):
        silent.full_clean()


@pytest.mark.database
def test_level_that_is_named_cannot_be_deleted_alone_and_goes_with_its_framework():
    level = LevelFactory()
    cost_of(level.framework, level=level).save()
    EventFactory(framework=level.framework)
    required = LevelFactory()
    SupportFactory(framework=required.framework, requires="law", level=required)

    with pytest.raises(RestrictedError):
        level.delete()
    with pytest.raises(ProtectedError):
        required.delete()
    assert level.framework.delete()[0] == 4


def test_roles_may_do_with_levels_and_dates_what_they_may_do_with_stages():
    def allowed(role, model):
        permissions = Group.objects.get(name=role).permissions.filter(codename__endswith=f"_{model}")
        return {permission.codename.removesuffix(f"_{model}") for permission in permissions}

    for role in ("Editor", "Publisher"):
        assert allowed(role, "level") == allowed(role, "event") == allowed(role, "stage") != set()
