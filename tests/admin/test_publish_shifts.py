"""One sentence says who gains and who loses most."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from comparisons.admin.pages.publish.shifts import shifts_in_words
from comparisons.engine.audit import Exhaustive, FrameworkShares, OutcomeStatistics, Share

NOBODY = "No framework is recommended more often or less often than in the release."


def statistics(error=0, **percents):
    """Of frameworks by slug, each with the per cent of the ways to answer that recommend it."""
    shares = [
        FrameworkShares(slug, share := Share(Fraction(percent, 100), Fraction(error, 100)), share, share)
        for slug, percent in percents.items()
    ]
    return OutcomeStatistics(100, Exhaustive(100), (), tuple(shares), (), (), ())


def catalogue(*slugs):
    return SimpleNamespace(frameworks=[SimpleNamespace(slug=slug, short_name=slug.upper()) for slug in slugs])


def words(before, after):
    slugs = [[shares.framework for shares in statistics.frameworks] for statistics in (before, after)]
    return shifts_in_words(before, after, (catalogue(*slugs[0]), catalogue(*slugs[1])))


def test_the_most_gain_and_the_most_loss_are_named_with_their_shares():
    assert words(statistics(a=10, b=20, c=30, d=40), statistics(a=12, b=25, c=29, d=34)) == (
        "B gains most: it is recommended for 25.0 % of the ways to answer, and in the release for 20.0 %. "
        "D loses most: it is recommended for 34.0 % of the ways to answer, and in the release for 40.0 %."
    )


def test_where_nobody_loses_only_the_gain_is_said():
    assert words(statistics(a=10), statistics(a=12)) == (
        "A gains most: it is recommended for 12.0 % of the ways to answer, and in the release for 10.0 %."
    )


def test_equal_gains_are_said_to_be_equal():
    assert words(statistics(a=10, b=20, c=30), statistics(a=12, b=22, c=32)) == (
        "A, B and C gain most, 2.0 percentage points each."
    )


def test_framework_that_is_new_gains_and_one_that_is_gone_loses():
    text = words(statistics(old=10), statistics(new=20))

    assert text.startswith("NEW gains most: it is recommended for 20.0 % of the ways to answer, and in the release")
    assert "OLD loses most: it is recommended for 0.0 %" in text


@pytest.mark.parametrize(("error", "is_said"), [(0, True), (1, True), (2, False)])
def test_what_is_within_the_error_of_a_sample_is_no_shift(error, is_said):
    text = words(statistics(error, a=10), statistics(error, a=13))

    assert (text != NOBODY) == is_said


def test_nobody_gains_or_loses():
    assert words(statistics(a=10), statistics(a=10)) == NOBODY
