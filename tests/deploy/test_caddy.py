"""Caddy, configured by the file that operators copy, before two instances."""

import pytest

from tests.browser.site import free_port
from tests.deploy.proxies import caddy
from tests.deploy.sign_in import keys_counted_with_forged_addresses
from tests.servers.visitors import NEVER_SEEN

pytestmark = pytest.mark.servers


@pytest.fixture
def proxy(tmp_path, instances, certificate):
    with caddy(tmp_path, instances.ports, certificate) as proxy:
        yield proxy


@pytest.mark.exhaustive
def test_page_comes_over_tls_as_the_product_made_it(proxy):
    plain, compressed = proxy.ask("/frameworks/soc-2/"), proxy.ask("/frameworks/soc-2/", Accept__Encoding="br")

    assert (plain.status, plain.headers["Content-Encoding"]) == (200, None)
    assert (compressed.status, compressed.headers["Content-Encoding"]) == (200, "br")
    assert plain.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert plain.headers["ETag"].startswith('"')
    assert plain.headers["Vary"] == "HX-Request, HX-Target, Accept-Encoding"


def test_pages_come_from_the_other_instance_where_one_does_not_answer(tmp_path, instances, certificate):
    with caddy(tmp_path, [free_port(), instances.ports[1]], certificate) as proxy:
        statuses = {proxy.ask(next(NEVER_SEEN)).status for _ in range(6)}

    assert statuses == {200}


@pytest.mark.exhaustive
def test_forged_address_does_not_reach_the_throttle(proxy, instances):
    """Three accounts and the one address of this machine."""
    assert keys_counted_with_forged_addresses(proxy, instances.database) == 4
