"""What a page says of itself to search engines, and to places where a link to it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from comparisons.presentation.cards import Card, comparison_card, framework_card, general_card
from comparisons.releases.release_cache import Edition
from comparisons.views.metadata.canonical import canonical, in_catalogue_order, is_indexed
from comparisons.views.metadata.structured_data import structured_data

CARD_OF = {"question": "wizard", "recommendation": "wizard", "recommendations": "wizard"}
"""Pages that have no card of their own: what was answered is nobody else's business."""


@dataclass(frozen=True)
class Metadata:
    """Addresses are whole ones. A page that is not there, or is a draft, has none."""

    canonical: str = ""
    is_indexed: bool = False
    card: str = ""
    card_text: str = ""
    data: str = ""


def metadata_of(request: HttpRequest, context: Mapping[str, Any], *, exists: bool) -> Metadata:
    """What the page of this context says of itself; `exists` is whether it is there."""
    edition, match = context["edition"], request.resolver_match
    if not exists or edition.is_draft or match is None or match.url_name is None:
        return Metadata()
    page = match.url_name
    kwargs = {name: value for name, value in match.kwargs.items() if name not in {"edition", "number"}}
    indexed = is_indexed(edition, page, **kwargs)
    address, card = _card(edition, page, **kwargs)
    return Metadata(
        canonical=settings.SITE_ORIGIN + canonical(edition, page, context.get("query"), **kwargs),
        is_indexed=indexed,
        card=settings.SITE_ORIGIN + address,
        card_text=_in_words(card),
        data=structured_data(edition, page, **kwargs) if indexed else "",
    )


def _card(edition: Edition, page: str, **kwargs: tuple[str, ...] | str) -> tuple[str, Card | None]:
    match page, kwargs:
        case "framework", {"slug": str(slug)}:
            return edition.address("card_of_framework", slug=slug), framework_card(edition, slug)
        case "comparison", {"slugs": tuple(slugs)}:
            ordered = in_catalogue_order(edition.catalogue, slugs)
            return edition.address("card_of_comparison", slugs=ordered), comparison_card(edition, ordered)
    name = CARD_OF.get(page, page)
    return edition.address("card", name=name), general_card(edition, name)


def _in_words(card: Card | None) -> str:
    """The words of the picture."""
    return f"{card.kind}: {' vs '.join(card.names)}. {card.line}" if card else ""
