"""Files with another slug than the rows have: with `overwrite`, a row gets the new name and stays the same row."""

import json

import pytest

from comparisons.editing.draft import draft_catalogue
from comparisons.editing.loading import load
from comparisons.engine import Catalogue
from comparisons.models import Criterion, Framework, Option
from tests.factories import make_publishable

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def draft():
    make_publishable()
    load(draft_catalogue(), overwrite=True)  # with positions as files give them
    return draft_catalogue()


def renamed(catalogue, former, today):
    """The catalogue with another slug everywhere."""
    return json.loads(catalogue.model_dump_json().replace(json.dumps(former), json.dumps(today)))


def keys(model):
    return set(model.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("model", [Framework, Criterion])
def test_row_with_a_former_slug_gets_the_one_of_today(draft, model):
    items = {Framework: "frameworks", Criterion: "criteria"}[model]
    former, before = getattr(draft, items)[0].slug, keys(model)
    written = renamed(draft, former, "another-slug")
    written[items][0]["was"] = [former]
    files = Catalogue.model_validate(written)

    loaded = load(files, overwrite=True)

    assert str(loaded) == "0 added, 1 changed, 0 removed"
    assert keys(model) == before
    assert draft_catalogue() == files


def test_option_with_a_former_slug_gets_the_one_of_today(draft):
    criterion, before = draft.criteria[0], keys(Option)
    files = Catalogue.model_validate(with_former_answers(draft, criterion.options[0].slug, [(0, None)]))

    loaded = load(files, overwrite=True)

    assert str(loaded) == "0 added, 1 changed, 0 removed"
    assert keys(Option) == before
    assert draft_catalogue() == files


def test_answer_that_became_two_is_no_rename(draft):
    files = Catalogue.model_validate(
        with_former_answers(draft, draft.criteria[0].options[0].slug, [(0, None), (1, None)])
    )

    loaded = load(files, overwrite=True)

    assert (loaded.added, loaded.changed) == (2, 1)  # an option with its support, beside the one that is listed too
    assert draft_catalogue() == files


def test_answer_that_became_another_under_a_condition_is_no_rename(draft):
    other = {"criterion": draft.criteria[0].slug, "option": draft.criteria[0].options[1].slug}
    files = Catalogue.model_validate(with_former_answers(draft, draft.criteria[0].options[0].slug, [(0, other)]))

    assert load(files, overwrite=True).added == 2


def test_without_overwrite_nothing_is_renamed(draft):
    written = renamed(draft, draft.frameworks[0].slug, "another-slug")
    written["frameworks"][0]["was"] = [draft.frameworks[0].slug]

    load(Catalogue.model_validate(written))

    assert Framework.objects.filter(slug=draft.frameworks[0].slug).exists()
    assert Framework.objects.filter(slug="another-slug").exists()


def with_former_answers(catalogue, former, entries):
    """With another slug for the first option of the question. Entries: place of an option that lists it, condition."""
    written = renamed(catalogue, former, "another-slug")
    criterion = written["criteria"][0]
    for place, condition in entries:
        answer = {"criterion": criterion["slug"], "option": former}
        criterion["options"][place]["was"] = [{"answer": answer, "only_when": condition}]
    return written
