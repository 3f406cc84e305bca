"""Duties: each framework once, under what binds most."""

from comparisons.engine import read, recommend
from comparisons.engine.decision_record import duties_by_basis
from tests.engine.catalogues import catalogue, criterion, framework, option, support


def test_duties_are_listed_once_under_the_most_binding_basis():
    first = option("x").model_copy(
        update={"support": (support("a", 0, "customer"), support("b", 0, "procurement"), support("c", 0, "customer"))}
    )
    second = option("y").model_copy(update={"support": (support("a", 0, "law"), support("d", 0, "contract"))})
    made = catalogue([framework(slug) for slug in "abcd"], [criterion("v", [first]), criterion("w", [second])])

    duties = duties_by_basis(recommend(made, read(made, [("v", "x"), ("w", "y")]).answers))

    assert [(basis, [duty.framework.slug for duty in group]) for basis, group in duties] == [
        ("law", ["a"]),
        ("contract", ["d"]),
        ("procurement", ["b"]),
        ("customer", ["c"]),
    ]
    assert [obligation.basis for obligation in duties[0][1][0].obligations] == ["customer", "law"]


def test_without_obligations_there_are_no_duties():
    made = catalogue([framework("a"), framework("b")], [criterion("v", [option("x", {"a": 2})])])

    assert duties_by_basis(recommend(made, read(made, [("v", "x")]).answers)) == ()
