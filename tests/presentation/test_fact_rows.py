"""The facts at a glance: which there are, and which of them differ."""

import pytest

from comparisons.engine.catalogue import Cost
from comparisons.presentation.wording import fact_rows
from tests.engine.catalogues import DAY
from tests.engine.test_plan import stage, staged


def with_outcomes(*outcomes):
    return [staged(f"f{number}").model_copy(update={"outcome": name}) for number, name in enumerate(outcomes)]


def row_named(name, frameworks):
    return next(row for row in fact_rows(frameworks) if row.name == name)


def marks(row):
    return [fact.differs for fact in row.facts]


def cost(low, high):
    return Cost(
        label="In total",
        currency="EUR",
        low=low,
        high=high,
        basis="A vendor.",
        as_of=DAY,
        size="small",
        first_year=True,
    )


@pytest.mark.parametrize(
    ("outcomes", "differing"),
    [
        (["certificate", "certificate"], []),
        (["certificate", "label"], [0, 1]),
        (["certificate", "label", "certificate"], [1]),
        (["certificate", "label", "certificate", "label"], [0, 1, 2, 3]),
        (["none", "label", "certificate", "label", "label"], [0, 2]),
    ],
)
def test_what_most_have_is_not_marked(outcomes, differing):
    row = row_named("What you get", with_outcomes(*outcomes))

    assert [number for number, differs in enumerate(marks(row)) if differs] == differing
    assert row.differs == bool(differing)


def test_what_is_missing_is_not_marked_and_makes_nothing_differ():
    known = staged("a", stage("proof", 1, 2, "proof"), stage("audit", 12, 12, "upkeep"))

    rows = fact_rows([known, staged("b")])

    assert [(row.name, row.differs) for row in rows] == [
        ("What you get", False),
        ("First proof in", False),
        ("To keep it up", False),
    ]
    assert [row.facts[1].lines for row in rows[1:]] == [(), ()]


def test_facts_are_in_words():
    frameworks = [
        staged("a", stage("work", 2, 4), stage("proof", 1, 2, "proof"), stage("audit", 12, 12, "upkeep")),
        staged("b", stage("work", 2, 4)).model_copy(update={"costs": (cost(1000, 2000),)}),
    ]

    rows = {row.name: [fact.lines for fact in row.facts] for row in fact_rows(frameworks)}

    assert rows["First proof in"] == [(("3 to 6 months", "proof"),), (("No proof to show", ""),)]
    assert rows["Published cost"] == [(), (("EUR 1,000 to 2,000", "In total"),)]
    assert rows["To keep it up"] == [(("Every 12 months", "audit"),), ()]


def test_values_are_compared_and_not_their_words():
    named = [staged(slug, stage(slug, 12, 12, "upkeep")) for slug in ("audit", "review")]

    assert not row_named("To keep it up", named).differs


@pytest.mark.parametrize(
    ("field", "name"), [("valid_for", "Valid for"), ("checked_by", "Who checks"), ("known_in", "Best known in")]
)
def test_written_fact_has_a_row_and_one_that_nobody_wrote_does_not_differ(field, name):
    frameworks = [
        staged(slug).model_copy(update={field: text}) for slug, text in [("a", "One"), ("b", "Two"), ("c", "")]
    ]

    row = row_named(name, frameworks)

    assert [fact.lines for fact in row.facts] == [(("One", ""),), (("Two", ""),), ()]
    assert marks(row) == [True, True, False]
    assert name not in {row.name for row in fact_rows(frameworks[2:])}
