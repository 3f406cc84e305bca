from hypothesis import given
from hypothesis import strategies as st

from comparisons.editing.three_way_merge import Merge, merge

FIELDS = ("summary", "issuer", "sources")
ROWS = st.fixed_dictionaries(dict.fromkeys(FIELDS, st.sampled_from(["", "one", "two", "three"])))


def test_each_side_keeps_what_only_it_changed_and_a_conflict_keeps_mine():
    base = {"summary": "a", "issuer": "b", "edition": "c", "website": "d"}
    theirs = {"summary": "theirs", "issuer": "theirs", "edition": "c", "website": "same"}
    mine = {"summary": "a", "issuer": "mine", "edition": "mine", "website": "same"}

    assert merge(base, theirs, mine) == Merge(
        values={"summary": "theirs", "issuer": "mine", "edition": "mine", "website": "same"},
        taken=("summary",),
        conflicts=("issuer",),
    )


@given(ROWS, ROWS)
def test_who_changed_nothing_changes_nothing(base, changed):
    assert merge(base, changed, base).values == changed
    assert merge(base, base, changed).values == changed
    assert merge(base, changed, base).conflicts == merge(base, base, changed).conflicts == ()


@given(ROWS, ROWS, ROWS)
def test_conflicts_are_the_fields_that_both_changed_differently(base, theirs, mine):
    three_texts = {name for name in FIELDS if len({base[name], theirs[name], mine[name]}) == 3}

    assert {*merge(base, theirs, mine).conflicts} == {*merge(base, mine, theirs).conflicts} == three_texts


@given(ROWS, ROWS, ROWS)
def test_no_change_of_either_side_is_lost_outside_of_conflicts(base, theirs, mine):
    merged = merge(base, theirs, mine)

    for name in set(FIELDS) - set(merged.conflicts):
        changed = {side[name] for side in (theirs, mine) if side[name] != base[name]}
        assert merged.values[name] in (changed or {base[name]})


@given(ROWS, ROWS, ROWS)
def test_saving_the_merged_row_again_is_no_conflict_and_undoes_nothing(base, theirs, mine):
    merged = merge(base, theirs, mine)

    assert merge(theirs, theirs, merged.values) == Merge(merged.values, (), ())


@given(ROWS, ROWS, ROWS, st.sets(st.sampled_from(FIELDS)))
def test_field_that_is_given_up_becomes_theirs_and_no_other_does(base, theirs, mine, given_up):
    merged, plain = merge(base, theirs, mine, keep_theirs=given_up), merge(base, theirs, mine)

    assert {name: merged.values[name] for name in given_up} == {name: theirs[name] for name in given_up}
    assert {n: v for n, v in merged.values.items() if n not in given_up} == {
        n: v for n, v in plain.values.items() if n not in given_up
    }
    assert {*merged.conflicts} == {*plain.conflicts} - given_up


@given(ROWS, ROWS)
def test_without_a_base_every_difference_is_a_conflict(theirs, mine):
    merged = merge(None, theirs, mine)

    assert {*merged.conflicts} == {name for name in FIELDS if theirs[name] != mine[name]}
    assert merged.values == mine
