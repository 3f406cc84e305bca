"""A document as a tagged PDF (PDF/UA-1), set by typst.

The text goes as data to the one template, `typst/document.typ`, and never becomes markup.
"""

from __future__ import annotations

import json
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import typst

from comparisons.presentation.downloads.documents.parts import Block, Document, Grid, Items, Section, Text
from comparisons.presentation.downloads.glyphs import readable

TEMPLATE = Path(__file__).parent / "typst" / "document.typ"
_one_at_a_time = threading.Lock()


def as_pdf(document: Document) -> bytes:
    """Equal documents give equal bytes on every machine: no font, date or file of the machine gets in."""
    moment = document.origin.moment
    data = json.dumps(_data(document))
    with _one_at_a_time:
        pages = _compiler().compile(
            format="pdf",
            sys_inputs={"document": data},
            pdf_standards="ua-1",
            timestamp=int(moment.timestamp()) if moment else 0,
        )
    return cast("bytes", pages)


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """Made once, because that reads the fonts; used by one thread at a time."""
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), ignore_system_fonts=True)


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
