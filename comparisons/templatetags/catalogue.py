"""Names and sources of a catalogue, by slug."""

from __future__ import annotations

from typing import Any

from django import template

from comparisons.engine import Catalogue
from comparisons.engine.audit import DeadOption
from comparisons.engine.catalogue import Source
from comparisons.engine.comparison import Row, Table

register = template.Library()


@register.filter
def highlights(table: Table, count: int) -> tuple[Row, ...]:
    return table.highlights(count)


@register.filter
def framework_name(slug: str, catalogue: Catalogue) -> str:
    return catalogue.framework_of[slug].short_name


@register.filter
def aspect_name(slug: str, catalogue: Catalogue) -> str:
    return catalogue.aspect_of[slug].name


@register.filter
def criterion_name(slug: str, catalogue: Catalogue) -> str:
    return catalogue.criterion_of[slug].name


@register.filter
def option_label(dead: DeadOption, catalogue: Catalogue) -> str:
    return catalogue.criterion_of[dead.criterion].option_of[dead.option].label


@register.filter
def source_url(slug: str, catalogue: Catalogue) -> str:
    return catalogue.source_of[slug].url


@register.filter
def source_title(slug: str, catalogue: Catalogue) -> str:
    return catalogue.source_of[slug].title


@register.filter
def sources_in(part: Any, catalogue: Catalogue) -> list[Source]:
    return [catalogue.source_of[slug] for slug in part.sources if slug in catalogue.source_of]


@register.filter
def hostname(url: str) -> str:
    return url.split("/")[2].removeprefix("www.")
