"""What one catalogue says otherwise than another."""

import pytest
from hypothesis import given

from comparisons.engine.catalogue.canonical_order import in_order
from comparisons.engine.diff import FieldRevision, Revision, revisions
from comparisons.engine.diff.item_kinds import NOUNS
from comparisons.engine.diff.moved_items import longest_kept
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
"""By what is changed: where, into what, and the revision that tells it."""


def swapped(revision):
    fields = tuple(FieldRevision(each.name, each.after, each.before) for each in revision.fields)
    return revision.place, SWAPPED[revision.kind], fields


def told(revision):
    return revision.place, revision.kind, revision.fields


def moved(catalogue, *path):
    """What is told when the items at the path stand the other way round."""
    new = in_order(edit(catalogue, path, lambda items: items[::-1]))
    return [(each.title, *fields) for each in revisions(catalogue, new) for fields in [positions(each)]]


def positions(revision):
    (position,) = revision.fields
    assert (revision.kind, position.name) == ("changed", "position")
    return position.before, position.after


@given(edited())
def test_equal_catalogues_have_no_revision(catalogue):
    assert revisions(catalogue, catalogue.model_copy(deep=True)) == ()


@given(edited(), edited())
def test_catalogues_that_differ_have_a_revision(old, new):
    assert bool(revisions(old, new)) == (old != new)


@given(edited(), edited())
def test_swapping_the_catalogues_swaps_before_and_after(old, new):
    there, back = revisions(old, new), revisions(new, old)

    assert {swapped(revision) for revision in there} == {told(revision) for revision in back}


@given(edited(), edited())
def test_each_place_is_told_once_and_every_field_reads_otherwise(old, new):
    found = revisions(old, new)

    assert len({revision.place for revision in found}) == len(found)
    assert all(revision.fields for revision in found)
    assert [each for revision in found for each in revision.fields if each.before == each.after] == []


@pytest.mark.parametrize("noun", CHANGED)
def test_a_changed_field_is_told_with_its_place_and_in_names(noun):
    path, value, place, title, field = CHANGED[noun]

    new = edit(CATALOGUE, path, lambda _: value)

    assert revisions(CATALOGUE, new) == (Revision(place, title, "changed", (FieldRevision(*field),)),)


def test_every_noun_has_an_example():
    def names(nouns):
        return {name for noun in nouns for name in (noun.name, *names(noun.parts))}

    assert names(NOUNS) <= set(CHANGED)


def test_what_is_added_is_told_with_its_parts_and_without_what_goes_without_saying():
    new = edit(CATALOGUE, MARKET, lambda market: {**market, "options": market["options"][1:]})

    found = revisions(new, CATALOGUE)

    here = ("criterion", "market", "option", "here")
    assert [(each.place, each.title, each.kind) for each in found] == [
        (here, "Market: Here", "added"),
        ((*here, "support", "alpha"), "Market: Here / Alpha", "added"),
        ((*here, "support", "beta"), "Market: Here / Beta", "added"),
    ]
    assert found[2].fields == (
        FieldRevision("framework", "", "Beta"),
        FieldRevision("degree", "", "-1"),
        FieldRevision("reason", "", "It is unknown here."),
        FieldRevision("aspect", "", "Purpose"),
    )


def test_another_slug_is_another_item():
    new = edit(CATALOGUE, ("sources", 0, "slug"), lambda _: "act")

    found = [(each.place, each.kind) for each in revisions(CATALOGUE, new) if each.place[0] == "source"]

    assert found == [(("source", "act"), "added"), (("source", "law"), "removed")]


def test_a_move_is_told_of_the_item_alone_and_not_of_what_stands_in_its_order():
    assert moved(CATALOGUE, "sources") == [("The law", "at the start", "after “A blog”")]
    assert moved(CATALOGUE, "frameworks") == [("Beta", "after “Alpha”", "at the start")]
    assert moved(CATALOGUE, "groups") == [("Effort", "after “Basics”", "at the start")]
    assert moved(CATALOGUE, *MARKET, "options") == [("Market: There", "after “Here”", "at the start")]


def test_values_out_of_the_order_of_the_aspects_are_told_to_have_moved():
    new = edit(CATALOGUE, (*ALPHA, "values"), lambda values: values[::-1])

    found = revisions(CATALOGUE, new)

    assert [(each.title, *positions(each)) for each in found] == [("Alpha: Purpose", "at the start", "after “Price”")]


def test_references_that_read_the_same_are_told_by_their_slugs():
    twins = edit(CATALOGUE, ("sources", 1, "title"), lambda _: "The law")
    new = edit(twins, (*ALPHA, "costs", 0, "sources"), lambda _: ("law",))

    (found,) = revisions(twins, new)

    assert found.fields == (FieldRevision("sources", "blog", "law"),)


def test_an_item_that_is_there_twice_has_two_places():
    again = edit(CATALOGUE, ("groups",), lambda groups: (*groups, {"slug": "effort", "name": "Toil"}))

    (found,) = revisions(CATALOGUE, again)

    assert (found.place, found.title, found.kind) == (("group", "effort", "2"), "Toil", "added")


def test_the_most_items_keep_their_place():
    before = [(name, 0) for name in "abcde"]
    after = [(name, 0) for name in "eabdc"]

    assert longest_kept(before, after) == {("a", 0), ("b", 0), ("c", 0)}
    assert longest_kept(after, before) == longest_kept(before, after)


def test_references_out_of_the_order_of_what_they_name_are_told():
    new = edit(CATALOGUE, (*ALPHA, "values", 0, "sources"), lambda sources: sources[::-1])

    (found,) = revisions(CATALOGUE, new)

    assert found.fields == (FieldRevision("sources", "The law; A blog", "A blog; The law"),)


def test_neighbours_that_are_called_the_same_are_told_by_their_slugs():
    groups = [{"slug": slug, "name": "Group"} for slug in "abc"]
    old = edit(CATALOGUE, ("groups",), lambda held: (*held, *groups))
    new = edit(CATALOGUE, ("groups",), lambda held: (*held, groups[0], groups[2], groups[1]))

    (found,) = revisions(old, new)

    assert (found.place, *positions(found)) == (("group", "c"), "after group b", "after group a")
