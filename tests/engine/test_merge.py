"""A catalogue joined to another one keeps what that does not speak of, and nothing else of it."""

from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine import find_problems
from comparisons.engine.catalogue.canonical_order import in_order
from comparisons.engine.diff import revisions
from comparisons.engine.merge import join
from tests.engine.catalogues import DAY, catalogue, catalogues, criterion, framework, option


def slugs(items):
    return [item.slug for item in items]


def errors(joined):
    return [problem for problem in find_problems(joined, DAY) if problem.severity == "error"]


@given(catalogues())
def test_joining_the_same_changes_nothing(given_catalogue):
    assert join(given_catalogue, given_catalogue) == in_order(given_catalogue)


@given(catalogues(), catalogues())
def test_joining_removes_nothing(old, new):
    assert [revision for revision in revisions(old, join(old, new)) if revision.kind == "removed"] == []


@given(catalogues(), catalogues())
def test_joining_twice_changes_nothing_more(old, new):
    joined = join(old, new)

    assert join(joined, new) == joined


@given(catalogues(), st.data())
def test_what_was_left_out_of_files_stays_where_it_was(old, data):
    """Of every kind of item that has a slug, some are left out."""
    kept = {
        "criteria": tuple(c for c in old.criteria if data.draw(st.booleans())),
        "frameworks": tuple(f for f in old.frameworks if data.draw(st.booleans())),
    }
    new = old.model_copy(update=kept)

    assert join(old, in_order(new)).frameworks == in_order(old).frameworks
    assert join(old, in_order(new)).criteria == in_order(old).criteria


def test_new_words_win_and_new_parts_are_added():
    old = catalogue([framework("a"), framework("b")], [criterion("v", [option("v1"), option("v2")])])
    criteria = [criterion("v", [option("v1"), option("v3")], weight=5), criterion("w", [option("w1")])]
    new = catalogue([framework("a"), framework("b")], criteria, recommend_at=40)

    joined = join(old, new)

    assert joined.method.recommend_at == 40
    assert slugs(joined.criteria) == ["v", "w"]
    assert joined.criteria[0].weight == 5
    assert slugs(joined.criteria[0].options) == ["v1", "v2", "v3"]


def test_complements_of_what_stays_are_kept_on_both_sides():
    old = catalogue([framework("a", ["b", "c"]), framework("b", ["a"]), framework("c", ["a"])], [])
    new = catalogue([framework("a"), framework("b")], [])

    joined = join(old, new)

    assert {each.slug: each.complements for each in joined.frameworks} == {"a": ("c",), "b": (), "c": ("a",)}
