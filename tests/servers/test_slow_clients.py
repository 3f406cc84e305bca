"""Clients that send half a request and wait: all others are served."""

import time

import pytest

from comparisons.serving.request_guard import BODY_TIMEOUT
from tests.examples import exhaustive
from tests.servers.visitors import half_sent, status_of, visit

FORM = """POST {path} HTTP/1.1
Host: 127.0.0.1
Content-Type: application/x-www-form-urlencoded
Cookie: csrf=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
Content-Length: 100000

username="""
"""A body of 100,000 bytes is announced, and 9 are sent."""

HEAD = "GET / HTTP/1.1\nHost: 127.0.0.1\nX-Half:"
ATTACKS = {
    "bodies": (FORM.format(path="/admin/login/"), 60),
    "bodies of pages": (FORM.format(path="/"), 60),
    "heads": (HEAD, 200),
}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("pages", exhaustive([20, 400], quick=[20]))
def test_public_pages_are_served_beside_slow_clients(site, attack, pages):
    head, count = ATTACKS[attack]

    with half_sent(site.addresses[0], head, count):
        time.sleep(0.5)
        statuses = visit(site.addresses[0], pages)

    assert statuses == {200: pages + 4}


@pytest.mark.exhaustive
def test_editing_pages_are_there_again_when_slow_clients_have_left(site):
    head, count = ATTACKS["bodies"]
    with half_sent(site.addresses[0], head, count):
        time.sleep(0.5)
        during = {status_of(site.addresses[0], "/admin/login/") for _ in range(8)}

    deadline = time.monotonic() + 10
    while status_of(site.addresses[0], "/admin/login/") != 200 and time.monotonic() < deadline:
        time.sleep(0.1)

    assert during == {503}
    assert {status_of(site.addresses[0], "/admin/login/") for _ in range(8)} == {200}


@pytest.mark.exhaustive
def test_public_pages_are_served_when_slow_forms_were_given_up(site):
    """The server may not end a request whose body is still read: see `comparisons.serving.request_guard`."""
    head, _ = ATTACKS["bodies"]

    with half_sent(site.addresses[0], head, 8) as connections:
        time.sleep(BODY_TIMEOUT + 2)
        statuses = visit(site.addresses[0], 200)
        answers = {connection.recv(1000)[:12] for connection in connections}
    deadline = time.monotonic() + 10
    while status_of(site.addresses[0], "/admin/login/") != 200 and time.monotonic() < deadline:
        time.sleep(0.1)

    assert statuses == {200: 204}
    assert answers <= {b"HTTP/1.1 408", b"HTTP/1.1 503"}
    assert b"HTTP/1.1 408" in answers
    assert status_of(site.addresses[0], "/admin/login/") == 200


def test_page_refuses_a_body_without_waiting_for_it(site):
    with half_sent(site.addresses[0], FORM.format(path="/wizard/"), 1) as [connection]:
        answer = connection.recv(1000)

    assert answer.startswith(b"HTTP/1.1 405 ")
