"""Social cards: the picture that a link to a page shows elsewhere, 1200 by 630 pixels.

A card is drawn when it is first asked for, in about a hundredth of a second, and held in memory by what it shows. What
it shows follows from the release and the page: answers never go into a picture.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from textwrap import shorten

from django.utils.dateformat import format as date_format

from comparisons.engine import Catalogue
from comparisons.presentation.renderer import Job, render
from comparisons.releases.release_cache import Edition

TEMPLATE = Path(__file__).with_name("card.typ")
HELD = 128
"""Cards in memory, of up to 100 kB each: those of a release that links are made to."""

LINE, LONG_LINE = 110, 190
"""Characters that find room under the names, and under a name so short that it takes one line."""

SHORT_NAME = 20

NAME = 80
"""Characters of a name; with five of them, all names still find room."""

GENERAL = {
    "home": (
        "Information security",
        "Which framework fits your organisation?",
        "Every recommendation shows its working.",
    ),
    "frameworks": (
        "Frameworks",
        "{count} information-security frameworks",
        "What each is, asks, costs and leads to, with sources.",
    ),
    "compare": ("Compare", "Frameworks side by side", "Aspect by aspect, with notes and sources."),
    "wizard": (
        "A few questions",
        "Find the framework that fits you",
        "With the reasons for and against each. No answer is stored.",
    ),
    "method": ("Method", "How recommendations are made", "Points, weights and thresholds, in plain words."),
    "dates": ("Dates", "What changes when", "New editions, phases and ends of transitions, with sources."),
}
"""Page -> what it is, its name, and a line. Pages that are about no framework in particular."""


@dataclass(frozen=True)
class Card:
    """What a card shows. Several names stand against each other."""

    kind: str
    names: tuple[str, ...]
    line: str
    edition: str


def general_card(edition: Edition, page: str) -> Card | None:
    """The card of a page that is about no framework in particular."""
    if page not in GENERAL:
        return None
    kind, name, line = GENERAL[page]
    return Card(kind, (name.format(count=len(edition.catalogue.frameworks)),), line, _edition(edition))


def framework_card(edition: Edition, slug: str) -> Card:
    """The card of a profile. Raises KeyError for a slug that the catalogue does not hold."""
    framework = edition.catalogue.framework_of[slug]
    room = LONG_LINE if len(framework.short_name) <= SHORT_NAME else LINE
    return Card("Framework", (_short(framework.short_name, NAME),), _short(framework.summary, room), _edition(edition))


def comparison_card(edition: Edition, slugs: tuple[str, ...]) -> Card:
    """The card of a comparison. Raises KeyError for a slug that the catalogue does not hold."""
    catalogue: Catalogue = edition.catalogue
    names = tuple(_short(catalogue.framework_of[slug].short_name, NAME) for slug in slugs)
    line = f"Side by side in {len(catalogue.aspects)} aspects, with notes and sources."
    return Card("Comparison", names, line, _edition(edition))


@lru_cache(maxsize=HELD)
def draw(card: Card) -> bytes:
    """The card as PNG. Signs that the fonts lack are shown as boxes; the system's own fonts are left alone.

    Raises RenderingUnavailableError while it cannot be rendered.
    """
    return render(job_of(card))


def job_of(card: Card) -> Job:
    """What a renderer needs to know of a card."""
    return Job(str(TEMPLATE), {"card": json.dumps(asdict(card))}, {"format": "png", "ppi": 72})


def _edition(edition: Edition) -> str:
    if edition.published_at is None:
        return "Draft"
    return f"Release {edition.number} · {date_format(edition.published_at, 'j F Y')}"


def _short(text: str, length: int) -> str:
    """The first words, and the first characters of a word that is too long by itself."""
    return shorten(text, length, placeholder=" …") if " " in text[:length] else text[:length]
