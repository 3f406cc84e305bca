"""nginx, configured by the file that operators copy, before two instances: TLS, a cache, limits."""

import socket
import ssl
import subprocess
import sys
import time

import pytest

from tests.browser.site import PATIENCE, ROOT, free_port
from tests.deploy.proxies import nginx
from tests.deploy.sign_in import LOGIN, keys_counted_with_forged_addresses
from tests.examples import exhaustive
from tests.servers.visitors import NEVER_SEEN

pytestmark = pytest.mark.servers

PAGE = "/frameworks/soc-2/"
MINUTE = 60
"""Seconds that public pages may be kept for."""


@pytest.fixture
def proxy(tmp_path, instances, certificate):
    with nginx(tmp_path, instances.ports, certificate) as proxy:
        yield proxy


def twice(proxy, path, **headers):
    """The body, and where each of two answers comes from."""
    first, second = proxy.ask(path, **headers), proxy.ask(path, **headers)
    assert (first.status, second.status, first.body == second.body) == (200, 200, True)
    return first.body, (first.headers["X-Cache"], second.headers["X-Cache"])


def test_page_comes_over_tls_with_the_headers_of_the_product(proxy):
    answer = proxy.ask(PAGE)

    assert answer.status == 200
    assert b"SOC 2" in answer.body
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"].startswith("public, max-age=60")
    assert answer.headers["ETag"].startswith('"')
    assert answer.headers["Server"] == "nginx"


def agreed_cipher(proxy, ciphers, version=ssl.TLSVersion.TLSv1_2):
    """What nginx and a client with these ciphers agree on; empty where they do not."""
    context = ssl.create_default_context(cafile=proxy.trusted)
    context.maximum_version = version
    context.set_ciphers(f"{ciphers}:@SECLEVEL=0")
    try:
        with (
            socket.create_connection(("localhost", proxy.port)) as plain,
            context.wrap_socket(plain, server_hostname="localhost") as connection,
        ):
            return connection.cipher()[0]
    except ssl.SSLError:
        return ""


@pytest.mark.parametrize(
    "cipher", ["ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-CHACHA20-POLY1305"]
)
def test_cipher_with_forward_secrecy_and_authenticated_encryption_is_taken(proxy, cipher):
    assert agreed_cipher(proxy, cipher) == cipher


def test_older_ciphers_are_refused(proxy):
    """Each is one that the OpenSSL here could use."""
    older = [
        *("AES128-SHA", "AES256-SHA256", "AES128-GCM-SHA256", "AES256-GCM-SHA384"),
        *("ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-SHA384", "DHE-RSA-AES128-GCM-SHA256"),
        *("ECDHE-RSA-CAMELLIA128-SHA256", "ECDHE-ARIA128-GCM-SHA256"),
    ]

    assert {cipher: agreed_cipher(proxy, cipher) for cipher in older} == dict.fromkeys(older, "")


def test_newest_tls_is_used_where_a_client_has_it(proxy):
    assert agreed_cipher(proxy, "DEFAULT", ssl.TLSVersion.TLSv1_3).startswith("TLS_")
    assert agreed_cipher(proxy, "DEFAULT").startswith("ECDHE-RSA-")


def test_cache_keeps_a_page_and_each_of_its_parts_apart(proxy):
    question = {"HX__Request": "true", "HX__Target": "question"}

    page, from_page = twice(proxy, "/wizard/")
    part, from_part = twice(proxy, "/wizard/", **question)
    compressed, from_compressed = twice(proxy, "/wizard/", Accept__Encoding="gzip")

    assert [from_page, from_part, from_compressed] == [("MISS", "HIT")] * 3
    assert (b"<html" in page, b"<html" in part, compressed[:2]) == (True, False, b"\x1f\x8b")
    assert proxy.ask("/wizard/").body == page


def test_page_that_a_browser_has_is_not_sent_again(proxy):
    tag = proxy.ask(PAGE).headers["ETag"]

    answer = proxy.ask(PAGE, If__None__Match=tag)

    assert (answer.status, answer.body, answer.headers["X-Cache"]) == (304, b"", "HIT")


@pytest.mark.parametrize("path", [LOGIN, "/draft/", "/readyz"])
def test_what_is_for_one_person_or_one_moment_is_not_kept(proxy, path):
    assert "HIT" not in [proxy.ask(path).headers["X-Cache"] for _ in range(3)]


def test_pages_come_from_the_other_instance_where_one_does_not_answer(tmp_path, instances, certificate):
    with nginx(tmp_path, [free_port(), instances.ports[1]], certificate) as proxy:
        statuses = {proxy.ask(next(NEVER_SEEN)).status for _ in range(6)}

    assert statuses == {200}


def test_without_an_instance_the_answer_says_so_and_has_its_headers(tmp_path, certificate):
    with nginx(tmp_path, [free_port(), free_port()], certificate) as proxy:
        answer = proxy.ask(PAGE)

    assert (answer.status, answer.headers["Retry-After"], answer.headers["Cache-Control"]) == (503, "5", "no-store")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_forged_address_does_not_reach_the_throttle(proxy, instances):
    """Three accounts and the one address of this machine."""
    assert keys_counted_with_forged_addresses(proxy, instances.database) == 4


@pytest.mark.parametrize(
    ("method", "path", "status", "free"),
    [("POST", LOGIN, 403, 11), ("GET", "/compare/no-such-thing.pdf", 404, 21)],
)
def test_more_requests_than_allowed_are_refused(proxy, method, path, status, free):
    """As many as in one burst go through, and some more if the machine is slow; sooner or later, one is refused."""
    answers = [proxy.ask(path, method) for _ in range(free)]
    deadline = time.monotonic() + PATIENCE
    while (refused := proxy.ask(path, method)).status == status:
        assert time.monotonic() < deadline

    assert [answer.status for answer in answers] == [status] * free
    assert (refused.status, refused.headers["Retry-After"]) == (429, "60")
    assert refused.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert proxy.ask(PAGE).status == 200


def wait_until(condition, patience):
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.5)


@pytest.mark.exhaustive
@pytest.mark.parametrize("how", exhaustive(["emptied", "expired"], quick=["emptied"]))
def test_new_release_is_shown_once_the_cache_is_emptied_or_a_minute_is_over(proxy, instances, how):
    sentence = f"This cache is {how}."
    before = proxy.ask(PAGE)
    number = int(proxy.ask("/readyz").body.split()[1])

    words = [sys.executable, "-m", "tests.deploy.publish", sentence]
    subprocess.run(words, check=True, cwd=ROOT, env=instances.env)  # noqa: S603  (no shell, own words)
    wait_until(lambda: {proxy.ask("/readyz").body for _ in range(2)} == {b"release %d\n" % (number + 1)}, PATIENCE)
    if how == "emptied":
        kept = proxy.ask(PAGE)
        files = [path for path in (proxy.folder / "cache").rglob("*") if path.is_file()]
        for path in files:
            path.unlink()
        assert (kept.headers["ETag"], kept.headers["X-Cache"], bool(files)) == (before.headers["ETag"], "HIT", True)
        assert sentence.encode() in proxy.ask(PAGE).body
    else:
        wait_until(lambda: sentence.encode() in proxy.ask(PAGE).body, MINUTE + PATIENCE)
