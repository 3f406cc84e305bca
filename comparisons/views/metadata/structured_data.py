"""What a page is about, as JSON-LD of schema.org: no more than the page itself says.

It stands in a script element of a type that no browser runs, so the Content-Security-Policy has nothing to allow.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from comparisons.presentation.downloads import MEDIA_TYPES
from comparisons.releases.release_cache import Edition
from comparisons.views.metadata.canonical import in_catalogue_order

HARMLESS = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"})
"""No text can end the element that it stands in."""

Data = dict[str, Any]


def structured_data(edition: Edition, page: str, **kwargs: Any) -> SafeString:
    """For the pages that search engines show."""
    graph = TOLD_BY[page](edition, **kwargs)
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return SafeString(text.translate(HARMLESS))


def _home(edition: Edition) -> list[Data]:
    return [{"@type": "WebSite", "name": "Plumbline", "url": _url(edition, "home"), "inLanguage": "en"}]


def _frameworks(edition: Edition) -> list[Data]:
    frameworks = [
        {
            "@type": "ListItem",
            "position": n,
            "name": framework.short_name,
            "url": _url(edition, "framework", slug=framework.slug),
        }
        for n, framework in enumerate(edition.catalogue.frameworks, start=1)
    ]
    trail = _trail(edition, ("Frameworks", "frameworks", {}))
    return [trail, {"@type": "ItemList", "name": "Frameworks", "itemListElement": frameworks}]


def _framework(edition: Edition, slug: str) -> list[Data]:
    framework = edition.catalogue.framework_of[slug]
    article = {
        "@type": "TechArticle",
        "headline": framework.short_name,
        "description": framework.summary,
        "url": _url(edition, "framework", slug=slug),
        "dateModified": framework.reviewed_on.isoformat(),
        "inLanguage": "en",
        "about": {"@type": "Thing", "name": framework.name, "url": framework.website},
    }
    trail = _trail(edition, ("Frameworks", "frameworks", {}), (framework.short_name, "framework", {"slug": slug}))
    return [trail, article]


def _compare(edition: Edition) -> list[Data]:
    return [_trail(edition, ("Compare", "compare", {}))]


def _comparison(edition: Edition, slugs: tuple[str, ...]) -> list[Data]:
    ordered = in_catalogue_order(edition.catalogue, slugs)
    name = " vs ".join(edition.catalogue.framework_of[slug].short_name for slug in ordered)
    dataset = {
        "@type": "Dataset",
        "name": f"{name}, aspect by aspect",
        "description": f"A comparison in {len(edition.catalogue.aspects)} aspects, with notes, sources and confidence.",
        "url": _url(edition, "comparison", slugs=ordered),
        "version": str(edition.number),
        "isAccessibleForFree": True,
        "distribution": [_download(edition, ordered, suffix) for suffix in MEDIA_TYPES],
    }
    return [_trail(edition, ("Compare", "compare", {}), (name, "comparison", {"slugs": ordered})), dataset]


def _download(edition: Edition, slugs: tuple[str, ...], suffix: str) -> Data:
    address = _url(edition, "comparison_file", slugs=slugs, suffix=suffix)
    return {"@type": "DataDownload", "encodingFormat": MEDIA_TYPES[suffix], "contentUrl": address}


def _method(edition: Edition) -> list[Data]:
    return [_trail(edition, ("Method", "method", {}))]


def _dates(edition: Edition) -> list[Data]:
    return [_trail(edition, ("Dates", "dates", {}))]


def _trail(edition: Edition, *steps: tuple[str, str, Data]) -> Data:
    """Where the page stands: the way from the start of the site."""
    places = [("Plumbline", "home", {}), *steps]
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": _url(edition, page, **kwargs)}
        for n, (name, page, kwargs) in enumerate(places, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _url(edition: Edition, page: str, **kwargs: Any) -> str:
    return settings.SITE_ORIGIN + edition.address(page, **kwargs)


TOLD_BY: dict[str, Callable[..., list[Data]]] = {
    "home": _home,
    "frameworks": _frameworks,
    "framework": _framework,
    "compare": _compare,
    "comparison": _comparison,
    "method": _method,
    "dates": _dates,
}
