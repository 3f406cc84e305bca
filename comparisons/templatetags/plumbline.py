"""What templates say that Django's own tags cannot: addresses within an edition, Markdown, numbers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from comparisons.engine import Answers, Catalogue, Recommendation, Standing
from comparisons.engine.audit import DeadOption, Share
from comparisons.engine.catalogue import Source
from comparisons.engine.comparison import Row, Table
from comparisons.presentation.markdown import as_html
from comparisons.presentation.wording import (
    balance_in_words,
    end_in_words,
    fit_in_words,
    in_words,
    lead_explained,
    months_in_words,
    outcome_in_words,
    result_in_words,
    score_in_words,
    signed,
    standing_in_words,
    starts_in_words,
)
from comparisons.releases.editions import Edition
from comparisons.views.answer_query import Asked, answer_query

register = template.Library()

FORMATS = {"pdf": "PDF", "xlsx": "Excel (XLSX)", "csv": "CSV", "md": "Markdown", "json": "JSON"}


class CaptureNode(template.Node):
    """Its nodes are where a page's own blocks are looked for, as in Django's tags."""

    def __init__(self, name: str, nodelist: template.NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: template.Context) -> SafeString:
        context[self.name] = SafeString(" ".join(self.nodelist.render(context).split()))
        return SafeString("")


@register.tag
def capture(parser: template.base.Parser, token: template.base.Token) -> CaptureNode:
    """`{% capture title %}...{% endcapture %}`: what stands between can be said again, as a block cannot."""
    name = token.split_contents()[1]
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(name, nodelist)


@register.simple_tag(takes_context=True)
def address(context: Mapping[str, Any], page: str, **kwargs: Any) -> str:
    """The address of a page in the edition that is being read."""
    edition: Edition = context["edition"]
    return edition.address(page, **kwargs)


@register.simple_tag(takes_context=True)
def downloads(context: Mapping[str, Any], page: str, **kwargs: Any) -> list[tuple[str, str]]:
    """The name and the address of each file that says what a page says."""
    edition: Edition = context["edition"]
    return [(name, edition.address(page, suffix=suffix, **kwargs)) for suffix, name in FORMATS.items()]


@register.simple_tag(takes_context=True)
def rows_address(context: Mapping[str, Any], recommendation: Recommendation, standing: Standing) -> str:
    """The comparison of a framework with the best other one, where the rows stand on which its reasons rest.

    Its profile, where there is no other one: a draft may hold one framework alone.
    """
    edition: Edition = context["edition"]
    slug = standing.framework.slug
    others = [other.framework.slug for other in recommendation.standings if other is not standing]
    if not others:
        return edition.address("framework", slug=slug)
    return edition.address("comparison", slugs=(slug, others[0])) + as_query(recommendation.answers)


@register.filter
def points(number: int) -> str:
    return f"{signed(number)} point" if abs(number) == 1 else f"{signed(number)} points"


@register.filter
def markdown(text: str) -> SafeString:
    return as_html(text)


register.filter("balance_in_words", balance_in_words)
register.filter("ends", end_in_words)
register.filter("fits", fit_in_words)
register.filter("outcome", outcome_in_words)
register.filter("signed", signed)
register.filter("lead_explained", lead_explained)
register.filter("result_in_words", result_in_words)
register.filter("remark", standing_in_words)
register.filter("starts", starts_in_words)
register.filter("in_words", in_words)
register.filter("score_in_words", score_in_words)


@register.filter
def months(span: Any) -> str:
    """The range of a stage in words."""
    return months_in_words(span.months_min, span.months_max)


@register.simple_tag
def absolute(path: str) -> str:
    """An address with the site's own before it, as people pass it on."""
    return f"{settings.SITE_URL}{path}"


@register.filter
def highlights(table: Table, count: int) -> tuple[Row, ...]:
    return table.highlights(count)


@register.simple_tag(takes_context=True)
def nav_link(context: Mapping[str, Any], name: str, label: str, *within: str) -> SafeString:
    """A link of the main navigation, marked on its own page and on those within it."""
    match = context["request"].resolver_match
    marked = ' aria-current="page"' if match.url_name == name else ' aria-current="true"'
    return format_html(
        '<a href="{}"{}>{}</a>',
        address(context, name),
        mark_safe(marked if match.url_name in {name, *within} else ""),  # noqa: S308  (one of two constants)
        label,
    )


@register.filter
def percent(share: Share) -> str:
    """A share in percent, to one decimal, with its error where it has one; what is not nothing is not shown as 0."""
    value, error = (100 * part for part in (share.value, share.half_width))
    text = "under 0.1 %" if 0 < value < Fraction(1, 10) else f"{float(value):.1f} %"
    return f"{text} ± {max(float(error), 0.1):.1f}" if error else text


@register.filter
def framework_name(slug: str, catalogue: Catalogue) -> str:
    return catalogue.framework_of[slug].short_name


@register.filter
def option_label(dead: DeadOption, catalogue: Catalogue) -> str:
    return catalogue.criterion_of[dead.criterion].option_of[dead.option].label


@register.filter
def hostname(url: str) -> str:
    return url.split("/")[2].removeprefix("www.")


@register.simple_tag(takes_context=True)
def pair_address(context: Mapping[str, Any], first: Any, second: Any) -> str:
    """The comparison of two frameworks."""
    edition: Edition = context["edition"]
    return edition.address("comparison", slugs=(first.slug, second.slug))


@register.simple_tag(takes_context=True)
def compare_address(context: Mapping[str, Any], slugs: tuple[str, ...]) -> str:
    """The choice of frameworks, with these marked; one of them may be missing to make it a choice."""
    edition: Edition = context["edition"]
    return f"{edition.address('compare')}?{urlencode([('choose', slug) for slug in slugs])}"


@register.simple_tag
def query(asked: Asked) -> str:
    """The answers as a query string with its question mark, or nothing."""
    answers = asked.answer_query()
    return f"?{answers}" if answers else ""


@register.simple_tag(takes_context=True)
def pinned_address(context: Mapping[str, Any], asked: Asked) -> str:
    """The same recommendation in the edition that never changes."""
    edition: Edition = context["edition"]
    return edition.pinned("recommendation") + query(asked)


@register.filter
def as_query(answers: Answers) -> str:
    """Answers as a query string with its question mark, or nothing."""
    text = answer_query(answers)
    return f"?{text}" if text else ""


@register.filter
def thousands(number: int) -> str:
    return f"{number:,}"


@register.filter
def sources_in(part: Any, catalogue: Catalogue) -> list[Source]:
    return [catalogue.source_of[slug] for slug in part.sources if slug in catalogue.source_of]


@register.filter
def aspect_name(slug: str, catalogue: Catalogue) -> str:
    return catalogue.aspect_of[slug].name


@register.filter
def criterion_name(slug: str, catalogue: Catalogue) -> str:
    return catalogue.criterion_of[slug].name


@register.filter
def source_url(slug: str, catalogue: Catalogue) -> str:
    return catalogue.source_of[slug].url


@register.filter
def source_title(slug: str, catalogue: Catalogue) -> str:
    return catalogue.source_of[slug].title
