"""A working copy that could not be published has pages all the same, for those who mend it."""

import pytest

from comparisons.models import Criterion, Framework
from tests.factories import CriterionFactory, FrameworkFactory, OptionFactory, SupportFactory, make_publishable

pytestmark = pytest.mark.django_db

PAGES = [
    "",
    "frameworks/",
    "compare/",
    "wizard/",
    "method/",
    "dates/",
    "dates.ics",
    "recommendation/",
    "recommendation/compare/",
]


def nothing():
    """No row at all."""


def one_framework_alone():
    option = OptionFactory(slug="x", criterion=CriterionFactory(slug="c"))
    SupportFactory(option=option, framework=FrameworkFactory())


def no_question():
    FrameworkFactory.create_batch(2)


def question_without_an_option():
    make_publishable()
    CriterionFactory(slug="c")


def question_that_waits_for_itself():
    make_publishable()
    option = OptionFactory(slug="x", criterion=CriterionFactory(slug="c"))
    option.criterion.ask_when.add(option)


def framework_without_a_value():
    make_publishable()
    FrameworkFactory()


@pytest.mark.parametrize(
    "draft",
    [
        nothing,
        one_framework_alone,
        no_question,
        question_without_an_option,
        question_that_waits_for_itself,
        framework_without_a_value,
    ],
)
@pytest.mark.exhaustive
def test_broken_draft_has_every_page(admin_client, draft):
    draft()
    own = [f"frameworks/{slug}/" for slug in Framework.objects.values_list("slug", flat=True)]
    own += [f"wizard/{slug}/" for slug in Criterion.objects.values_list("slug", flat=True)]
    answered = ["recommendation/?c=x", "recommendation.json?c=x", "recommendation.md?c=x"]

    statuses = {page: admin_client.get(f"/draft/{page}", follow=True).status_code for page in [*PAGES, *own, *answered]}

    assert statuses == dict.fromkeys([*PAGES, *own, *answered], 200)
