import pytest

from comparisons.content_files import SHIPPED, load_content
from comparisons.editing.draft import draft_catalogue
from comparisons.editing.loading import LoadError, load
from comparisons.models import Framework, Source, Value

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_shipped_content_comes_back_out_whole(shipped):
    load(shipped)

    assert draft_catalogue() == shipped


@pytest.mark.exhaustive
def test_loading_twice_changes_nothing(shipped):
    load(shipped)

    assert str(load(shipped)) == "0 added, 0 changed, 0 removed"
    assert str(load(shipped, overwrite=True)) == "0 added, 0 changed, 0 removed"


@pytest.mark.exhaustive
def test_loading_leaves_an_editors_change_alone(shipped):
    load(shipped)
    Framework.objects.filter(slug="soc-2").update(summary="An editor's words.")
    Value.objects.filter(framework__slug="soc-2", aspect__slug="scope").delete()

    assert str(load_content(SHIPPED)) == "1 added, 0 changed, 0 removed"
    assert Framework.objects.get(slug="soc-2").summary == "An editor's words."


@pytest.mark.exhaustive
def test_overwriting_brings_back_the_files(shipped):
    load(shipped)
    Framework.objects.filter(slug="soc-2").update(summary="An editor's words.")
    Value.objects.get(framework__slug="soc-2", aspect__slug="scope").sources.clear()

    assert str(load(shipped, overwrite=True)) == "0 added, 2 changed, 0 removed"
    assert draft_catalogue() == shipped


def test_a_row_that_its_model_refuses_leaves_nothing_behind(shipped):
    bad_framework = shipped.frameworks[3].model_copy(update={"website": "ftp://example.org"})
    bad = shipped.model_copy(update={"frameworks": (*shipped.frameworks[:3], bad_framework, *shipped.frameworks[4:])})

    with pytest.raises(LoadError, match="framework > pci-dss"):
        load(bad)

    assert not Source.objects.exists()


def test_what_the_database_refuses_is_refused_in_the_words_of_the_model(shipped):
    framework = shipped.frameworks[1]
    bad_costs = (framework.costs[0].model_copy(update={"low": 9, "high": 1}), *framework.costs[1:])
    bad_framework = framework.model_copy(update={"costs": bad_costs})
    bad = shipped.model_copy(update={"frameworks": (shipped.frameworks[0], bad_framework, *shipped.frameworks[2:])})

    with pytest.raises(LoadError, match=r"cost > .+: The low figure is greater than the high one\.\Z"):
        load(bad)

    assert not Source.objects.exists()
