"""PDF files: set for reading, tagged for those who hear them, the same on every machine."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.presentation.downloads.as_pdf import NoFontError, as_pdf
from comparisons.presentation.downloads.documents.parts import (
    Document,
    Grid,
    Items,
    Origin,
    Paragraph,
    Part,
    Section,
    Text,
    one,
)
from comparisons.presentation.downloads.glyphs import WORD_BREAK, needs_other_font, readable, shown
from comparisons.releases.release_cache import Edition
from tests.examples import exhaustive
from tests.presentation.downloads.reading import (
    compared,
    comparison_of,
    links_of,
    pdf_of,
    recommendation_of,
    release_edition,
)

FIVE = ("iso-27001", "soc-2", "fedramp", "hipaa-security-rule", "cyber-essentials")
A4 = {"portrait": (595, 842), "landscape": (842, 595)}
LONG_TEXTS = ["W" * 20_000, "ש" * 2_000, "https://a.example/" + "path/" * 80, "ab " * 2_000]


def document_of(*texts, columns=2):
    """A document that holds each text as paragraph, item and cell, and what fits in a name as title and heading."""
    names = [text[:300] for text in texts]
    grid = Grid(
        name="Table",
        columns=tuple(names[:1]) * columns,
        widths=(1,) * columns,
        sections=tuple(Section(text[:300], ((one(text),) * columns,)) for text in texts),
        by="Group",
        wide=True,
    )
    parts = [Part(text[:300], (Paragraph(Text(text, label=text[:300])), Items((Text(text),)), grid)) for text in texts]
    return Document("Comparison", names[0], "texts", Origin("Draft", (("Release", Text("None.")),), None), tuple(parts))


def text_of(content):
    return compared("".join(page.extract_text() for page in pdf_of(content).pages))


def test_pdf_is_tagged_and_says_what_it_is(shipped):
    response = comparison_of(shipped, *FIVE[:2], suffix="pdf")

    pdf = pdf_of(response.content)
    root = pdf.trailer["/Root"]
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="plumbline-iso-27001-vs-soc-2-release-3.pdf"'
    assert (pdf.metadata.title, root["/Lang"]) == ("ISO/IEC 27001 vs SOC 2", "en")
    assert bool(root["/MarkInfo"]["/Marked"])
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert pdf.metadata.creation_date.isoformat() == "2026-11-23T00:00:00+00:00"


@pytest.mark.parametrize(
    ("content", "shape"),
    [
        (lambda made: comparison_of(made, *FIVE, suffix="pdf").content, "landscape"),
        (lambda made: recommendation_of(made, "market=european-union", "pdf").content, "portrait"),
    ],
    ids=["comparison", "recommendation"],
)
def test_pdf_is_of_a_size_and_numbers_its_pages(shipped, content, shape):
    pages = pdf_of(content(shipped)).pages

    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {A4[shape]}
    for number, page in enumerate(pages, 1):
        text = compared(page.extract_text())
        assert compared(f"Page {number} of {len(pages)}") in text
        assert compared("Release 3 of 2026-11-23") in text


def test_header_of_a_table_stands_on_each_page(shipped):
    pages = pdf_of(comparison_of(shipped, *FIVE, suffix="pdf").content).pages

    headers = [compared("Aspect ISO/IEC 27001 SOC 2 FedRAMP") in compared(page.extract_text()) for page in pages]
    assert headers[1:4] == [True] * 3


def test_links_lead_to_the_sources_and_to_the_release(shipped):
    pdf = pdf_of(comparison_of(shipped, *FIVE[:2], suffix="pdf").content)

    links = links_of(pdf)
    assert "http://127.0.0.1:8000/releases/3/compare/iso-27001-vs-soc-2/" in links
    assert {source.url for source in shipped.sources if source.slug == "pecb-article"} <= set(links)


def test_pdf_of_a_draft_has_no_date(shipped):
    pdf = pdf_of(comparison_of(shipped, *FIVE[:2], suffix="pdf", edition=Edition(shipped, "draft")).content)

    assert pdf.metadata.creation_date is None


@pytest.mark.parametrize("text", exhaustive(LONG_TEXTS, quick=LONG_TEXTS[2:3]))
def test_long_text_is_all_there_and_within_the_page(text):
    content = as_pdf(document_of(text, columns=5))

    starts = []
    for page in pdf_of(content).pages[:6]:
        page.extract_text(visitor_operand_before=partial(note_start, starts))
    assert compared(readable(text)[:60]) in compared(pdf_of(content).pages[0].extract_text())
    assert [start for start in starts if not 0 < start < A4["landscape"][0]] == []


def note_start(starts, operator, _arguments, matrix, text_matrix):
    """Where a piece of text begins, from the left."""
    if operator in {b"Tj", b"TJ"}:
        starts.append(matrix[0] * text_matrix[4] + matrix[2] * text_matrix[5] + matrix[4])


def test_pages_can_be_made_by_many_threads_at_once():
    documents = [document_of(f"Number {number}") for number in range(8)]
    alone = [as_pdf(document) for document in documents]

    with ThreadPoolExecutor(4) as threads:  # as many as have a place
        together = list(threads.map(as_pdf, documents))

    assert together == alone


def test_each_character_that_is_said_to_be_shown_is_in_the_font():
    """A PDF for everyone is refused where a character cannot be shown."""
    known = sorted(shown())

    text = text_of(as_pdf(document_of(" ".join(f"a{character}" for character in known))))

    assert len(known) > 1500
    assert "[U+" not in text


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_any_text_makes_a_pdf_in_which_it_can_be_read(texts):
    told = [f"a{text}" for text in texts]

    try:
        content = as_pdf(document_of(*told))
    except NoFontError:
        assert any(map(needs_other_font, "".join(told)))
        return

    pdf = pdf_of(content)
    assert bool(pdf.trailer["/Root"]["/MarkInfo"]["/Marked"])
    assert pdf.metadata.title == readable(told[0]).replace(WORD_BREAK, "")


def test_what_is_copied_from_a_pdf_is_whole(shipped):
    answers = "obligations=card-data&obligations=client-accounts&existing=soc-2&market=north-america&industry=saas"
    edition = release_edition(shipped)

    text = "".join(page.extract_text() for page in pdf_of(recommendation_of(shipped, answers, "pdf").content).pages)

    assert edition.checksum in text
    assert f"/releases/3/recommendation/?{answers}" in text.replace("\n", "")
    assert "\u200b" not in text
