"""A document as a tagged PDF (PDF/UA-1), set by typst.

The text goes as data to the one template, `typst/document.typ`, and never becomes markup.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from comparisons.presentation.downloads.documents.parts import Block, Document, Grid, Items, Section, Text
from comparisons.presentation.downloads.glyphs import needs_other_font, readable
from comparisons.presentation.renderer import DocumentError, Job, render

TEMPLATE = Path(__file__).parent / "typst" / "document.typ"


class NoFontError(Exception):
    """The document has letters that none of the fonts has."""


def as_pdf(document: Document) -> bytes:
    """Equal documents give equal bytes on every machine: no date or file of it gets in, but for fonts of FONT_DIR.

    Raises RenderingUnavailableError while it cannot be rendered, and NoFontError.
    """
    try:
        return render(job_of(document))
    except DocumentError as error:
        if any(map(needs_other_font, json.dumps(_data(document), ensure_ascii=False))):
            raise NoFontError from error
        raise


def job_of(document: Document) -> Job:
    """What a renderer needs to know of a document."""
    moment = document.origin.moment
    options = {"format": "pdf", "pdf_standards": "ua-1", "timestamp": int(moment.timestamp()) if moment else 0}
    return Job(str(TEMPLATE), {"document": json.dumps(_data(document))}, options)


def _data(document: Document) -> dict[str, Any]:
    moment = document.origin.moment
    return {
        "kind": readable(document.kind),
        "title": readable(document.title),
        "origin": {
            "name": readable(document.origin.name),
            "facts": [{"name": readable(name), "text": _text(text)} for name, text in document.origin.facts],
        },
        "date": [moment.year, moment.month, moment.day] if moment else None,
        "landscape": any(grid.wide for grid in document.grids()),
        "parts": [
            {"heading": readable(part.heading), "level": part.level, "blocks": [_block(block) for block in part.blocks]}
            for part in document.parts
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Grid):
        return {
            "kind": "grid",
            "name": block.name,
            "columns": list(map(readable, block.columns)),
            "widths": block.widths,
            "wide": block.wide,
            "sections": [_section(section) for section in block.sections],
        }
    if isinstance(block, Items):
        return {"kind": "items", "numbered": block.numbered, "items": [_text(text) for text in block.items]}
    return {"kind": "paragraph", "text": _text(block.text)}


def _section(section: Section) -> dict[str, Any]:
    rows = [[[_text(text) for text in cell] for cell in row] for row in section.rows]
    return {"name": readable(section.name), "rows": rows}


def _text(text: Text) -> dict[str, Any]:
    return {
        "label": readable(text.label),
        "text": readable(text.text),
        "references": text.references,
        "link": text.link,
    }
