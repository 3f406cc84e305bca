import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.views.http.compression import CODINGS, coding_for
from tests.factories import make_publishable
from tests.wire import send

DECODE = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
PAGES = ["/", "/compare/iso-27001-vs-soc-2/", "/compare/iso-27001-vs-soc-2.csv", "/recommendation.json", "/method/"]


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("identity", ""),
        ("deflate, zstd", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP;q=1.0", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.000,*;q=0.1", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("br ; q=0.5 , gzip", "br"),
        ("br;q=nan, gzip;q=1e9", ""),
        ("brotli, xgzip, gzipx", ""),
    ],
)
def test_coding_is_the_first_that_is_accepted(accepted, coding):
    assert coding_for(accepted) == coding


@given(st.text(st.characters(max_codepoint=255)))
def test_coding_of_any_header_is_one_of_ours(accepted):
    assert coding_for(accepted) in {"", *CODINGS}


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("coding", CODINGS)
def test_compressed_page_is_the_page(served, address, coding):
    plain = send(address)
    coded = send(address, headers={"Accept-Encoding": coding})

    assert DECODE[coding](coded.body) == plain.body
    assert len(coded.body) < len(plain.body) / 2
    assert coded.headers["Content-Encoding"] == coding
    assert coded.headers["Content-Length"] == str(len(coded.body))
    assert "Accept-Encoding" in coded.headers["Vary"]


@pytest.mark.parametrize("address", ["/no-such-page/", "/frameworks/no-such-framework/"])
def test_error_page_can_be_read_by_whoever_accepts_a_coding(served, address):
    answer = send(address, headers={"Accept-Encoding": "br"})

    assert b"There is no such" in DECODE[answer.headers.get("Content-Encoding", "")](answer.body)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/", "/draft/"])
def test_page_behind_a_sign_in_is_not_compressed(admin_client, address):
    """It can hold tokens, and its compressed length could tell of them."""
    make_publishable()

    response = admin_client.get(address, headers={"accept-encoding": "gzip, br"})

    headers = [name in response.headers for name in ("Content-Encoding", "ETag")]
    assert (response.status_code, headers) == (200, [False, False])
    assert "no-store" in response.headers["Cache-Control"]
