"""Carry-over from a held framework to another one: the crosswalk, read in both directions."""

from comparisons.engine import Catalogue, read, recommend
from comparisons.engine.carry_over import DirectedPair, carry_over, carry_overs
from comparisons.engine.catalogue import Crosswalk
from tests.engine.catalogues import catalogue, criterion, framework, option


def crosswalk(first, second, pairs=(), never=()):
    """From (first, second, topic, backed_by) and (held, wanted, items)."""
    return Crosswalk(
        frameworks=(first, second),
        editions="Of 2026.",
        unit="A place is a place.",
        provenance="Our own.",
        limits="Not evidence.",
        licence="Free.",
        backed_by_of=3,
        pairs=[dict(zip(("first", "second", "topic", "backed_by"), pair, strict=True)) for pair in pairs],
        not_carried_over=[{"held": owned, "wanted": wanted, "items": items} for owned, wanted, items in never],
    )


PAIRS = [("A1", "B1", "Access", 1), ("A1", "B2", "Backups", 3), ("A2", "B2", "Copies", 0), ("A3", "B2", "Drills", 3)]
NEVER = [("a", "b", ["The audit.", "The report."]), ("b", "a", ["The certificate."])]


def holding(*owned, leading="ab", required=(), crosswalks=()):
    """A catalogue in which these crosswalks are, and the recommendation of a visitor who holds these."""
    frameworks = [framework(slug, [s for s in leading if s != slug]) for slug in "abcd"]
    fits = option("v0", dict.fromkeys(leading, 2) | dict.fromkeys(required, 0), requires=dict.fromkeys(required, "law"))
    holds = [option(f"h{slug}").model_copy(update={"holds": slug}) for slug in owned]
    made = catalogue(frameworks, [criterion("v", [fits, *holds], selection="many")])
    made = made.model_copy(update={"crosswalks": tuple(crosswalks)})
    return made, recommend(made, read(made, [("v", o.slug) for o in (fits, *holds)]).answers)


def directions(carried):
    return [(entry.held.slug, entry.wanted.slug) for entry in carried]


def test_pairs_are_those_of_the_crosswalk_from_its_first_framework():
    made, _ = holding(crosswalks=[crosswalk("a", "b", PAIRS, NEVER)])

    carried = carry_over(made, "a", "b")

    assert (carried.held, carried.wanted) == (made.framework_of["a"], made.framework_of["b"])
    assert carried.pairs == (
        DirectedPair("Access", "A1", "B1", 1),
        DirectedPair("Backups", "A1", "B2", 3),
        DirectedPair("Copies", "A2", "B2", 0),
        DirectedPair("Drills", "A3", "B2", 3),
    )


def test_other_direction_mirrors_the_pairs():
    made, _ = holding(crosswalks=[crosswalk("a", "b", PAIRS, NEVER)])

    there, back = carry_over(made, "a", "b"), carry_over(made, "b", "a")

    assert (back.held, back.wanted, back.crosswalk) == (there.wanted, there.held, there.crosswalk)
    assert [(pair.topic, pair.wanted, pair.held, pair.backed_by) for pair in back.pairs] == [
        (pair.topic, pair.held, pair.wanted, pair.backed_by) for pair in there.pairs
    ]
    assert (back.held_count, back.wanted_count) == (there.wanted_count, there.held_count)
    assert back.backed == there.backed


def test_parts_are_counted_once():
    made, _ = holding(crosswalks=[crosswalk("a", "b", PAIRS)])

    carried = carry_over(made, "a", "b")

    assert (carried.held_count, carried.wanted_count) == (3, 2)


def test_pairs_are_counted_by_the_mappings_that_hold_them_best_first():
    made, _ = holding(crosswalks=[crosswalk("a", "b", PAIRS)])

    assert carry_over(made, "a", "b").backed == ((3, 2), (1, 1), (0, 1))


def test_what_never_carries_over_depends_on_the_direction():
    made, _ = holding(crosswalks=[crosswalk("a", "b", PAIRS, NEVER)])

    never = [carry_over(made, *direction).never for direction in ("ab", "ba")]

    assert never == [("The audit.", "The report."), ("The certificate.",)]


def test_crosswalk_without_pairs_counts_nothing():
    made, _ = holding(crosswalks=[crosswalk("a", "b")])

    carried = carry_over(made, "a", "b")

    assert (carried.pairs, carried.never, carried.backed) == ((), (), ())
    assert (carried.held_count, carried.wanted_count) == (0, 0)


def test_nothing_carries_over_without_a_crosswalk():
    made, _ = holding(crosswalks=[crosswalk("a", "b", PAIRS)])

    assert [carry_over(made, *direction) for direction in ("ac", "ca", "cd", "aa")] == [None, None, None, None]


def test_everything_held_is_carried_to_everything_recommended_or_required():
    crosswalks = [crosswalk(*pair) for pair in ("ab", "bc", "ca", "dc", "bd")]

    made, recommendation = holding("a", "d", required="c", crosswalks=crosswalks)

    assert directions(carry_overs(made, recommendation)) == [("a", "b"), ("a", "c"), ("d", "b"), ("d", "c")]


def test_nothing_is_carried_to_what_is_held_already():
    crosswalks = [crosswalk(*pair) for pair in ("ab", "bc", "ca")]

    made, recommendation = holding("a", "c", required="c", crosswalks=crosswalks)

    assert directions(carry_overs(made, recommendation)) == [("a", "b"), ("c", "b")]


def test_nothing_is_carried_over_where_nothing_is_held():
    made, recommendation = holding(crosswalks=[crosswalk("a", "b")])

    assert carry_overs(made, recommendation) == ()


def test_shipped_crosswalk_has_the_pairs_that_its_provenance_counts(shipped: Catalogue):
    there, back = carry_over(shipped, "iso-27001", "soc-2"), carry_over(shipped, "soc-2", "iso-27001")

    for carried in (there, back):
        assert len(carried.pairs) == 101
        assert carried.backed == ((3, 49), (2, 38), (1, 14))
    assert (len(there.never), len(back.never)) == (4, 4)
    assert "74 of 93" in there.crosswalk.unit
    assert len({pair.held for pair in there.pairs if pair.held.startswith("A.")}) == 74
