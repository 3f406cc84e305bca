import datetime

import pytest

from comparisons.content_files import SHIPPED, load_content
from comparisons.editing.draft import draft_catalogue
from comparisons.editing.loading import LoadError, load
from comparisons.engine import find_problems
from comparisons.models import Framework, Source, Value

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.exhaustive
def test_shipped_content_comes_back_out_whole(as_written):
    load(as_written)

    assert draft_catalogue() == as_written


@pytest.mark.exhaustive
def test_loading_twice_changes_nothing(as_written):
    load(as_written)

    assert str(load(as_written)) == "0 added, 0 changed, 0 removed"
    assert str(load(as_written, overwrite=True)) == "0 added, 0 changed, 0 removed"


@pytest.mark.exhaustive
def test_loading_leaves_an_editors_change_alone(as_written):
    load(as_written)
    Framework.objects.filter(slug="soc-2").update(summary="An editor's words.")
    Value.objects.filter(framework__slug="soc-2", aspect__slug="scope").delete()

    assert str(load_content(SHIPPED)) == "1 added, 0 changed, 0 removed"
    assert Framework.objects.get(slug="soc-2").summary == "An editor's words."


@pytest.mark.exhaustive
def test_overwriting_brings_back_the_files(as_written):
    load(as_written)
    Framework.objects.filter(slug="soc-2").update(summary="An editor's words.")
    Value.objects.get(framework__slug="soc-2", aspect__slug="scope").sources.clear()

    assert str(load(as_written, overwrite=True)) == "0 added, 2 changed, 0 removed"
    assert draft_catalogue() == as_written


def test_a_row_that_its_model_refuses_leaves_nothing_behind(as_written):
    bad_framework = as_written.frameworks[3].model_copy(update={"website": "ftp://example.org"})
    bad = as_written.model_copy(
        update={"frameworks": (*as_written.frameworks[:3], bad_framework, *as_written.frameworks[4:])}
    )

    with pytest.raises(LoadError, match="framework > cis-controls"):
        load(bad)

    assert not Source.objects.exists()


def test_what_the_database_refuses_is_refused_in_the_words_of_the_model(as_written):
    framework = as_written.frameworks[1]
    bad_costs = (framework.costs[0].model_copy(update={"low": 9, "high": 1}), *framework.costs[1:])
    bad_framework = framework.model_copy(update={"costs": bad_costs})
    bad = as_written.model_copy(
        update={"frameworks": (as_written.frameworks[0], bad_framework, *as_written.frameworks[2:])}
    )

    with pytest.raises(LoadError, match=r"cost > .+: The low figure is greater than the high one\.\Z"):
        load(bad)

    assert not Source.objects.exists()


@pytest.mark.exhaustive
def test_content_of_version_1_becomes_todays_by_replacing(version_1, as_written):
    load(version_1)

    load(as_written, replace=True)

    assert draft_catalogue() == as_written


@pytest.mark.exhaustive
def test_content_of_version_1_can_be_published_after_overwriting(version_1, as_written):
    load(version_1)

    load(as_written, overwrite=True)

    draft = draft_catalogue()
    problems = [problem for problem in find_problems(draft, datetime.date(2026, 11, 26)) if problem.severity == "error"]
    assert problems == []
    options = [[option.slug for c in made.criteria for option in c.options] for made in (draft, as_written)]
    assert options[0] == options[1]
    assert draft.framework_of.keys() == as_written.framework_of.keys()
