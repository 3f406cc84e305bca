"""Check one link along its redirects, and describe the result in words."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from socket import gaierror
from typing import Literal
from urllib.parse import urljoin

from django.utils.encoding import iri_to_uri

from comparisons.editing.link_checking.http import Method, Reply, UnreadableAddressError, ask, host_of
from comparisons.editing.link_checking.politeness import Hosts
from comparisons.editing.link_checking.ssrf_guard import PrivateAddressError

Outcome = Literal["works", "broken", "unclear"]
REDIRECTS = {301, 302, 303, 307, 308}
UNCLEAR = {401, 403, 407, 429, 451, 503}
"""Statuses that sites often send to programs although readers get the page."""
METHODS: tuple[Method, Method] = ("HEAD", "GET")


@dataclass(frozen=True)
class Finding:
    """The result for a link. `final_url` is the last address that its redirects led to.

    With `is_unreached` no server answered at all: it may be down, or this machine may have no network.
    """

    outcome: Outcome
    status: int | None
    problem: str
    final_url: str
    is_unreached: bool = field(default=False, compare=False)


def check(url: str, hosts: Hosts) -> Finding:
    """Request the address and those that it redirects to. Raises RequestSkippedError."""
    current_url, status = url, None
    try:
        for _ in range(hosts.limits.redirects + 1):
            reply = _reply(current_url, hosts)
            status = reply.status
            if status not in REDIRECTS or not reply.location:
                return _judge(status, current_url)
            current_url = iri_to_uri(urljoin(current_url, reply.location))
    except (OSError, HTTPException, ValueError, PrivateAddressError) as error:
        is_unreached = status is None and _is_unreached(error)
        return Finding("broken", None, _in_words(error, current_url, hosts.limits.timeout), current_url, is_unreached)
    return Finding("broken", status, f"It redirects more than {hosts.limits.redirects} times.", current_url)


def _reply(url: str, hosts: Hosts) -> Reply:
    """The answer to HEAD, or to GET if the server does not support HEAD."""
    host = host_of(url)
    head, get = METHODS
    try:
        reply = _polite_request(head, url, host, hosts)
    except (HTTPException, ConnectionResetError):
        return _polite_request(get, url, host, hosts)
    if reply.status < 400 or reply.asks_to_stop:
        return reply
    return _polite_request(get, url, host, hosts)


def _polite_request(method: Method, url: str, host: str, hosts: Hosts) -> Reply:
    with hosts.turn(host):
        reply = ask(method, url, hosts.limits)
        if reply.asks_to_stop:
            hosts.stop(host)
    return reply


def _is_unreached(error: Exception) -> bool:
    """Whether nobody answered. Who refuses or resets a connection, or fails at TLS, is there."""
    there = (ssl.SSLError, ConnectionRefusedError, ConnectionResetError)
    return isinstance(error, OSError) and not isinstance(error, there)


def _judge(status: int, url: str) -> Finding:
    if 200 <= status < 300:
        return Finding("works", status, "", url)
    name = f"{status} ({HTTPStatus(status).phrase})" if status in set(HTTPStatus) else str(status)
    if status in UNCLEAR:
        return Finding("unclear", status, f"It answers {name}, perhaps only to programs. Open it yourself.", url)
    return Finding("broken", status, f"It answers {name}.", url)


def _in_words(error: Exception, url: str, timeout: float) -> str:
    """The error as a sentence for editors."""
    if isinstance(error, PrivateAddressError | UnreadableAddressError):
        return str(error)
    if isinstance(error, ssl.SSLError):
        return _tls_in_words(error)
    if isinstance(error, gaierror):
        return f"The name {host_of(url)} cannot be found."
    if isinstance(error, TimeoutError):
        return f"No answer within {timeout:g} seconds."
    if isinstance(error, OSError):
        return f"No connection can be made: {error.strerror or type(error).__name__}."
    return f"The answer cannot be read: {str(error) or type(error).__name__}."


def _tls_in_words(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"Its certificate is not accepted: {error.verify_message}."
    return f"No encrypted connection can be made: {error.reason or error}."
