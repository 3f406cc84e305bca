"""One link, along its redirects, to a finding in words."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
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
"""What sites answer to programs that they do not know, while readers get the page."""
METHODS: tuple[Method, Method] = ("HEAD", "GET")


@dataclass(frozen=True)
class Finding:
    """What came of asking. `final_url` is where redirects led, as far as they were followed."""

    outcome: Outcome
    status: int | None
    problem: str
    final_url: str


def check(url: str, hosts: Hosts) -> Finding:
    """Ask for the address, and for those that it leads to. Raises NotAskedError."""
    reached, status = url, None
    try:
        for _ in range(hosts.limits.redirects + 1):
            reply = _reply(reached, hosts)
            status = reply.status
            if status not in REDIRECTS or not reply.location:
                return _judge(status, reached)
            reached = iri_to_uri(urljoin(reached, reply.location))
    except (OSError, HTTPException, ValueError, PrivateAddressError) as error:
        return Finding("broken", None, _in_words(error, reached, hosts.limits.timeout), reached)
    return Finding("broken", status, f"It leads on more than {hosts.limits.redirects} times.", reached)


def _reply(url: str, hosts: Hosts) -> Reply:
    """The answer to HEAD, or to GET where a server does not care for HEAD."""
    host = host_of(url)
    head, get = METHODS
    try:
        reply = _ask_in_turn(head, url, host, hosts)
    except (HTTPException, ConnectionResetError):
        return _ask_in_turn(get, url, host, hosts)
    if reply.status < 400 or reply.wants_to_be_left_alone:
        return reply
    return _ask_in_turn(get, url, host, hosts)


def _ask_in_turn(method: Method, url: str, host: str, hosts: Hosts) -> Reply:
    with hosts.turn(host):
        reply = ask(method, url, hosts.limits)
        if reply.wants_to_be_left_alone:
            hosts.leave_alone(host)
    return reply


def _judge(status: int, url: str) -> Finding:
    if 200 <= status < 300:
        return Finding("works", status, "", url)
    name = f"{status} ({HTTPStatus(status).phrase})" if status in set(HTTPStatus) else str(status)
    if status in UNCLEAR:
        return Finding("unclear", status, f"It answers {name}, which may be meant for programs. Open it yourself.", url)
    return Finding("broken", status, f"It answers {name}.", url)


def _in_words(error: Exception, url: str, timeout: float) -> str:
    """What went wrong, in a sentence for an editor."""
    if isinstance(error, PrivateAddressError | UnreadableAddressError):
        return str(error)
    if isinstance(error, ssl.SSLError):
        return _tls_in_words(error)
    if isinstance(error, gaierror):
        return f"The name {host_of(url)} is not known."
    if isinstance(error, TimeoutError):
        return f"No answer within {timeout:g} seconds."
    if isinstance(error, OSError):
        return f"No connection can be made: {error.strerror or type(error).__name__}."
    return f"The answer cannot be read: {str(error) or type(error).__name__}."


def _tls_in_words(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"Its certificate is not accepted: {error.verify_message}."
    return f"No encrypted connection can be made: {error.reason or error}."
