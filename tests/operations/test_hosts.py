"""Host names in the settings: what a browser sends is answered, what no browser can send stops the start."""

import string

import pytest
from django.http.request import split_domain_port, validate_host
from hypothesis import given
from hypothesis import strategies as st

from config.hosts import allowed_host, allowed_hosts, host_of, origin_and_path, site_url

LABELS = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("Plumbline.Example", "plumbline.example"),
        ("plumbline.example.", "plumbline.example"),
        ("Bücher.example", "xn--bcher-kva.example"),
        ("2001:DB8:0:0::1", "[2001:db8::1]"),
        ("[2001:db8::1]", "[2001:db8::1]"),
        (".example.org", ".example.org"),
        ("*", "*"),
    ],
)
def test_host_is_allowed_in_the_form_that_browsers_send(written, sent):
    assert allowed_host(written) == sent


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("http://plumbline.example", "is an address"),
        ("plumbline.example/path", "is an address"),
        ("'plumbline.example'", "a space or a quotation mark"),
        ('"plumbline.example"', "a space or a quotation mark"),
        ("plumbline.example other.example", "a space or a quotation mark"),
        ("plumbline.example:8000", "Write the host name without a port"),
        ("[2001:db8::1]:8000", "Write the host name without a port"),
        ("straße.example", "beginning with xn--"),
        ("under_score.example", "is not a host name"),
        ("*.example.org", "is not a host name"),
        ("two..dots", "is not a host name"),
        ("-a.example", "is not a host name"),
    ],
)
def test_host_that_can_never_match_is_refused_with_the_reason(written, reason):
    with pytest.raises(ValueError, match=reason):
        allowed_host(written)


def test_empty_entries_of_a_list_do_not_count():
    assert allowed_hosts([" a.example", "", " "]) == ["a.example"]


@pytest.mark.parametrize(
    ("written", "address", "host"),
    [
        ("https://plumbline.example/", "https://plumbline.example", "plumbline.example"),
        ("HTTPS://Plumbline.Example:8443", "https://plumbline.example:8443", "plumbline.example"),
        ("https://bücher.example", "https://xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("http://[2001:DB8::1]:8000", "http://[2001:db8::1]:8000", "[2001:db8::1]"),
        ("http://[::1]", "http://[::1]", "[::1]"),
        ("https://Example.org/tools/Plumb-Line_2.0/", "https://example.org/tools/Plumb-Line_2.0", "example.org"),
        ("http://[::1]:8000/~ada", "http://[::1]:8000/~ada", "[::1]"),
    ],
)
def test_site_address_is_written_as_browsers_write_it(written, address, host):
    assert site_url(written) == address
    assert host_of(address) == host


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("https://example.org/tools/plumbline", ("https://example.org", "/tools/plumbline")),
        ("http://[::1]:8000", ("http://[::1]:8000", "")),
    ],
)
def test_site_has_an_origin_and_a_path(address, parts):
    assert origin_and_path(address) == parts


@pytest.mark.parametrize(
    "written",
    [
        "plumbline.example",
        "ftp://plumbline.example",
        "https://plumbline.example//path",
        "https://plumbline.example/path//",
        "https://plumbline.example/a/../b",
        "https://plumbline.example/.",
        "https://plumbline.example/a b",
        "https://plumbline.example/a%20b",
        "https://plumbline.example/bücher",
        "https://plumbline.example/path?query",
        "https://plumbline.example/path#fragment",
        "https://ada@plumbline.example",
        "https://plumbline.example:99999",
        "https://plumb line.example",
        "'https://plumbline.example'",
        "http://::1:8000",
        "http://[plumbline]",
        "https://",
    ],
)
def test_address_of_no_site_is_refused(written):
    with pytest.raises(ValueError, match=r"“.*”"):
        site_url(written)


@given(st.lists(LABELS, min_size=1, max_size=4))
def test_allowed_host_matches_a_request_for_it(labels):
    name = ".".join(labels)

    domain, _port = split_domain_port(f"{name.upper()}:8000")

    assert validate_host(domain, [allowed_host(name)])


@given(st.ip_addresses(v=6))
def test_allowed_ipv6_address_matches_a_request_for_it(address):
    domain, _port = split_domain_port(f"[{address.compressed}]:8000")

    assert validate_host(domain, [allowed_host(address.exploded)])
    assert host_of(site_url(f"http://[{address.exploded}]:8000")) == domain


@given(st.text(max_size=30))
def test_any_text_is_a_host_or_is_refused_with_a_sentence(text):
    try:
        host = allowed_host(text)
    except ValueError as error:
        assert str(error).endswith(".")  # noqa: PT017  (both outcomes are right)
    else:
        assert host == "*" or allowed_host(host) == host
