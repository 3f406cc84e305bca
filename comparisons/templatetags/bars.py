"""What templates draw: signs of frameworks, bars, timelines."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from comparisons.engine import Catalogue, Standing
from comparisons.engine.catalogue import Framework
from comparisons.engine.plan import Plan
from comparisons.presentation import bars
from comparisons.presentation.bars import Balance, Segment, Timeline

register = template.Library()

SIGN = '<svg class="sign sign-{}" viewBox="0 0 16 16" aria-hidden="true"><path d="{}"/></svg>'


@register.simple_tag
def timeline(plan: Plan) -> Timeline:
    return bars.timeline(plan)


@register.simple_tag
def balance(standing: Standing, catalogue: Catalogue) -> Balance:
    return bars.balance(standing.score, catalogue.method.recommend_at)


@register.simple_tag
def sign(framework: Framework, catalogue: Catalogue) -> SafeString:
    """A small picture that goes before a framework's name, in its own shape and colour."""
    return sign_of(framework.slug, catalogue)


@register.filter
def sign_of(slug: str, catalogue: Catalogue) -> SafeString:
    drawn = bars.sign(_place(slug, catalogue))
    return format_html(SIGN, drawn.number, drawn.path)


@register.simple_tag
def sign_number(framework: Framework, catalogue: Catalogue) -> int:
    """The number of its colour."""
    return bars.sign(_place(framework.slug, catalogue)).number


def _place(slug: str, catalogue: Catalogue) -> int:
    return tuple(catalogue.framework_of).index(slug)


@register.simple_tag
def segments(reached: int, total: int) -> tuple[Segment, ...]:
    return bars.segments(reached, total)
