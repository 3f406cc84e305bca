import re
from html import unescape

import pytest

from comparisons.engine.catalogue import Option
from comparisons.presentation.worked_example import worked_example
from comparisons.releases import release_cache
from tests.factories import release_of
from tests.pages import html_of

pytestmark = pytest.mark.usefixtures("served")


def page_of(client, address="/method/"):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(unescape(html_of(response)).split())


def with_options(catalogue, count):
    """The catalogue with so many options that can be combined in its question on obligations."""
    many = catalogue.criterion_of["obligations"]
    more = tuple(Option(slug=f"more-{n}", label=f"More {n}") for n in range(count - len(many.options) + 1))
    changed = many.model_copy(update={"options": many.options + more})
    criteria = tuple(changed if c.slug == many.slug else c for c in catalogue.criteria)
    return catalogue.model_copy(update={"criteria": criteria})


def test_method_tells_every_weight(client, shipped):
    page = page_of(client)

    for criterion in shipped.criteria:
        assert f'{criterion.question}</a></th><td class="number">{criterion.weight}</td>' in page


def test_method_shows_the_formula_and_an_example(client, shipped):
    page = page_of(client)

    example = worked_example(shipped)
    assert "points = weight × degree" in page  # noqa: RUF001
    for line in example.lines:
        assert f"“{line.option.label}”" in page
    assert f"100 × +{example.points} ÷ {example.most} = +57" in page  # noqa: RUF001


def test_method_explains_why_shares_exceed_the_whole(client, version_1):
    release_cache.replace(release_of(version_1))

    assert "The shares of frameworks can add up to more than 100 %" in page_of(client)


def test_method_tells_the_thresholds(client, shipped):
    method = shipped.method.model_copy(update={"recommend_at": 21, "lead": 34})
    other = shipped.model_copy(update={"method": method})
    release_cache.replace(release_of(other))

    page = page_of(client)

    assert "The best score is 21 or more, and leads the next by 34 or more." in page


def test_method_tells_the_exact_shares_of_the_first_questions(client, version_1):
    release_cache.replace(release_of(version_1))

    page = page_of(client)

    assert "all 1,540 ways are tried" in page
    assert 'ISO/IEC 27001</th><td class="number">50.8 %</td>' in page
    assert 'Clear</th><td class="number">72.9 %</td>' in page


def test_method_is_told_where_there_are_too_many_answers_to_try(client, version_1):
    release_cache.replace(release_of(with_options(version_1, 17)))

    page = page_of(client)

    assert "What all answers lead to is not available here: a question has more options" in page


def test_method_under_version_2_says_which_answers_were_tried(client):
    page = page_of(client)

    assert "only answers with up to three of them are among these ways. Each is as likely as any other" in page
    assert re.search(r'Nothing further is needed</th><td class="number">\d+\.\d %', page)
    assert "<dt>Nothing further is needed</dt>" in page


@pytest.mark.exhaustive
def test_method_under_version_2_is_told_where_a_question_has_many_options(client, shipped):
    many = with_options(shipped, 24)
    release_cache.replace(release_of(many.model_copy(update={"method": many.method.model_copy(update={"version": 2})})))

    page = page_of(client)

    assert "What all answers lead to is not available here" not in page
    assert "up to three of them" in page


@pytest.mark.parametrize(("version", "is_told"), [(1, False), (2, True)])
def test_method_tells_the_principles_of_the_version_that_its_release_was_made_under(client, shipped, version, is_told):
    method = shipped.method.model_copy(update={"version": version})
    release_cache.replace(release_of(shipped.model_copy(update={"method": method})))

    page = client.get("/method/").content.decode()

    assert ("counts for a framework only if another of your answers does too" in page) is is_told
    assert ("requires comes first and is not scored" in page) is (not is_told)
