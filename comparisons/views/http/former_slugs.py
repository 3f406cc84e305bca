"""The slug that an address means: of another case, with what a sentence left after it, or one of before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from comparisons.views.http.shared_links import AFTER


def known_slug(known: Collection[str], slug: str, former: Mapping[str, str]) -> str | None:
    """The slug that is meant, whatever its case and whatever follows it. None where there is no such.

    `former` has the slugs of today by those of before.
    """
    if slug in known:
        return slug
    plain = slug.strip(AFTER).lower()
    return plain if plain in known else former.get(plain)


def near_slugs(known: Collection[str], slug: str) -> list[str]:
    """Up to three slugs that may be meant, the nearest first."""
    wanted = slug.strip(AFTER).lower()
    beginning = [name for name in known if len(wanted) > 2 and (name.startswith(wanted) or wanted.startswith(name))]
    return list(dict.fromkeys([*get_close_matches(wanted, [*known], n=3, cutoff=0.6), *beginning]))[:3]
