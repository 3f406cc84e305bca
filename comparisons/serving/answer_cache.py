"""The answer cache: public pages that were asked for before are answered without Django.

The answer is the one that Django gave, byte by byte, with its headers. Only a view can say that its answer may be kept
(`CACHEABLE`), and does so for a page that follows from its address, the releases and the day alone, at its canonical
address. Everything is dropped as soon as the releases in memory or the day change, so no answer is older here than it
is without.

The host is checked and is not in the key: no page depends on it, and ports that somebody makes up would fill the cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, cast
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from comparisons.releases import release_cache
from comparisons.serving.stored_pages import Answer, Headers, Key, StoredPages
from comparisons.views.http.compression import coding_for
from comparisons.views.http.conditional import CACHEABLE, SWAPPED
from comparisons.views.http.request import EXCHANGE

SHORT = 300
"""Headers that are longer are read anew each time: what is remembered of others has a bound."""

BYPASS = ("HTTP_TRANSFER_ENCODING", "HTTP_HX_REQUEST_URI_AUTOENCODED", "HTTP_HX_TARGET_URI_AUTOENCODED")
"""A request with one of these goes to Django: it has a body, or names of htmx that need decoding."""


class NoBody:
    """An empty body as Django sends it. granian sends other headers with an empty list: no `Content-Length`."""

    def __iter__(self) -> Iterator[bytes]:
        return iter(())

    def close(self) -> None:
        """Nothing is open."""


NO_BODY = NoBody()


class AnswerCache:
    """A WSGI application around another. `pages` are those that are kept."""

    def __init__(self, application: WSGIApplication, max_bytes: int) -> None:
        self.pages = StoredPages(max_bytes)
        self._application = application
        self._proxy_header, self._proxy_value = settings.SECURE_PROXY_SSL_HEADER or ("", "")
        self._is_served = lru_cache(maxsize=256)(is_served)
        self._coding_for = lru_cache(maxsize=256)(coding_for)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        key = self.key_of(environ)
        if key is None:
            return self._application(environ, start_response)
        state = release_cache.state()
        page = self.pages.find(state, key)
        answer = page.reply(environ.get("HTTP_IF_NONE_MATCH", "")) if page else None
        if answer is None:
            return self._ask(environ, start_response, key, state)
        if exchange := environ.get(EXCHANGE):
            exchange.is_from_cache = True
        start_response(answer.status, answer.headers.copy())
        return [answer.body] if answer.body else NO_BODY

    def make_ahead(self, environ: WSGIEnvironment) -> None:
        """Keep the answer to a request that nobody made yet."""
        key, state = self.key_of(environ), release_cache.state()
        if key and not self.pages.find(state, key):
            self._ask(environ, _ignore, key, state, at_once=True)

    def key_of(self, environ: WSGIEnvironment) -> Key | None:
        """What the answer depends on. None where it cannot come from the cache."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or environ.get("CONTENT_LENGTH", "") not in {"", "0"}:
            return None
        host, accepted = environ.get("HTTP_HOST", ""), environ.get("HTTP_ACCEPT_ENCODING", "")
        if any(name in environ for name in BYPASS) or len(host) > SHORT or not self._is_served(host):
            return None
        target = environ.get("HTTP_HX_TARGET", "") if environ.get("HTTP_HX_REQUEST") == "true" else ""
        return Key(
            script_name=environ.get("SCRIPT_NAME", ""),
            path=environ.get("PATH_INFO", ""),
            query=environ.get("QUERY_STRING", ""),
            is_https=self._is_https(environ),
            coding=coding_for(accepted) if len(accepted) > SHORT else self._coding_for(accepted),
            swapped=target if target in SWAPPED else "",
        )

    def _is_https(self, environ: WSGIEnvironment) -> bool:
        """As Django decides it, with the header of a proxy where the site is behind one."""
        forwarded = environ.get(self._proxy_header)
        if forwarded is None:
            return bool(environ["wsgi.url_scheme"] == "https")
        return bool(forwarded.partition(",")[0].strip() == self._proxy_value)

    def _ask(
        self, environ: WSGIEnvironment, start_response: StartResponse, key: Key, state: object, *, at_once: bool = False
    ) -> Iterable[bytes]:
        """Let the application answer, and keep the answer where its view allows it."""
        started: list[tuple[str, Headers]] = []
        permissions: list[bool] = []

        def start(status: str, headers: Headers, *error: Any) -> Any:
            started.append((status, headers.copy()))
            return start_response(status, headers, *error)

        response = self._application({**environ, CACHEABLE: permissions}, cast("StartResponse", start))
        status, headers = started[-1] if started else ("", [])
        if status.startswith("304"):
            self.pages.keep_unchanged(state, key, Answer(status, headers, b""))
            return response
        if not status.startswith("200") or permissions != [True]:
            return response
        answer = Answer(status, headers, _content(response))
        if release_cache.state() is state and _is_public(answer):
            self.pages.keep(state, key, answer, at_once=at_once)
        return [answer.body]


def is_served(host: str) -> bool:
    """Whether Django answers requests for this host, with or without a port."""
    request = HttpRequest()
    request.META["HTTP_HOST"] = host
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _content(response: Iterable[bytes]) -> bytes:
    """All that the application sends. Closes the response, as the server would have done."""
    try:
        return b"".join(response)
    finally:
        if hasattr(response, "close"):
            response.close()


def _is_public(answer: Answer) -> bool:
    """A second look beside `CACHEABLE`: nobody's own answer, and one that a tag identifies."""
    is_shared = answer.header("cache-control").startswith("public") and not answer.header("set-cookie")
    return is_shared and answer.header("etag").startswith('"')


def _ignore(_status: str, _headers: Headers, *_error: Any) -> Any:
    """Start a response that nobody reads."""
