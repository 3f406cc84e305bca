"""Pages on paper: what cannot be clicked there is left out, and the address is written instead."""

import io
import unicodedata

import pypdf
import pytest

from tests.browser.pages import ANSWERS, PAGES


def printed(page, address):
    """The first page on paper, and all text."""
    page.goto(address)
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    texts = (unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in pages)  # ligatures as letters
    return pages[0].mediabox, " ".join(" ".join(text.split()) for text in texts)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("recommendation", f"/releases/1/recommendation/?{ANSWERS}"),
        ("comparison with a guide", PAGES["comparison with a guide"]),
    ],
)
def test_address_is_on_paper_and_no_heading_without_content(page, address, name, path):
    _, text = printed(page, PAGES[name])

    assert f"{address}{path}" in text.replace("This page: ", "").replace(" ", "")
    assert "Take it away" not in text


@pytest.mark.exhaustive
@pytest.mark.parametrize(("name", "is_across"), [("comparison of five", True), ("comparison with a guide", False)])
def test_comparison_of_many_is_printed_across(page, name, is_across):
    box, _ = printed(page, PAGES[name])

    assert (box.width > box.height) == is_across
