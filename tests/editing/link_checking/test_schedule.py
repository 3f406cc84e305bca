import ipaddress
import itertools

import pytest

from comparisons.editing.link_checking import check_links, interleaved_by_host
from comparisons.editing.link_checking.ssrf_guard import is_public
from tests.editing.link_checking.conftest import limits


def test_each_address_is_requested_once_and_reported(server):
    server.answers["/gone"] = 404
    urls = [server.url("/here"), server.url("/gone"), server.url("/here")]

    found = {url: finding.outcome for url, finding in check_links(urls, limits())}

    assert found == {server.url("/here"): "works", server.url("/gone"): "broken"}
    assert sorted(path for _, path in server.asked) == ["/gone", "/gone", "/here"]


def test_host_gets_one_request_at_a_time_with_a_pause_after_each(server):
    urls = [server.url(f"/{number}") for number in range(4)]

    outcomes = [finding.outcome for _, finding in check_links(urls, limits(pause=0.1))]

    pauses = [later - earlier for earlier, later in itertools.pairwise(server.moments)]
    assert outcomes == ["works"] * 4
    assert server.most_at_once == 1
    assert min(pauses) >= 0.1


def test_redirects_wait_for_their_host_too(server):
    for number in range(3):
        server.answers[f"/{number}"] = 302, {"Location": server.url("/end", host="localhost")}
    urls = [server.url(f"/{number}") for number in range(3)]

    found = list(check_links(urls, limits(pause=0.1)))

    ends = [moment for moment, (_, path) in zip(server.moments, server.asked, strict=True) if path == "/end"]
    assert len(found) == len(ends) == 3
    assert min(later - earlier for earlier, later in itertools.pairwise(ends)) >= 0.1


def test_host_that_asks_to_stop_gets_no_more_requests(server):
    server.answers["/0"] = 429
    urls = [server.url(f"/{number}") for number in range(3)]

    found = dict(check_links(urls, limits(hosts=1)))

    assert [finding and finding.outcome for finding in map(found.get, urls)] == ["unclear", None, None]
    assert server.asked == [("HEAD", "/0")]


def test_run_ends_in_time_and_leaves_the_rest(server):
    urls = [server.url(f"/{number}") for number in range(5)]

    found = dict(check_links(urls, limits(run=0.25, pause=0.2, hosts=1)))

    assert [bool(found[url]) for url in urls] == [True, True, False, False, False]


def test_hosts_take_turns():
    urls = [
        "http://a.example/1",
        "http://a.example/2",
        "http://a.example/3",
        "http://B.example/1",
        "http://b.example/2",
    ]

    ordered = interleaved_by_host(urls)

    assert ordered == [urls[0], urls[3], urls[1], urls[4], urls[2]]


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_address_of_the_internet_is_public(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104  (to be refused, not to be bound to)
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1",
        "::10.0.0.1",
        "::ffff:0:10.0.0.1",
        "fec0::1",
        "fc00::1",
        "fe80::1",
        "ff02::1",
    ],
)
def test_address_of_a_network_of_its_own_is_not_public(address):
    assert not is_public(ipaddress.ip_address(address))
