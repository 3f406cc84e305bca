import pytest
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from comparisons.models import FROM_LEAF_TO_ROOT, Criterion, Crosswalk, Framework, Option, Use, references_to, uses_of
from tests.factories import CriterionFactory, FrameworkFactory, OptionFactory, SourceFactory, ValueFactory
from tests.references import NAMING, PARTS, REFERRING, name_of, use_of
from tests.shipped import load_shipped

pytestmark = [pytest.mark.django_db, pytest.mark.database]

KEPT = 40
"""Rows of each model that are tried; the shipped content has up to a few hundred."""


def can_be_deleted(row):
    """Tries it, and takes it back."""
    mark = transaction.savepoint()
    try:
        row.delete()
    except (ProtectedError, RestrictedError):
        return False
    finally:
        transaction.savepoint_rollback(mark)
    return True


def test_every_field_that_names_rows_refers_or_makes_a_part():
    found = {name_of(field) for model in FROM_LEAF_TO_ROOT for field in references_to(model)}

    assert found == set(REFERRING)
    assert set(NAMING) >= PARTS


@pytest.mark.exhaustive
def test_every_reference_is_a_use_of_what_it_refers_to():
    load_shipped()

    missing = [name for name, field in REFERRING.items() if Use(*_pair(field)) not in uses_of([use_of(field)[1]])]

    assert missing == []


def _pair(field):
    return use_of(field)[0], field


@pytest.mark.exhaustive
def test_row_can_be_deleted_exactly_when_it_has_no_use():
    load_shipped()
    rows = [row for model in FROM_LEAF_TO_ROOT for row in model._default_manager.order_by("pk")[:KEPT]]
    copies = [type(row)._default_manager.get(pk=row.pk) for row in rows]

    wrong = [repr(row) for row, copy in zip(rows, copies, strict=True) if bool(uses_of([row])) == can_be_deleted(copy)]

    assert wrong == []


def test_part_that_refers_to_another_part_goes_with_the_whole():
    load_shipped()
    crosswalk = Crosswalk.objects.get()

    uses = uses_of([crosswalk])
    crosswalk.delete()

    assert uses == []
    assert not Crosswalk.objects.exists()


def test_option_that_opens_another_question_is_used_by_it():
    opened, option = CriterionFactory(), OptionFactory()
    opened.ask_when.add(option)

    with pytest.raises(RestrictedError):
        option.delete()

    assert uses_of([option]) == [Use(opened, Criterion._meta.get_field("ask_when"))]
    assert uses_of([option.criterion]) == uses_of([option])
    assert opened.ask_when.get() == option


def test_criterion_that_is_opened_by_its_own_option_is_in_nobodys_way():
    option = OptionFactory()
    option.criterion.ask_when.add(option)

    assert uses_of([option.criterion]) == []
    assert option.criterion.delete()[0] == 3


def test_complement_is_a_use_and_two_of_each_other_go_together():
    first, second = FrameworkFactory(), FrameworkFactory()
    first.complements.add(second)

    apart = uses_of([first])

    assert apart == [Use(second, Framework._meta.get_field("complements"))]
    assert uses_of([first, second]) == []
    assert Framework.objects.all().delete()[0] == 4


@pytest.mark.parametrize("rows", [1, 3])
def test_uses_take_a_fixed_number_of_queries(django_assert_num_queries, rows):
    source = SourceFactory()
    for _ in range(rows):
        ValueFactory().sources.add(source)

    with django_assert_num_queries(8):
        names = [(str(use.row), use.row.get_absolute_url()) for use in uses_of([source])]

    assert len(names) == rows
    assert Option.objects.count() == 0
