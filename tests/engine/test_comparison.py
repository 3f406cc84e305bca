import pytest

from comparisons.engine import Catalogue, compare, read, recommend, selection_error
from comparisons.engine.catalogue import Guide, KeyDifference
from tests.engine.catalogues import ASPECT, DAY, GROUP, SOURCE, catalogue, criterion, framework, option


def aspect(slug, group):
    return ASPECT.model_copy(update={"slug": slug, "group": group})


def holding(slug, sources_of):
    """A framework from aspect slug -> sources."""
    model = framework(slug)
    values = tuple(model.values[0].model_copy(update={"aspect": a, "sources": s}) for a, s in sources_of.items())
    return model.model_copy(update={"values": values})


def guide(slug, frameworks):
    return Guide(
        slug=slug, title=slug, frameworks=frameworks, reviewed_on=DAY, introduction="First.", conclusion="Last."
    )


CATALOGUE = Catalogue(
    method={"recommend_at": 15, "lead": 15},
    sources=tuple(SOURCE.model_copy(update={"slug": slug}) for slug in ("s1", "s2", "s3", "s4")),
    groups=tuple(GROUP.model_copy(update={"slug": slug}) for slug in ("g1", "g2", "empty")),
    aspects=(aspect("p", "g2"), aspect("q", "g1"), aspect("r", "g2")),
    frameworks=(
        holding("a", {"p": ("s3", "s1"), "q": ("s2",), "r": ()}),
        holding("b", {"p": ("s1",), "q": ("s4", "s2"), "r": ("s3", "gone")}),
        holding("c", {"p": ()}),
        *(framework(slug) for slug in "def"),
    ),
    guides=(guide("of-three", ("a", "b", "c")), guide("of-two", ("b", "a"))),
)


@pytest.mark.parametrize(
    ("slugs", "expected"),
    [
        (("a", "b"), None),
        (("e", "d", "c", "b", "a"), None),
        ((), "few"),
        (("a",), "few"),
        (("a", "b", "c", "d", "e", "f"), "many"),
        (("a", "b", "a"), "twice"),
        (("a", "a"), "twice"),
        (("a", "no"), "unknown"),
        (("no", "no"), "unknown"),
        (("A", "b"), "unknown"),
    ],
)
def test_selection_error_is_why_frameworks_cannot_be_compared(slugs, expected):
    assert selection_error(CATALOGUE, slugs) == expected


def test_table_keeps_the_order_asked_for_and_the_catalogues_order_of_aspects():
    table = compare(CATALOGUE, ("b", "a"))

    assert [framework.slug for framework in table.frameworks] == ["b", "a"]
    assert [(s.group.slug, [row.aspect.slug for row in s.rows]) for s in table.sections] == [
        ("g1", ["q"]),
        ("g2", ["p", "r"]),
    ]
    assert [row.aspect.slug for row in table.rows] == ["q", "p", "r"]
    assert {tuple(cell.framework.slug for cell in row.cells) for row in table.rows} == {("b", "a")}


def test_sources_are_numbered_in_order_of_first_mention():
    table = compare(CATALOGUE, ("b", "a"))

    assert [source.slug for source in table.sources] == ["s4", "s2", "s1", "s3"]
    numbers = [[[(n, source.slug) for n, source in cell.sources] for cell in row.cells] for row in table.rows]
    assert numbers == [
        [[(1, "s4"), (2, "s2")], [(2, "s2")]],
        [[(3, "s1")], [(4, "s3"), (3, "s1")]],
        [[(4, "s3")], []],
    ]


def test_missing_value_is_an_empty_cell():
    table = compare(CATALOGUE, ("c",))

    assert [(cell.value, cell.sources) for row in table.rows for cell in row.cells if row.aspect.slug != "p"] == [
        (None, ()),
        (None, ()),
    ]


@pytest.mark.parametrize(
    ("slugs", "expected"),
    [(("a", "b"), "of-two"), (("b", "a"), "of-two"), (("c", "a", "b"), "of-three"), (("a", "c"), None), (("a",), None)],
)
def test_guide_is_shown_with_exactly_its_frameworks(slugs, expected):
    matching = compare(CATALOGUE, slugs).guide

    assert (matching.slug if matching else None) == expected


def test_unknown_framework_raises_key_error():
    with pytest.raises(KeyError):
        compare(CATALOGUE, ("a", "no"))


@pytest.mark.parametrize(("degree", "decided"), [(2, True), (-1, True), (0, False)])
def test_row_decided_where_a_reason_that_counts_rests_on_it(degree, decided):
    made = catalogue([framework("a"), framework("b")], [criterion("v", [option("v0", {"a": degree})])])
    recommendation = recommend(made, read(made, [("v", "v0")]).answers)

    (row,) = compare(made, ("b", "a"), recommendation).rows

    assert [[line.points for line in cell.contributions] for cell in row.cells] == [[], [degree]]
    assert row.is_decisive is decided


def test_no_row_decided_without_a_recommendation():
    rows = compare(CATALOGUE, ("a", "b")).rows

    assert [row.is_decisive for row in rows] == [False, False, False]


def test_highlights_are_a_row_of_each_key_difference_and_then_the_first_ones():
    differences = (
        KeyDifference(name="One", text="It.", aspects=("r", "p")),
        KeyDifference(name="None", text="It."),
        KeyDifference(name="Again", text="It.", aspects=("r",)),
    )
    guided = CATALOGUE.model_copy(
        update={"guides": (guide("of-two", ("a", "b")).model_copy(update={"key_differences": differences}),)}
    )

    def highlights(catalogue, count):
        return [row.aspect.slug for row in compare(catalogue, ("a", "b")).highlights(count)]

    assert highlights(guided, 2) == ["r", "q"]
    assert highlights(guided, 9) == ["r", "q", "p"]
    assert highlights(CATALOGUE, 2) == ["q", "p"]


def test_sources_lead_back_to_what_they_are_cited_for(shipped):
    table = compare(shipped, ("iso-27001", "soc-2"))

    for number, (source, aspects) in enumerate(table.citations, start=1):
        rows = [row for row in table.rows if any((number, source) in cell.sources for cell in row.cells)]
        assert [aspect.slug for aspect in aspects] == [row.aspect.slug for row in rows] != []


def test_numbers_of_sources_are_in_order_and_in_runs(shipped):
    cells = [cell for row in compare(shipped, ("iso-27001", "soc-2")).rows for cell in row.cells]

    for cell in cells:
        numbers = [number for run in cell.source_runs for number, _ in run]
        assert numbers == sorted(number for number, _ in cell.sources)
        assert all(run[-1][0] - run[0][0] == len(run) - 1 for run in cell.source_runs)
    assert any(len(run) > 2 for cell in cells for run in cell.source_runs)
