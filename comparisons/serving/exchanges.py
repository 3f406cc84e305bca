"""Each request with its answer, for the access log and the metrics: what was asked, and how it went.

A route is the pattern of an address. It says which kind of page was asked for, without the answers of a visitor or
the frameworks that somebody compares.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import perf_counter
from typing import Any, cast
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.urls import Resolver404, resolve

from comparisons.serving.log_formats import request_id
from comparisons.views.http.health import HEALTH
from comparisons.views.http.request import EXCHANGE

METHODS = {"GET", "HEAD", "POST"}
STATIC = "/static/"
OTHER = "other"
"""The route of an address that no pattern matches, and the method of a request with any but the usual ones."""
SHORT = 300
"""The route of a longer address is looked up each time: what is remembered of others has a bound."""


@dataclass
class Exchange:
    """A request and its answer. `status` is 500 until an answer began, `seconds` is the time until then."""

    identifier: str
    method: str
    route: str
    status: int = 500
    seconds: float = 0.0
    user: str = ""
    """The account that asked for an editing page."""
    is_from_cache: bool = False


Observer = Callable[[Exchange, WSGIEnvironment], None]


class ObservedApplication:
    """A WSGI application around another. Its observers learn of each exchange, health checks excepted."""

    def __init__(self, application: WSGIApplication, observers: Sequence[Observer]) -> None:
        self._application = application
        self._observers = observers

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
        if path in HEALTH:
            return self._application(environ, start_response)
        exchange = Exchange(secrets.token_hex(8), method if method in METHODS else OTHER, route_of(path))

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            exchange.status = int(status[:3])
            return start_response(status, [*headers, ("X-Request-ID", exchange.identifier)], *error)

        token, started = request_id.set(exchange.identifier), perf_counter()
        try:
            return self._application({**environ, EXCHANGE: exchange}, cast("StartResponse", start))
        finally:
            exchange.seconds = perf_counter() - started
            for observer in self._observers:
                observer(exchange, environ)
            request_id.reset(token)


def route_of(path: str) -> str:
    """The pattern of an address, as Django writes it, with a slash before it."""
    if path.startswith(STATIC):
        return STATIC
    return _route_of(path) if len(path) <= SHORT else _route_of.__wrapped__(path)


def remembered_routes() -> int:
    """How many addresses have a route in memory."""
    return _route_of.cache_info().currsize


@lru_cache(maxsize=1024)
def _route_of(path: str) -> str:
    try:
        return f"/{resolve(path).route}"
    except Resolver404:
        return OTHER
