"""Whatever an editor writes is text in every file: no formula, no markup, no link but to the web."""

import re

import pytest

from comparisons.presentation.downloads import FORMATS
from comparisons.presentation.downloads.as_csv import FORMULA_STARTS
from comparisons.presentation.downloads.glyphs import code_of
from tests.answers import NORTH_AMERICA, query
from tests.examples import exhaustive
from tests.presentation.downloads.reading import (
    cells_of,
    cells_of_csv,
    comparison_of,
    links_of,
    missing,
    pdf_of,
    recommendation_of,
    workbook_of,
)

NUMBER = re.compile(r"-?\d+")
SLUGS = ("iso-27001", "soc-2")
ANSWERS = query(NORTH_AMERICA, obligations="card-data", evidence="not-sure", existing="iso-27001")
PAYLOADS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "|cmd", "%0A=1"),
    *('=HYPERLINK("https://x.example","y")', "{=1}", "javascript:alert(1)", "data:text/html,<b>", "file:///etc/passwd"),
    *(
        "#set page(width: 1pt)",
        '#eval("1+1")',
        "$x^2$",
        "@ref",
        "*b* _i_",
        "<label>",
        r"\u{41}",
        "// gone",
        "/* gone */",
    ),
    *(
        "<script>alert(1)</script>",
        '<a hx-get="/x" hx-trigger="load">y</a>',
        "`code`",
        "\u202etxt.exe",
        "[a](b)",
        "![a](b)",
    ),
    *("# h", "1. a", "&lt;b&gt;", "~~~", "a | b", "\x00\x07"),
]
QUICK = ["=1+1", '#eval("1+1")', "<script>alert(1)</script>", "\x00\x07"]
EACH_PAYLOAD = exhaustive(PAYLOADS, quick=QUICK)
KEPT = {"slug", "aspect", "group", "framework", "criterion", "option", "currency", "sources", "aspects", "complements"}
KEPT |= {"requires", "holds", "kind", "selection", "outcome", "confidence", "frameworks", "held", "wanted"}
KEPT |= {"role", "only_when", "covers", "extends", "roles", "asks_for", "level", "size", "status", "precision"}


def with_payload(model, payload):
    """The model with this in each text and address that an editor can write, past the checks that would refuse some."""
    if isinstance(model, tuple):
        return tuple(with_payload(each, payload) for each in model)
    if isinstance(model, str):
        return payload
    if not hasattr(model, "model_fields_set"):
        return model
    fields = {name: getattr(model, name) for name in type(model).model_fields}
    told = {
        name: each if name in KEPT and not _holds_models(each) else with_payload(each, payload)
        for name, each in fields.items()
    }
    return type(model).model_construct(**told)


def _holds_models(value):
    return isinstance(value, tuple) and bool(value) and not isinstance(value[0], str)


def files_of(catalogue, suffix):
    return [comparison_of(catalogue, *SLUGS, suffix=suffix), recommendation_of(catalogue, ANSWERS, suffix)]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("payload", EACH_PAYLOAD)
def test_hostile_text_is_told_as_it_is(shipped, payload, suffix):
    codes = {"md": "\x00\x07\u202e", "xlsx": "\x00\x07"}.get(suffix, "")
    told = payload.translate({ord(character): code_of(character) for character in codes})

    files = files_of(with_payload(shipped, payload), suffix)

    assert [missing([told], file, suffix) for file in files] == [[], []]


@pytest.mark.parametrize("payload", EACH_PAYLOAD)
def test_no_cell_is_a_formula_or_a_link(shipped, payload):
    hostile = with_payload(shipped, payload)

    cells = [cell for file in files_of(hostile, "xlsx") for cell in cells_of(workbook_of(file.content))]
    rows = [row for file in files_of(hostile, "csv") for row in cells_of_csv(file.content)]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert {cell.hyperlink.target.split(":")[0] for cell in cells if cell.hyperlink} <= {"http"}
    texts = [cell for row in rows for cell in row if not NUMBER.fullmatch(cell)]
    assert [cell for cell in texts if cell.lstrip(" ").startswith(FORMULA_STARTS)] == []


@pytest.mark.parametrize("payload", EACH_PAYLOAD)
def test_links_of_a_pdf_lead_to_the_site_alone(shipped, payload):
    links = [
        link for file in files_of(with_payload(shipped, payload), "pdf") for link in links_of(pdf_of(file.content))
    ]

    assert {link.split("/releases/")[0] for link in links} == {"http://127.0.0.1:8000"}
