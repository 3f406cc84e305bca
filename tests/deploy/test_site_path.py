"""A site below a path, behind nginx: the file that operators copy, with the path in its locations."""

import pytest

from comparisons.management.commands.serve import granian
from tests.browser.site import copy_site, environment, free_port, serving
from tests.deploy.proxies import nginx
from tests.deploy.sign_in import LOGIN

PATH = "/tools/plumbline"
BURST = 11
"""Sign-in forms that one address may send at once."""


@pytest.fixture
def proxy(ready_site, tmp_path, certificate):
    copy_site(ready_site, tmp_path)
    port = free_port()
    env = environment(tmp_path, f"https://localhost{PATH}") | {"BEHIND_PROXY": "true"}
    with (
        serving(env, f"http://127.0.0.1:{port}/readyz", granian("127.0.0.1", port, 1)),
        nginx(tmp_path, [port, port], certificate, PATH) as proxy,
    ):
        yield proxy


@pytest.mark.servers
@pytest.mark.exhaustive
def test_cache_and_limits_of_nginx_know_the_path(proxy):
    pages = [proxy.ask(f"{PATH}/frameworks/soc-2/") for _ in range(2)]
    form = proxy.ask(f"{PATH}{LOGIN}")
    forms = [proxy.ask(f"{PATH}{LOGIN}", "POST").status for _ in range(4 * BURST)]

    assert [(page.status, page.headers["X-Cache"]) for page in pages] == [(200, "MISS"), (200, "HIT")]
    assert f'href="{PATH}/compare/"'.encode() in pages[0].body
    assert form.headers["X-Cache"] is None
    assert "__Secure-csrf=" in form.headers["Set-Cookie"]
    assert f"Path={PATH}/" in form.headers["Set-Cookie"]
    assert forms[:BURST] == [403] * BURST
    assert 429 in forms
    assert proxy.ask("/frameworks/soc-2/").status == 404
