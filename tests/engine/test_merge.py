"""Merging keeps what only the old catalogue has, and takes everything else from the new one."""

from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine import find_problems
from comparisons.engine.catalogue.canonical_order import in_order
from comparisons.engine.diff import item_changes
from comparisons.engine.merge import merge
from tests.engine.catalogues import DAY, catalogue, catalogues, criterion, framework, option


def slugs(items):
    return [item.slug for item in items]


def errors(merged):
    return [problem for problem in find_problems(merged, DAY) if problem.severity == "error"]


@given(catalogues())
def test_merging_a_catalogue_with_itself_changes_nothing(made):
    assert merge(made, made) == in_order(made)


@given(catalogues(), catalogues())
def test_merging_removes_nothing(old, new):
    assert [change for change in item_changes(old, merge(old, new)) if change.kind == "removed"] == []


@given(catalogues(), catalogues())
def test_merging_twice_changes_nothing_more(old, new):
    merged = merge(old, new)

    assert merge(merged, new) == merged


@given(catalogues(), st.data())
def test_what_was_left_out_of_files_stays_where_it_was(old, data):
    """Of every kind of item that has a slug, some are left out."""
    kept = {
        "criteria": tuple(c for c in old.criteria if data.draw(st.booleans())),
        "frameworks": tuple(f for f in old.frameworks if data.draw(st.booleans())),
    }
    new = old.model_copy(update=kept)

    assert merge(old, in_order(new)).frameworks == in_order(old).frameworks
    assert merge(old, in_order(new)).criteria == in_order(old).criteria


def test_new_words_win_and_new_parts_are_added():
    old = catalogue([framework("a"), framework("b")], [criterion("v", [option("v1"), option("v2")])])
    criteria = [criterion("v", [option("v1"), option("v3")], weight=5), criterion("w", [option("w1")])]
    new = catalogue([framework("a"), framework("b")], criteria, recommend_at=40)

    merged = merge(old, new)

    assert merged.method.recommend_at == 40
    assert slugs(merged.criteria) == ["v", "w"]
    assert merged.criteria[0].weight == 5
    assert slugs(merged.criteria[0].options) == ["v1", "v2", "v3"]


def test_complements_of_what_stays_are_kept_on_both_sides():
    old = catalogue([framework("a", ["b", "c"]), framework("b", ["a"]), framework("c", ["a"])], [])
    new = catalogue([framework("a"), framework("b")], [])

    merged = merge(old, new)

    assert {f.slug: f.complements for f in merged.frameworks} == {"a": ("c",), "b": (), "c": ("a",)}


def test_options_that_the_new_catalogue_calls_former_answers_are_gone(version_1, as_written):
    merged = merge(version_1, as_written)

    options = [[slugs(criterion.options) for criterion in made.criteria] for made in (merged, as_written)]
    assert options[0] == options[1]
    assert errors(merged) == []
