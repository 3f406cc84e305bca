"""Addresses within the edition that is read, and answers as query strings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from comparisons.engine import Answers, Recommendation, Standing
from comparisons.releases.editions import Edition
from comparisons.views.answer_query import AnswerQuery, answer_query

register = template.Library()

FORMATS = {"pdf": "PDF", "xlsx": "Excel (XLSX)", "csv": "CSV", "md": "Markdown", "json": "JSON"}


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


@register.simple_tag
def absolute(path: str) -> str:
    """An address with the site's own before it, as people pass it on."""
    return f"{settings.SITE_URL}{path}"


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
def query_string(query: AnswerQuery) -> str:
    """The answers as a query string with its question mark, or nothing."""
    answers = query.answer_query()
    return f"?{answers}" if answers else ""


@register.simple_tag(takes_context=True)
def pinned_address(context: Mapping[str, Any], query: AnswerQuery) -> str:
    """The same recommendation in the edition that never changes."""
    edition: Edition = context["edition"]
    return edition.pinned("recommendation") + query_string(query)


@register.simple_tag(takes_context=True)
def pinned_home(context: Mapping[str, Any]) -> str:
    """The first page of the edition that never changes."""
    edition: Edition = context["edition"]
    return edition.pinned("home")


@register.filter
def as_query(answers: Answers) -> str:
    """Answers as a query string with its question mark, or nothing."""
    text = answer_query(answers)
    return f"?{text}" if text else ""
