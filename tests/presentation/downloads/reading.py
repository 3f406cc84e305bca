"""Files to take away, read back as whoever opens them reads them."""

import csv
import io
import json
import re

import openpyxl
import pypdf
from markdown_it import MarkdownIt

from comparisons.engine import read
from comparisons.engine.decision_record import decision_record
from comparisons.presentation.downloads import comparison_file, recommendation_file
from comparisons.presentation.downloads.documents.origin import AnswerAddress
from comparisons.presentation.downloads.glyphs import readable
from comparisons.releases.release_cache import Edition
from tests.factories import MOMENT

CHECKSUM = "0123456789abcdef" * 4
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
NOT_COMPARED = re.compile("[\\s\u00ad\u200b-]+")


def release_edition(catalogue, number=3):
    return Edition(catalogue, "current", number, CHECKSUM, MOMENT)


def comparison_of(catalogue, *slugs, suffix, edition=None):
    return comparison_file(edition or release_edition(catalogue), slugs, suffix)


def recommendation_of(catalogue, query, suffix, *, edition=None, dropped=()):
    told = decision_record(catalogue, read(catalogue, pairs_of(query)).answers)
    return recommendation_file(edition or release_edition(catalogue), told, AnswerAddress(query, dropped), suffix)


def pairs_of(query):
    return [tuple(pair.split("=")) for pair in query.split("&") if pair]


def cells_of_csv(content):
    text = content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def workbook_of(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def cells_of(workbook):
    return [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]


def pdf_of(content):
    return pypdf.PdfReader(io.BytesIO(content))


def links_of(pdf):
    """Where the links of a PDF lead, those within it apart."""
    notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots", ())]
    return [str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})]


def leaves_of(data):
    if isinstance(data, dict):
        return [leaf for key, each in data.items() for leaf in [key, *leaves_of(each)]]
    return [leaf for each in data for leaf in leaves_of(each)] if isinstance(data, list) else [str(data)]


def _text_of_pdf(content):
    """Without what stands above and below each page, which would come between the parts of a sentence."""
    first, *others = [page.extract_text(visitor_text=None) for page in pdf_of(content).pages]
    pages = [first, *(page.partition("\n")[2] for page in others)]
    return "\n".join(re.sub(r"\s*Plumbline\s*Page \d+ of \d+\s*$", "", page) for page in pages)


def _text_of_markdown(content):
    tokens = MARKDOWN.parse(content.decode())
    return "\n".join(
        "".join(" " if child.type == "softbreak" else child.content for child in token.children)
        for token in tokens
        if token.type == "inline"
    )


def _text_of_workbook(content):
    return "\n".join(str(cell.value) for cell in cells_of(workbook_of(content)))


TEXT_OF = {
    "pdf": _text_of_pdf,
    "xlsx": _text_of_workbook,
    "csv": lambda content: "\n".join(cell for row in cells_of_csv(content) for cell in row),
    "md": _text_of_markdown,
    "json": lambda content: "\n".join(leaves_of(json.loads(content))),
}


def text_of(response, suffix):
    return compared(TEXT_OF[suffix](response.content))


def compared(text):
    """Text without the spaces and hyphens that a line's end makes or hides."""
    return NOT_COMPARED.sub("", text)


def missing(statements, response, suffix):
    """Those that a file does not tell."""
    found = text_of(response, suffix)
    shown = readable if suffix == "pdf" else str
    return sorted({each for each in statements if compared(shown(each)) not in found})
