import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.views.coding import CODINGS, coding_for
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
def test_editing_pages_are_not_compressed_by_us(admin_client):
    """They hold tokens: their compressed length could tell about them."""
    response = admin_client.get("/admin/", headers={"accept-encoding": "gzip, br"})

    assert (response.status_code, "Content-Encoding" in response.headers) == (200, False)
