"""Sentences that a page sets with links."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from comparisons.presentation.wording import Piece, Statement
from comparisons.releases.editions import Edition


def statement(edition: Edition, answers: str, sentence: Statement) -> SafeString:
    """A sentence with its label in bold and its links. `answers` is the query string of the links to questions."""
    text = format_html_join("", "{}", ((_linked(edition, answers, piece),) for piece in sentence.pieces))
    return format_html("<strong>{}</strong> {}", sentence.label, text) if sentence.label else text


def _linked(edition: Edition, answers: str, piece: Piece) -> SafeString | str:
    if piece.criterion:
        address = edition.address("question", criterion=piece.criterion) + answers
        return format_html('<a href="{}">{}</a>', address, piece.text)
    if piece.obligation:
        return format_html('<a href="#obligation-{}">{}</a>', piece.obligation, piece.text)
    return piece.text
