"""Catalogues with the same key have the same audit: no audit reads what the key leaves out."""

import pytest

from comparisons.engine.audit.audit_key import UNREAD, audit_key
from comparisons.engine.audit.compute import Effort, audit, impact
from comparisons.engine.catalogue import Support
from comparisons.engine.expansion import expanded
from tests.shipped import shipped_as_written

SAMPLE = Effort(exact_up_to=0, draws=2_000)


def without(item, fields):
    """The item without these fields: to read one of them is an error."""
    bare = item.model_copy()
    for name, inner in fields.items():
        if inner is True:
            del bare.__dict__[name]
        elif parts := inner.get("__all__"):
            bare.__dict__[name] = tuple(without(part, parts) for part in getattr(item, name))
        else:
            bare.__dict__[name] = without(getattr(item, name), inner)
    return bare


@pytest.fixture(scope="module")
def bare(shipped):
    return without(shipped, UNREAD)


def changed(catalogue, role, field, value):
    """The catalogue with another value in a field of the first framework or criterion."""
    first, *others = getattr(catalogue, role)
    return catalogue.model_copy(update={role: (first.model_copy(update={field: value}), *others)})


def test_audit_reads_nothing_of_what_the_key_leaves_out(shipped, bare):
    assert not hasattr(bare.frameworks[0], "summary")
    assert not hasattr(bare.criteria[0].options[0], "label")
    assert not any(hasattr(support, "reason") for support in bare.criteria[0].options[0].support)

    assert audit(bare, SAMPLE) == audit(shipped, SAMPLE)


def test_impact_reads_nothing_of_what_the_key_leaves_out(shipped, bare):
    weight = shipped.criteria[0].weight + 2
    before, bare_before = (changed(each, "criteria", "weight", weight) for each in (shipped, bare))

    assert impact(bare_before, bare, SAMPLE) == impact(before, shipped, SAMPLE)


def test_version_1_reads_nothing_of_it_either(version_1):
    catalogue = expanded(version_1)

    assert audit(without(catalogue, UNREAD), SAMPLE) == audit(catalogue, SAMPLE)


@pytest.mark.parametrize(
    ("role", "field", "value"),
    [("frameworks", "summary", "Better words."), ("criteria", "question", "In better words?")],
)
def test_words_do_not_change_the_key(shipped, role, field, value):
    assert audit_key(changed(shipped, role, field, value)) == audit_key(shipped)


@pytest.mark.parametrize(
    ("role", "field", "value"),
    [("frameworks", "role", "scheme"), ("frameworks", "covers", ("soc-2",)), ("criteria", "weight", 9)],
)
def test_what_decides_changes_the_key(shipped, role, field, value):
    assert audit_key(changed(shipped, role, field, value)) != audit_key(shipped)


def test_key_is_that_of_the_catalogue_as_it_is_written(shipped):
    as_written = shipped_as_written()

    assert as_written != shipped
    assert audit_key(as_written) == audit_key(shipped)


def test_degree_changes_the_key_and_its_reason_does_not(shipped):
    criterion = shipped.criteria[0]
    option = criterion.options[0]

    def with_support(**fields):
        support = Support(framework="soc-2", degree=1, reason="It is so.", aspect="scope").model_copy(update=fields)
        options = (option.model_copy(update={"support": (support,)}), *criterion.options[1:])
        return audit_key(changed(shipped, "criteria", "options", options))

    assert with_support() == with_support(reason="It is as it is.")
    assert with_support() != with_support(degree=2)


def test_error_changes_the_key(shipped):
    assert audit_key(changed(shipped, "frameworks", "values", ())) == f"{audit_key(shipped)}-errors"
