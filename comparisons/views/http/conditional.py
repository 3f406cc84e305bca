"""How a public answer is kept by browsers and proxies: its entity tag, how long it is fresh, and 304.

A page follows from its address, the release that it reads, the day, and the version of Plumbline that runs. So its tag
is known before the page is made, and a reader who has it already costs nothing. The current release is in every tag:
pages of an earlier one may tell how it differs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from comparisons.releases.version import running_version
from comparisons.views.http.compression import coding_for, encode
from comparisons.views.http.request import HtmxHttpRequest

CACHEABLE = "plumbline.cacheable"
"""Key in `request.META` of a list, where an answer cache is in front. A view that adds True lets its answer be kept.

A list, since WSGI layers may copy the environment: what is set in a copy would be lost.
"""

SWAPPED = ("question",)
"""The elements that an htmx swap may replace by a part of a page. For any other target, the answer is the page."""

BEST = "-best"
"""The end of the tag of a page in a coding that took longer and is shorter. Reading it gives the same content."""

FRESH = "public, max-age=60, stale-while-revalidate=60, stale-if-error=86400"
VARY = ("HX-Request", "HX-Target", "Accept-Encoding")


def serve(request: HtmxHttpRequest, answer: Callable[[], HttpResponse], *states: object) -> HttpResponse:
    """Answer, or say that nothing has changed. `states` is all that the answer depends on besides the request.

    A redirect is as fresh as a page and has no tag. An error is not kept, so that what a release adds can be read
    at once. Nothing is kept during development, when templates change under the server.
    """
    coding = coding_for(request.headers.get("Accept-Encoding", ""))
    etag = _etag(request, coding, states)
    known = known_tags(request.headers.get("If-None-Match", ""))
    for tag in tags_of_equal_content(etag):
        if tag in known and not settings.DEBUG:
            return _kept(HttpResponseNotModified(), tag)
    response = answer()
    if response.status_code == 200 and "*" in known:
        return _kept(HttpResponseNotModified(), etag)
    encode(response, coding)
    return _kept(response, etag if response.status_code == 200 else None)


def _kept(response: HttpResponse, etag: str | None) -> HttpResponse:
    """A view that knows that its page will soon be another says `no-store` itself; the tag is that of the other."""
    patch_vary_headers(response, VARY)
    is_lasting = response.status_code < 400 and not settings.DEBUG
    response.headers.setdefault("Cache-Control", FRESH if is_lasting else "no-store")
    if etag and response.headers["Cache-Control"] != "no-store":
        response.headers["ETag"] = etag
    return response


def _etag(request: HtmxHttpRequest, coding: str, states: tuple[object, ...]) -> str:
    """A strong tag: equal tags mean equal bytes, so the coding and the element that is swapped belong to it."""
    swapped = request.htmx.target if request.htmx and request.htmx.target in SWAPPED else None
    address = (request.path_info, request.META.get("QUERY_STRING", ""), swapped)
    digest = hashlib.sha256(ascii((running_version(), address, states)).encode()).hexdigest()[:32]
    return f'"{digest}-{coding}"' if coding else f'"{digest}"'


def known_tags(if_none_match: str) -> set[str]:
    """The tags that the reader has. A proxy may have weakened one, which makes no difference here."""
    return {tag.removeprefix("W/") for tag in parse_etags(if_none_match)}


def tags_of_equal_content(tag: str) -> tuple[str, ...]:
    """The tags of one page in one coding: as it is made at first, and at its best, where there is a better one.

    Different bytes need different strong tags. Who has either has the page, and gets a 304 with the tag that they have.
    """
    quick = tag.strip('"').removesuffix(BEST)
    return (f'"{quick}"', f'"{quick}{BEST}"') if quick.endswith("-br") else (f'"{quick}"',)
