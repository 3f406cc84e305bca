"""What templates say that Django's own tags cannot: addresses within an edition, Markdown, numbers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import template
from django.utils.safestring import SafeString

from comparisons.editions import Edition
from comparisons.engine import Recommendation, Standing
from comparisons.markdown import as_html

register = template.Library()


@register.simple_tag(takes_context=True)
def address(context: Mapping[str, Any], page: str, **kwargs: Any) -> str:
    """The address of a page in the edition that is being read."""
    edition: Edition = context["edition"]
    return edition.address(page, **kwargs)


@register.simple_tag(takes_context=True)
def row_address(context: Mapping[str, Any], recommendation: Recommendation, standing: Standing, aspect: str) -> str:
    """The row on which a reason rests, in the comparison of its framework with the best other one."""
    edition: Edition = context["edition"]
    others = (other.framework.slug for other in recommendation.standings if other is not standing)
    slugs = (standing.framework.slug, next(others))
    return f"{edition.address('comparison', slugs=slugs)}#{aspect}"


@register.filter
def markdown(text: str) -> SafeString:
    return as_html(text)


@register.filter
def signed(number: int | Fraction) -> str:
    """A whole number with its sign, and a true minus; zero without."""
    rounded = round(number)
    return f"{'−' if rounded < 0 else '+' if rounded else ''}{abs(rounded)}"  # noqa: RUF001


@register.filter
def months(span: Any) -> str:
    """The range of a stage in words."""
    low, high = span.months_min, span.months_max
    if low == high:
        return "1 month" if low == 1 else f"{low} months"
    return f"{low} to {high} months"


@register.filter
def hostname(url: str) -> str:
    return url.split("/")[2].removeprefix("www.")
