"""Whatever anybody sends to a public address: never an error of ours, and never markup that was given to us."""

import gzip
import itertools
import string

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples, exhaustive
from tests.wire import send

pytestmark = pytest.mark.usefixtures("served")

MARKER = "<q7x>"
SHARES = 5
"""Tests that draw the examples between them, for that many processes. To draw one takes as long as to send it."""
ADDRESSES = [
    "/",
    "/frameworks/",
    "/frameworks/{part}/",
    "/compare/",
    "/compare/{part}/",
    "/compare/{part}.csv",
    "/compare/{part}.json",
    "/compare/{part}.md",
    "/compare/{part}.pdf",
    "/compare/{part}.xlsx",
    "/wizard/",
    "/wizard/{part}/",
    "/recommendation/",
    "/recommendation.json",
    "/recommendation.md",
    "/recommendation.csv",
    "/recommendation.pdf",
    "/recommendation.xlsx",
    "/recommendation/compare/",
    "/method/",
    "/dates/",
    "/dates.ics",
    "/cards/{part}.png",
    "/cards/frameworks/{part}.png",
    "/cards/compare/{part}.png",
    "/sitemap.xml",
    "/robots.txt",
    "/.well-known/security.txt",
    "/{part}",
]
PREFIXES = ["", "/releases/1"]
KEYS = [
    "asked",
    "dropped",
    "framework",
    "choose",
    "market",
    "industry",
    "obligations",
    "timeline",
    "existing",
    "format",
    "priority",
    "a",
    "b",
]
VALUES = ["not-sure", "north-america", "saas", "card-data", "none-of-these", "soc-2", "iso-27001", "unknown", "market"]
HEADERS = [
    *("HX-Request", "HX-Target", "HX-Current-URL", "HX-Prompt", "HX-Boosted", "HX-Trigger", "HX-Trigger-Name"),
    *("HX-History-Restore-Request", "HX-Current-URL-URI-AutoEncoded", "HX-Target-URI-AutoEncoded"),
    *("If-None-Match", "If-Modified-Since", "If-Match", "Range", "Cookie", "Accept", "Accept-Encoding", "Referer"),
    *("X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-For", "Forwarded", "Accept-Language", "Origin"),
]

raw = st.text(st.characters(max_codepoint=255), max_size=40)
"""Bytes as WSGI has them: control characters, NUL, and UTF-8 that is broken in any way."""
percent = st.lists(
    st.sampled_from(
        ["%", "%0", "%00", "%zz", "%ff", "%C3", "%ED%A0%80", "%F0%9F%92%A9", "%2526", "+", "%u0041", "%3D"]
    ),
    min_size=1,
    max_size=6,
).map("".join)
markup = st.sampled_from(
    [
        MARKER,
        f'"{MARKER}',
        f"'{MARKER}",
        f"</title>{MARKER}",
        "%3Cq7x%3E",
        "%22%3E%3Cq7x%3E",
        f"{{{{{MARKER}",
        "%00%3Cq7x%3E",
    ]
)
long = st.sampled_from(["9" * 5_000, "-" * 5_000, "%F0%9F%92%A9" * 600, MARKER * 1_590, "a" * 70_000])
parts = st.one_of(st.sampled_from(KEYS), st.sampled_from(VALUES), raw, percent, markup, long)
pairs = st.tuples(parts, st.sampled_from(["=", "=", "=", "", "=="]), parts).map("".join)
queries = st.lists(pairs, max_size=5).flatmap(
    lambda chosen: st.sampled_from(["&".join(chosen), "&".join(chosen * 2), ";".join(chosen), "&" + "&&".join(chosen)])
)
right = st.sampled_from(["iso-27001-vs-soc-2", "soc-2", "market", "timeline"])
path_parts = st.one_of(right, parts, st.lists(parts, min_size=2, max_size=7).map("-vs-".join))
header_values = st.one_of(
    st.sampled_from(
        [
            "true",
            "question",
            "*",
            "gzip, br",
            "br;q=0, *",
            "bytes=0-1",
            "bytes=9-1,-",
            "http://[",
            "W/",
            'W/"',
            "session=x; csrf=y",
        ]
    ),
    *(raw, percent, markup, long),
)
headers = st.dictionaries(st.sampled_from(HEADERS), header_values, max_size=3)


@pytest.mark.parametrize("share", exhaustive(range(SHARES), quick=[0]))
@settings(
    max_examples=examples(2500 // SHARES), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(part=path_parts, query=queries, headers=headers)
def test_hostile_input_gets_a_page_and_stays_text(share, part, query, headers):
    for prefix, address in itertools.product(PREFIXES, ADDRESSES):
        answer = send(prefix + address.replace("{part}", part), query, headers=headers)

        assert answer.status < 500, address
        assert MARKER.encode() not in content(answer), address
        assert MARKER not in "".join(answer.headers.values()), address
        assert leads_elsewhere(answer) is False, address
        assert "Set-Cookie" not in answer.headers, address


@settings(max_examples=examples(5000))
@given(number=st.one_of(st.text(string.digits, min_size=1, max_size=30), st.just("9" * 5_000), parts), query=queries)
def test_hostile_release_number_gets_a_page(number, query):
    answer = send(f"/releases/{number}/", query)

    assert answer.status < 500
    assert MARKER.encode() not in answer.body


@settings(max_examples=examples(5000))
@given(token=path_parts, query=queries, headers=headers)
def test_hostile_token_gets_the_page_of_what_is_not_there(token, query, headers):
    answer = send(f"/preview/{token}/", query, headers=headers)

    assert answer.status in {301, 400, 404, 414}
    assert MARKER.encode() not in answer.body
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers


def content(answer):
    """What a browser reads, which may have asked for a coding."""
    decode = {"br": brotli.decompress, "gzip": gzip.decompress}.get(answer.headers.get("Content-Encoding"), bytes)
    return decode(answer.body)


def leads_elsewhere(answer):
    """Whether it redirects to another site."""
    location = answer.headers.get("Location", "/")
    return location.startswith("//") or not location.startswith("/")
