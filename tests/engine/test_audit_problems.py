import pytest

from comparisons.engine import Problem
from comparisons.engine.audit import problems
from comparisons.engine.audit.compute import Effort, audit
from tests.engine.catalogues import catalogue, criterion, framework, option

DEAD = criterion("w", [option("w0"), option("w1")])
LIVE = criterion("v", [option("v0", {"a": 2, "b": 1}), option("v1", {"a": 2, "b": -1}), option("v2", {"a": 2})])
CATALOGUE = catalogue([framework("a"), framework("b")], [LIVE, DEAD])


def test_findings_of_an_audit_are_warnings_with_their_paths():
    warnings = problems(CATALOGUE, audit(CATALOGUE))

    assert warnings == (
        Problem("warning", ("criterion", "w"), "“w?”: no answer to it changes the result."),
        Problem("warning", ("criterion", "v", "option", "v1"), "“v1” is a stronger reason for no framework than “v0”."),
        Problem("warning", ("criterion", "v", "option", "v1"), "“v1” is a stronger reason for no framework than “v2”."),
        Problem("warning", ("criterion", "v", "option", "v2"), "“v2” is a stronger reason for no framework than “v0”."),
        Problem("warning", ("framework", "b"), "B is never recommended or required."),
    )


def test_finding_of_a_sample_says_so():
    refining = CATALOGUE.model_copy(update={"criteria": (LIVE, DEAD.model_copy(update={"core": False}))})

    warnings = problems(refining, audit(refining, Effort(exact_up_to=0, draws=8)))

    assert warnings[0].message == "“w?”: no answer to it changes the result in the 8 ways to answer that were tried."


@pytest.mark.parametrize(
    ("effort", "where"),
    [
        (Effort(), ", with up to 3 options of a question at once."),
        (
            Effort(exact_up_to=0, draws=8),
            " in the 8 ways to answer that were tried, with up to 3 options of a question at once.",
        ),
    ],
)
def test_finding_under_version_2_says_how_many_options_were_combined(effort, where):
    silent = criterion("w", [option(f"w{n}") for n in range(4)], selection="many", core=False)
    method = CATALOGUE.method.model_copy(update={"version": 2})
    whole = CATALOGUE.model_copy(update={"criteria": (LIVE, silent), "method": method})

    warnings = problems(whole, audit(whole, effort))

    assert warnings[0].message == f"“w?”: no answer to it changes the result{where}"
