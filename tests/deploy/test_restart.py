"""Two instances behind nginx are restarted one after the other, as the operations page says, and nobody notices."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import pytest

from tests.browser.site import copy_site
from tests.deploy.proxies import nginx
from tests.servers.test_replacing import Servers
from tests.servers.visitors import NEVER_SEEN

VISITORS = 4


@pytest.mark.servers
@pytest.mark.exhaustive
def test_no_visitor_of_nginx_notices_a_restart(ready_site, tmp_path, certificate):
    copy_site(ready_site, tmp_path)
    servers, statuses = Servers(tmp_path), Counter()
    ports = [int(address.rpartition(":")[2]) for address in servers.addresses]

    def restart():
        for number in (0, 1):
            servers.stop(number)
            servers.start(number)

    for number in (0, 1):
        servers.start(number)
    with nginx(tmp_path, ports, certificate) as proxy, ThreadPoolExecutor(VISITORS + 1) as pool:
        restarting = pool.submit(restart)
        while not restarting.done():
            statuses.update(pool.map(lambda path: proxy.ask(path).status, islice(NEVER_SEEN, VISITORS)))
        restarting.result()
    for number in (0, 1):
        servers.stop(number)

    assert list(statuses) == [200]
    assert statuses[200] > VISITORS
