"""Each answer, each two answers, and all but one: a page, never an error."""

from itertools import combinations
from urllib.parse import urlsplit

import pytest

from comparisons.engine import NOT_SURE
from tests.examples import exhaustive, some_of
from tests.shipped import shipped_catalogue
from tests.wire import send

pytestmark = pytest.mark.usefixtures("served")

CRITERIA = shipped_catalogue().criteria
CHOICES = [(criterion.slug, slug) for criterion in CRITERIA for slug in (*criterion.option_of, NOT_SURE)]
FIRST = [(criterion.slug, criterion.options[0].slug) for criterion in CRITERIA[:2]]
FULL = [(criterion.slug, criterion.options[0].slug) for criterion in CRITERIA]

ADDRESSES = exhaustive(["/recommendation/", "/wizard/", "/recommendation.json"], quick=["/recommendation/"])


def page(address, pairs):
    """The page to which an address leads, after one redirect at most."""
    answer = send(address, "&".join(f"{criterion}={option}" for criterion, option in pairs))
    if answer.status == 302:
        location = urlsplit(answer.headers["Location"])
        answer = send(location.path, location.query)
    return answer


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("choice", CHOICES, ids="=".join)
def test_each_answer_gives_a_page(address, choice):
    assert page(address, [choice]).status == 200


@pytest.mark.exhaustive
@pytest.mark.parametrize("first", exhaustive(CHOICES, quick=FIRST), ids="=".join)
def test_each_two_answers_give_a_page(first):
    others = some_of([second for pair in combinations(CHOICES, 2) if pair[0] == first for second in pair[1:]])

    statuses = {second: page("/recommendation/", [first, second]).status for second in others}

    assert statuses == dict.fromkeys(others, 200)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("left_out", FULL, ids=lambda choice: choice[0])
def test_all_answers_but_one_give_a_page(address, left_out):
    assert page(address, [choice for choice in FULL if choice != left_out]).status == 200


@pytest.mark.parametrize("choice", CHOICES, ids="=".join)
def test_each_question_is_put_again_with_its_answer_marked(choice):
    criterion, option = choice
    others = [other for other in FULL if other[0] != criterion]

    answer = page(f"/wizard/{criterion}/", [*others, choice])

    assert answer.status == 200
    assert f'id="{criterion}-{option}" value="{option}" checked' in " ".join(answer.text.split())
