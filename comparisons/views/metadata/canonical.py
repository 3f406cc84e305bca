"""The one address of each page, and which pages are for search engines to show.

A comparison has the address with its frameworks in the order of the catalogue. Shown are those of two frameworks, and
those with a guide: of three to five there are more than a thousand, which say nothing that the pairs do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from comparisons.engine import Catalogue, selection_error
from comparisons.engine.catalogue import FrameworkSlugs
from comparisons.releases.release_cache import Edition
from comparisons.views.answer_query import AnswerQuery, with_query

INDEXED = ("home", "frameworks", "framework", "compare", "comparison", "method", "dates")
"""Names of the pages that are shown. Questions and recommendations belong to whoever answers."""

ANSWERED = ("wizard", "question", "recommendation")
"""Pages that differ by the answers in the query string."""


def in_catalogue_order(catalogue: Catalogue, slugs: FrameworkSlugs) -> FrameworkSlugs:
    return tuple(slug for slug in catalogue.framework_of if slug in slugs)


def canonical(edition: Edition, page: str, query: AnswerQuery | None = None, **kwargs: object) -> str:
    """The address of a page in its edition, by which it is to be known."""
    if page == "comparison":
        kwargs["slugs"] = in_catalogue_order(edition.catalogue, _slugs(kwargs["slugs"]))
    address = edition.address(page, **kwargs)
    return with_query(address, query.answer_query()) if query and page in ANSWERED else address


def is_indexed(edition: Edition, page: str, **kwargs: object) -> bool:
    """Whether search engines may show a page. Its canonical address is shown, whichever one was asked for."""
    if not edition.is_current or page not in INDEXED:
        return False
    return page != "comparison" or _is_shown(edition.catalogue, _slugs(kwargs["slugs"]))


def indexed_addresses(edition: Edition) -> Iterator[str]:
    """The canonical address of every page that is shown."""
    catalogue = edition.catalogue
    for page in ("home", "frameworks", "compare", "method", "dates"):
        yield edition.address(page)
    for slug in catalogue.framework_of:
        yield edition.address("framework", slug=slug)
    for slugs in indexed_comparisons(catalogue):
        yield edition.address("comparison", slugs=slugs)


def indexed_comparisons(catalogue: Catalogue) -> list[FrameworkSlugs]:
    pairs = list(combinations(catalogue.framework_of, 2))
    guided = {in_catalogue_order(catalogue, guide.frameworks) for guide in catalogue.guides}
    return pairs + sorted(slugs for slugs in guided.difference(pairs) if not selection_error(catalogue, slugs))


def _is_shown(catalogue: Catalogue, slugs: FrameworkSlugs) -> bool:
    return len(slugs) == 2 or any(set(guide.frameworks) == set(slugs) for guide in catalogue.guides)


def _slugs(value: object) -> FrameworkSlugs:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()
