"""The changes between two catalogues."""

import datetime

import pytest
from hypothesis import given

from comparisons.engine.catalogue.canonical_order import in_order
from comparisons.engine.diff import FieldDiff, ItemChange, item_changes
from comparisons.engine.diff.item_kinds import ITEM_KINDS
from comparisons.engine.diff.moved_items import longest_common_subsequence
from tests.engine.edits import CATALOGUE, edit, edited

SWAPPED = {"added": "removed", "removed": "added", "changed": "changed"}

ALPHA = ("frameworks", 0)
MARKET = ("criteria", 0)
GUIDE = ("guides", 0)
CROSSWALK = ("crosswalks", 0)

CHANGED = {
    "method": (("method", "lead"), 20, ("method",), "Method", ("lead", "10", "20")),
    "source": (("sources", 0, "title"), "A law", ("source", "law"), "A law", ("title", "The law", "A law")),
    "group": (("groups", 0, "name"), "First", ("group", "basics"), "First", ("name", "Basics", "First")),
    "aspect": (
        ("aspects", 1, "help"),
        "In euros.",
        ("aspect", "price"),
        "Price",
        ("help", "What it costs.", "In euros."),
    ),
    "framework": (
        (*ALPHA, "reviewed_on"),
        "2026-02-28",
        ("framework", "alpha"),
        "Alpha",
        ("reviewed_on", "2026-01-31", "2026-02-28"),
    ),
    "complements": ((*ALPHA, "complements"), (), ("framework", "alpha"), "Alpha", ("complements", "Beta", "")),
    "value": (
        (*ALPHA, "values", 0, "sources"),
        ("blog",),
        ("framework", "alpha", "value", "purpose"),
        "Alpha: Purpose",
        ("sources", "The law; A blog", "A blog"),
    ),
    "level": (
        (*ALPHA, "levels", 1, "checked_by"),
        "Two assessors.",
        ("framework", "alpha", "level", "plus"),
        "Alpha: Plus",
        ("checked_by", "An assessor.", "Two assessors."),
    ),
    "event": (
        (*ALPHA, "events", 0, "date"),
        datetime.date(2027, 4, 30),
        ("framework", "alpha", "event", "new-edition"),
        "Alpha: Edition 2027",
        ("date", "2027-03-31", "2027-04-30"),
    ),
    "stage": (
        (*ALPHA, "stages", 0, "overlaps"),
        True,
        ("framework", "alpha", "stage", "build"),
        "Alpha: Build",
        ("overlaps", "no", "yes"),
    ),
    "cost": (
        (*ALPHA, "costs", 0, "low"),
        150,
        ("framework", "alpha", "cost", "Fee"),
        "Alpha: Fee",
        ("low", "100", "150"),
    ),
    "resource": (
        (*ALPHA, "resources", 0, "url"),
        None,
        ("framework", "alpha", "resource", "The text"),
        "Alpha: The text",
        ("url", "https://alpha.example/text", ""),
    ),
    "criterion": ((*MARKET, "weight"), 4, ("criterion", "market"), "Market", ("weight", "3", "4")),
    "ask when": (
        ("criteria", 1, "ask_when", 0, "option"),
        "there",
        ("criterion", "duties"),
        "Duties",
        ("ask_when", "Market: Here", "Market: There"),
    ),
    "option": (
        (*MARKET, "options", 0, "holds"),
        "beta",
        ("criterion", "market", "option", "here"),
        "Market: Here",
        ("holds", "", "Beta"),
    ),
    "support": (
        (*MARKET, "options", 0, "support", 0, "aspect"),
        "price",
        ("criterion", "market", "option", "here", "support", "alpha"),
        "Market: Here / Alpha",
        ("aspect", "Purpose", "Price"),
    ),
    "guide": (
        (*GUIDE, "conclusion"),
        "Take both.",
        ("guide", "alpha-vs-beta"),
        "Alpha or Beta?",
        ("conclusion", "Take one.", "Take both."),
    ),
    "key difference": (
        (*GUIDE, "key_differences", 0, "aspects"),
        ("purpose", "price"),
        ("guide", "alpha-vs-beta", "key difference", "Order"),
        "Alpha or Beta?: Order",
        ("aspects", "Purpose", "Purpose; Price"),
    ),
    "how to choose": (
        (*GUIDE, "how_to_choose", 0, "criterion"),
        "duties",
        ("guide", "alpha-vs-beta", "how to choose", "Market"),
        "Alpha or Beta?: Market",
        ("criterion", "Market", "Duties"),
    ),
    "crosswalk": (
        (*CROSSWALK, "backed_by_of"),
        4,
        ("crosswalk", "alpha-beta"),
        "Alpha; Beta",
        ("backed_by_of", "3", "4"),
    ),
    "series": (
        (*CROSSWALK, "series", 0, "topic"),
        "Starts",
        ("crosswalk", "alpha-beta", "series", "B1"),
        "Alpha; Beta: B1",
        ("topic", "Beginnings", "Starts"),
    ),
    "pair": (
        (*CROSSWALK, "pairs", 0, "backed_by"),
        3,
        ("crosswalk", "alpha-beta", "pair", "A1 and B1"),
        "Alpha; Beta: A1 and B1",
        ("backed_by", "2", "3"),
    ),
    "not carried over": (
        (*CROSSWALK, "not_carried_over", 0, "items"),
        ("The stamp.", "The seal."),
        ("crosswalk", "alpha-beta", "not carried over", "alpha"),
        "Alpha; Beta: Alpha and Beta",
        ("items", "The stamp.", "The stamp.\nThe seal."),
    ),
}
"""By what is changed: the path, the new value, and the expected change."""


def swapped(change):
    fields = tuple(FieldDiff(field.name, field.after, field.before) for field in change.fields)
    return change.path, SWAPPED[change.kind], fields


