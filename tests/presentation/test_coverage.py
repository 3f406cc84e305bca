"""What pages say of the ways to answer that an audit has tried."""

from fractions import Fraction

import pytest

from comparisons.engine.audit import (
    Audit,
    Exhaustive,
    ExhaustiveUpTo,
    OutcomeChanges,
    OutcomeStatistics,
    Sample,
    SampleUpTo,
    Share,
)
from comparisons.presentation.wording import audit_coverage_in_words, impact_coverage_in_words

LIMIT = (
    "Where several options can be chosen, only answers with up to three of them are among these ways. "
    "Each is as likely as any other, so most have three."
)
FEW, LIMITED = Exhaustive(1540), ExhaustiveUpTo(1540, 3)
EVEN, ANY = Sample(10**7, 3080, 1540, 1), Sample(10**7, 3080, 32, 1)
ANY_LIMITED, ANY_LIMITED_CORE = SampleUpTo(10**9, 3080, 32, 1, 3), SampleUpTo(10**7, 3080, 32, 1, 3)

CORE = "For the first questions all 1,540 ways are tried, so the figures are exact."
MANY_CORE = "There are too many ways to answer the first questions, so 3,080 are drawn at random;"
MANY = "For the whole wizard there are too many, so 3,080 are drawn,"
ERROR = "the figure after ± is the error, at 95 % confidence."


def audit(core, wizard):
    core_part, wizard_part = (OutcomeStatistics(1, coverage, (), (), (), (), ()) for coverage in (core, wizard))
    return Audit(core_part, wizard_part, ())


@pytest.mark.parametrize(
    ("core", "wizard", "words"),
    [
        (FEW, Exhaustive(9240), f"{CORE} For the whole wizard, too, all 9,240 are tried."),
        (LIMITED, ExhaustiveUpTo(9240, 3), f"{CORE} For the whole wizard, too, all 9,240 are tried. {LIMIT}"),
        (
            FEW,
            EVEN,
            f"{CORE} {MANY} evenly over the first questions; {ERROR}",
        ),
        (FEW, ANY, f"{CORE} {MANY} at random; {ERROR}"),
        (
            ANY_LIMITED_CORE,
            ANY_LIMITED,
            f"{MANY_CORE} {ERROR} For the whole wizard, too, 3,080 are drawn at random. {LIMIT}",
        ),
    ],
)
def test_visitors_read_which_ways_to_answer_were_tried(core, wizard, words):
    assert audit_coverage_in_words(audit(core, wizard)) == words


@pytest.mark.parametrize(
    ("coverage", "words"),
    [
        (FEW, "All 1,540 ways to answer were tried, so the figures are exact."),
        (LIMITED, f"All 1,540 ways to answer were tried, so the figures are exact. {LIMIT}"),
        (
            EVEN,
            "There are 10,000,000 ways to answer, too many to try: 3,080 were drawn, evenly over the core questions.",
        ),
        (ANY, "There are 10,000,000 ways to answer, too many to try: 3,080 were drawn, at random."),
        (
            ANY_LIMITED,
            f"There are 1,000,000,000 ways to answer, too many to try: 3,080 were drawn, at random. {LIMIT}",
        ),
    ],
)
def test_editors_read_which_ways_to_answer_were_tried(coverage, words):
    part, core = (OutcomeChanges(tried, 1, Share(Fraction(0), Fraction(0)), ()) for tried in (coverage, FEW))

    assert impact_coverage_in_words(part, core) == words
