"""Wrong passwords that are sent through a proxy with forged addresses, and what the product counts of them."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from tests.deploy.proxies import Proxy

LOGIN = "/admin/login/"


def try_password(proxy: Proxy, name: str, **headers: str) -> int:
    """The status of a wrong password for an account, with a token as the form has it."""
    form = proxy.ask(LOGIN)
    [token] = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form.body.decode()))
    cookies = SimpleCookie()
    for line in form.headers.get_all("Set-Cookie", []):
        cookies.load(line)
    return proxy.ask(
        LOGIN,
        "POST",
        urlencode({"username": name, "password": "a wrong password", "csrfmiddlewaretoken": token}),
        Content__Type="application/x-www-form-urlencoded",
        Origin=f"https://localhost:{proxy.port}",
        Cookie="; ".join(f"{cookie}={morsel.value}" for cookie, morsel in cookies.items()),
        **headers,
    ).status


def counted(database: Path) -> int:
    """How many accounts and addresses have attempts."""
    with closing(sqlite3.connect(database)) as connection:
        [(number,)] = connection.execute("SELECT count(DISTINCT digest) FROM comparisons_signinattempt")
        return int(number)


def keys_counted_with_forged_addresses(proxy: Proxy, database: Path) -> int:
    """Of three wrong passwords for three accounts that claim to come from addresses of their own: how many keys."""
    with closing(sqlite3.connect(database, timeout=20)) as connection, connection:
        connection.execute("DELETE FROM comparisons_signinattempt")
    forged = [
        {"X__Forwarded__For": "203.0.113.1"},
        {"X_Forwarded_For": "203.0.113.2"},
        {"Forwarded": "for=203.0.113.3"},
    ]
    statuses = [try_password(proxy, f"nobody-{number}", **headers) for number, headers in enumerate(forged)]
    assert statuses == [200] * 3
    return counted(database)
