"""What the flow map says in words, and where each of its elements is edited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from comparisons.presentation.flow_chart import effect_in_words, facts_of, remarks_of, title_of

register = template.Library()

register.filter("effect_in_words", effect_in_words)
register.filter("facts_of", facts_of)
register.filter("remarks_of", remarks_of)
register.filter("title_of", title_of)


@register.simple_tag(takes_context=True)
def form_of(context: Mapping[str, Any], *place: str) -> str:
    """The address of the form for what stands at a place, as the engine names places."""
    address: str = context["forms"].address(place)
    return address
