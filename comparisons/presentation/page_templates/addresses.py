"""Addresses that an edition alone does not know: answers as query strings, links that depend on a result."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Protocol
from urllib.parse import quote

from django.conf import settings
from django.utils.http import urlencode as encoded

from comparisons.engine import Recommendation, Standing
from comparisons.engine.catalogue import FrameworkSlugs
from comparisons.releases.release_cache import Edition

FORMATS = {"pdf": "PDF", "xlsx": "Excel (XLSX)", "csv": "CSV", "md": "Markdown", "json": "JSON"}


class HasPairs(Protocol):
    """Answers, and what an address says of them."""

    def pairs(self) -> list[tuple[str, str]]: ...


def as_query(answers: HasPairs) -> str:
    """Answers as a query string with its question mark, or nothing."""
    text = "&".join(map(_encoded, answers.pairs()))
    return f"?{text}" if text else ""


@lru_cache(maxsize=4096)
def _encoded(pair: tuple[str, str]) -> str:
    """Cached: a page with a result has some 40 links to other answers, nearly all of the same pairs."""
    return encoded([pair])


def urlencode(text: str) -> str:
    """A text as the value of one key of a query string."""
    return quote(text, safe="")


def hostname(url: str) -> str:
    return url.split("/")[2].removeprefix("www.")


def absolute(path: str) -> str:
    """An address with the site's own before it, as people pass it on."""
    return f"{settings.SITE_ORIGIN}{path}"


def downloads(edition: Edition, page: str, **kwargs: Any) -> list[tuple[str, str]]:
    """The name and the address of each file that says what a page says."""
    return [(name, edition.address(page, suffix=suffix, **kwargs)) for suffix, name in FORMATS.items()]


def rows_address(edition: Edition, recommendation: Recommendation, standing: Standing) -> str:
    """The comparison of a framework with the best other one, where the rows stand on which its reasons rest.

    Its profile, where there is no other one: a draft may hold one framework alone.
    """
    slug = standing.framework.slug
    best = next((other for other in recommendation.standings if other is not standing), None)
    if best is None:
        return edition.address("framework", slug=slug)
    return edition.address("comparison", slugs=(slug, best.framework.slug))


def compare_address(edition: Edition, slugs: FrameworkSlugs) -> str:
    """The choice of frameworks, with these marked; one of them may be missing to make it a choice."""
    return f"{edition.address('compare')}?{encoded([('choose', slug) for slug in slugs])}"
