"""Results, numbers and texts in words. A filter has the name of the function that it calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from comparisons.engine.audit import Share
from comparisons.presentation import wording
from comparisons.presentation.markdown import as_html
from comparisons.presentation.wording import Piece, Statement
from comparisons.releases.editions import Edition
from comparisons.templatetags.addresses import query_string

register = template.Library()

FILTERS: tuple[Callable[..., Any], ...] = (
    as_html,
    wording.balance_in_words,
    wording.basis_in_words,
    wording.certainty_in_words,
    wording.change_in_words,
    wording.changes_in_words,
    wording.deadline_in_words,
    wording.dropped_in_words,
    wording.end_in_words,
    wording.find_out_in_words,
    wording.fits_in_words,
    wording.from_answer_in_words,
    wording.in_words,
    wording.lead_explained,
    wording.limits_in_words,
    wording.outcome_in_words,
    wording.pairs_in_words,
    wording.points_in_words,
    wording.remaining_in_words,
    wording.required_in_words,
    wording.result_in_words,
    wording.score_in_words,
    wording.signed,
    wording.stage_months_in_words,
    wording.standing_in_words,
    wording.starts_in_words,
    wording.unit_in_words,
    wording.upkeep_in_words,
)
for function in FILTERS:
    register.filter(function.__name__, function)


@register.simple_tag(takes_context=True)
def statement(context: Mapping[str, Any], statement: Statement) -> SafeString:
    """A sentence with its label in bold and its links."""
    text = format_html_join("", "{}", ((_linked(context, piece),) for piece in statement.pieces))
    return format_html("<strong>{}</strong> {}", statement.label, text) if statement.label else text


def _linked(context: Mapping[str, Any], piece: Piece) -> SafeString | str:
    edition: Edition = context["edition"]
    if piece.criterion:
        address = edition.address("question", criterion=piece.criterion) + query_string(context["query"])
        return format_html('<a href="{}">{}</a>', address, piece.text)
    if piece.obligation:
        return format_html('<a href="#obligation-{}">{}</a>', piece.obligation, piece.text)
    return piece.text


@register.filter
def percent(share: Share) -> str:
    """A share in percent, to one decimal, with its error where it has one; what is not nothing is not shown as 0."""
    value, error = (100 * part for part in (share.value, share.half_width))
    text = "under 0.1 %" if 0 < value < Fraction(1, 10) else f"{float(value):.1f} %"
    return f"{text} ± {max(float(error), 0.1):.1f}" if error else text


@register.filter
def thousands(number: int) -> str:
    return f"{number:,}"
