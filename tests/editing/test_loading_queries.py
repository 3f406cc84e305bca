"""A load reads what is there once for each model, and looks up nothing that it has written itself."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comparisons.editing.loading import load
from tests.content_files.catalogues import SMALL

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def with_more(number):
    """The small content with so many more sources, and so many more costs that refer to all of them."""
    slugs = [f"more-{n}" for n in range(number)]
    sources = [SMALL.sources[0].model_copy(update={"slug": slug, "url": f"https://{slug}.test/"}) for slug in slugs]
    framework = next(framework for framework in SMALL.frameworks if framework.costs)
    costs = [
        framework.costs[0].model_copy(update={"label": slug, "sources": tuple(slugs), "level": None}) for slug in slugs
    ]
    changed = framework.model_copy(update={"costs": (*framework.costs, *costs)})
    frameworks = tuple(changed if other is framework else other for other in SMALL.frameworks)
    return SMALL.model_copy(update={"sources": (*SMALL.sources, *sources), "frameworks": frameworks})


def statements(act):
    """How many statements of each kind an act sends."""
    with CaptureQueriesContext(connection) as queries:
        act()
    return Counter(query["sql"].split()[0] for query in queries)


@pytest.mark.parametrize("number", [1, 3])
def test_new_row_takes_one_insert_and_its_references_one_look(number):
    load(SMALL)
    without = statements(lambda: load(SMALL))

    more = statements(lambda: load(with_more(number)))

    audit_log = Counter(SELECT=3, INSERT=1)
    source, cost, references = Counter(INSERT=1), Counter(INSERT=1), Counter(SELECT=1, INSERT=1)
    of_each = source + cost + references + Counter(SAVEPOINT=2, RELEASE=2)
    assert more - without == audit_log + Counter({kind: number * count for kind, count in of_each.items()})


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("number", [1, 3])
def test_rows_that_are_there_cost_no_query_each(number, overwrite):
    load(SMALL)
    without = statements(lambda: load(SMALL, overwrite=overwrite))
    load(with_more(number))

    more = statements(lambda: load(with_more(number), overwrite=overwrite))

    assert more == without