def listed(change):
    return change.path, change.kind, change.fields


def moved(catalogue, *path):
    """The moves that are listed when the items at the path are reversed."""
    new = in_order(edit(catalogue, path, lambda items: items[::-1]))
    return [(change.title, *fields) for change in item_changes(catalogue, new) for fields in [positions(change)]]


def positions(change):
    (position,) = change.fields
    assert (change.kind, position.name) == ("changed", "position")
    return position.before, position.after


@given(edited())
def test_equal_catalogues_have_no_change(catalogue):
    assert item_changes(catalogue, catalogue.model_copy(deep=True)) == ()


@given(edited(), edited())
def test_catalogues_that_differ_have_a_change(old, new):
    assert bool(item_changes(old, new)) == (old != new)


@given(edited(), edited())
def test_swapping_the_catalogues_swaps_before_and_after(old, new):
    there, back = item_changes(old, new), item_changes(new, old)

    assert {swapped(change) for change in there} == {listed(change) for change in back}


@given(edited(), edited())
def test_each_path_is_listed_once_and_every_field_differs(old, new):
    changes = item_changes(old, new)

    assert len({change.path for change in changes}) == len(changes)
    assert all(change.fields for change in changes)
    assert [field for change in changes for field in change.fields if field.before == field.after] == []


@pytest.mark.parametrize("kind", CHANGED)
def test_changed_field_is_listed_with_its_path_and_in_names(kind):
    path, value, item_path, title, field = CHANGED[kind]

    new = edit(CATALOGUE, path, lambda _: value)

    assert item_changes(CATALOGUE, new) == (ItemChange(item_path, title, "changed", (FieldDiff(*field),)),)


def test_every_kind_of_item_has_an_example():
    def names(kinds):
        return {name for kind in kinds for name in (kind.name, *names(kind.parts))}

    assert names(ITEM_KINDS) <= set(CHANGED)


def test_added_item_is_listed_with_its_parts_and_without_defaults():
    new = edit(CATALOGUE, MARKET, lambda market: {**market, "options": market["options"][1:]})

    changes = item_changes(new, CATALOGUE)

    here = ("criterion", "market", "option", "here")
    assert [(change.path, change.title, change.kind) for change in changes] == [
        (here, "Market: Here", "added"),
        ((*here, "support", "alpha"), "Market: Here / Alpha", "added"),
        ((*here, "support", "beta"), "Market: Here / Beta", "added"),
    ]
    assert changes[2].fields == (
        FieldDiff("framework", "", "Beta"),
        FieldDiff("degree", "", "-1"),
        FieldDiff("reason", "", "It is unknown here."),
        FieldDiff("aspect", "", "Purpose"),
    )


def test_another_slug_is_another_item():
    new = edit(CATALOGUE, ("sources", 0, "slug"), lambda _: "act")

    changes = [(change.path, change.kind) for change in item_changes(CATALOGUE, new) if change.path[0] == "source"]

    assert changes == [(("source", "act"), "added"), (("source", "law"), "removed")]


def test_move_is_listed_for_the_item_and_not_for_what_is_sorted_by_it():
    assert moved(CATALOGUE, "sources") == [("The law", "at the start", "after “A blog”")]
    assert moved(CATALOGUE, "frameworks") == [("Beta", "after “Alpha”", "at the start")]
    assert moved(CATALOGUE, "groups") == [("Effort", "after “Basics”", "at the start")]
    assert moved(CATALOGUE, *MARKET, "options") == [("Market: There", "after “Here”", "at the start")]


def test_values_out_of_the_order_of_the_aspects_have_moved():
    new = edit(CATALOGUE, (*ALPHA, "values"), lambda values: values[::-1])

    changes = item_changes(CATALOGUE, new)

    assert [(change.title, *positions(change)) for change in changes] == [
        ("Alpha: Purpose", "at the start", "after “Price”")
    ]


def test_references_with_the_same_text_are_listed_by_slug():
    twins = edit(CATALOGUE, ("sources", 1, "title"), lambda _: "The law")
    new = edit(twins, (*ALPHA, "costs", 0, "sources"), lambda _: ("law",))

    (change,) = item_changes(twins, new)

    assert change.fields == (FieldDiff("sources", "blog", "law"),)


def test_repeated_item_has_a_path_of_its_own():
    again = edit(CATALOGUE, ("groups",), lambda groups: (*groups, {"slug": "effort", "name": "Toil"}))

    (change,) = item_changes(CATALOGUE, again)

    assert (change.path, change.title, change.kind) == (("group", "effort", "2"), "Toil", "added")


def test_longest_common_subsequence_is_the_same_both_ways():
    before = [(name, 0) for name in "abcde"]
    after = [(name, 0) for name in "eabdc"]

    assert longest_common_subsequence(before, after) == {("a", 0), ("b", 0), ("c", 0)}
    assert longest_common_subsequence(after, before) == longest_common_subsequence(before, after)


def test_references_in_another_order_are_listed():
    new = edit(CATALOGUE, (*ALPHA, "values", 0, "sources"), lambda sources: sources[::-1])

    (change,) = item_changes(CATALOGUE, new)

    assert change.fields == (FieldDiff("sources", "The law; A blog", "A blog; The law"),)


def test_neighbours_with_the_same_name_are_listed_by_slug():
    groups = [{"slug": slug, "name": "Group"} for slug in "abc"]
    old = edit(CATALOGUE, ("groups",), lambda items: (*items, *groups))
    new = edit(CATALOGUE, ("groups",), lambda items: (*items, groups[0], groups[2], groups[1]))

    (change,) = item_changes(old, new)

    assert (change.path, *positions(change)) == (("group", "c"), "after group b", "after group a")
