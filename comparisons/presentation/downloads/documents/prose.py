"""What editors write in Markdown, as paragraphs and lists of plain text."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from comparisons.presentation.downloads.documents.parts import Items, Paragraph, Text

_markdown = MarkdownIt("commonmark", {"html": False})


def prose(text: str) -> tuple[Paragraph | Items, ...]:
    """Each paragraph and each list, in order; emphasis is dropped, and a link is told with its address."""
    blocks: list[Paragraph | Items] = []
    for in_list, piece in _pieces(_markdown.parse(text)):
        last = blocks[-1] if blocks else None
        if in_list and isinstance(last, Items):
            blocks[-1] = Items((*last.items, piece))
        else:
            blocks.append(Items((piece,)) if in_list else Paragraph(piece))
    return tuple(blocks)


def _pieces(tokens: list[Token]) -> Iterator[tuple[bool, Text]]:
    depth = 0
    for token in tokens:
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "inline":
            yield depth > 0, Text("".join(_words(token.children or [])))
        elif token.type in {"fence", "code_block"}:
            yield depth > 0, Text(token.content.strip())


def _words(children: list[Token]) -> Iterator[str]:
    addresses: list[str] = []
    for child in children:
        if child.type == "link_open":
            addresses.append(str(child.attrs.get("href", "")))
        elif child.type == "link_close":
            yield f" ({addresses.pop()})"
        elif child.type in {"softbreak", "hardbreak"}:
            yield " "
        elif child.type in {"text", "code_inline", "image"}:
            yield child.content
