"""What mail, chat and social sites do to the query of an address that people share, undone.

They write `&` as `&amp;`, take the punctuation after an address into it, change its case, and add keys of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from comparisons.engine import PRIORITY, Catalogue

AMP = re.compile(r"^(?:amp;|#38;|#038;|#x26;)+", re.IGNORECASE)
"""What is left of `&amp;` before a key once the query string was divided at each &."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
AFTER = f" \t\r\n\u00a0.,;:!?)>]}}\"'’”»*_{INVISIBLE}"  # noqa: RUF001  (quotation marks as people type them)
"""Characters that follow an address in a sentence, and end up in it."""

QUOTED_EQUALS = "3D"
"""What is left of `=3D`, which old mail programs write for `=`."""

TRACKING = re.compile(
    r"(?:utm|mtm|pk|piwik|mc|hsa|vero|oly|ss|cmp|trk|stm|at|li|_hs|__hs)_\w+|_hsenc|_hsmi|__hssc|__hstc|__hsfp"
    r"|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|gad_source|msclkid|yclid|twclid|ttclid|igshid|igsh|epik|rdt_cid"
    r"|wickedid|mkt_tok|_ga|_gl|ref_src|ref_url|srsltid|sc_cid|s_kwcid|spm|trkcampaign|ck_subscriber_id|cid"
    r"|ref|referrer|si|trk|cmpid|ncid|ysclid|source|campaign|_ke|__s|wt_\w+|elq\w+",
    re.IGNORECASE,
)
"""Keys that say where somebody came from. They are no answers, and are left out without a word."""

CONTROLS = ("asked", "dropped", "was")
"""Keys that are no answers: the question that was asked, and of an earlier address what was left out or replaced."""


def repaired_pairs(catalogue: Catalogue, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs of a query string as they were before they were shared. Unknown ones stay, to be reported.

    Former slugs of criteria and frameworks become those of today. A former answer stays: what it means is reported.
    """
    keys = {*catalogue.criterion_of, *catalogue.former_criterion_slugs, PRIORITY, *CONTROLS}
    repaired = []
    for key, value in divided(pairs):
        plain = AMP.sub("", key).strip()
        meant = plain if plain in keys else plain_key(key)
        if meant in keys:
            if (meant, value) not in catalogue.successors_of:
                meant = catalogue.former_criterion_slugs.get(meant, meant)
            repaired.append((meant, _value(catalogue, meant, value)))
        elif not TRACKING.fullmatch(plain):
            repaired.append((plain, value))
    return repaired


def plain_key(key: str) -> str:
    """A key without what is left of `&amp;` and without punctuation, in small letters."""
    return AMP.sub("", key).lower().strip(AFTER)


def divided(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Where the `&` was written as `%26`, a value has the pairs that follow it."""
    for key, value in pairs:
        first, *others = value.split("&")
        yield key, first
        for other in others:
            name, _, rest = other.partition("=")
            yield name, rest


def _value(catalogue: Catalogue, key: str, value: str) -> str:
    criterion = catalogue.criterion_of.get(key)
    if criterion and value in criterion.option_of:
        return value
    plain = value.removeprefix(QUOTED_EQUALS).strip(AFTER).lower()
    if key == PRIORITY:
        return catalogue.former_criterion_slugs.get(plain, plain)
    is_former = criterion and criterion.one_per_framework and plain not in criterion.option_of
    return catalogue.former_framework_slugs.get(plain, plain) if is_former else plain
