"""A file or a picture that cannot be made at this moment: 503, for it alone and for this moment alone."""

import sys

import pytest

from comparisons.presentation import cards
from comparisons.presentation.renderer import pool
from comparisons.serving.answer_cache import AnswerCache
from tests.factories import make_publishable
from tests.wire import application, send

RENDERED = [
    "/recommendation.pdf",
    "/compare/iso-27001-vs-soc-2.pdf",
    "/releases/1/compare/iso-27001-vs-soc-2.pdf",
    "/cards/home.png",
    "/cards/frameworks/soc-2.png",
    "/cards/compare/iso-27001-vs-soc-2.png",
]
OTHERS = ["/", "/recommendation.json", "/recommendation.xlsx", "/compare/iso-27001-vs-soc-2.md"]


@pytest.fixture
def no_renderer(monkeypatch):
    """No renderer can be started as long as the block lasts that this gives."""

    def begin():
        cards.draw.cache_clear()
        pool().end()
        monkeypatch.setattr(sys, "executable", "/no/such/python")

    yield begin
    monkeypatch.undo()


@pytest.mark.parametrize("address", RENDERED)
def test_file_without_a_renderer_is_503_until_there_is_one(served, no_renderer, monkeypatch, address):
    no_renderer()
    refused = send(address)
    monkeypatch.undo()

    assert (refused.status, refused.headers["Retry-After"], refused.headers["Cache-Control"]) == (503, "5", "no-store")
    assert "ETag" not in refused.headers
    assert "<h1>The file is not ready</h1>" in refused.text
    assert send(address).status == 200


@pytest.mark.parametrize("address", OTHERS)
def test_what_needs_no_renderer_is_there_without_one(served, no_renderer, address):
    no_renderer()

    assert send(address).status == 200


def test_reader_who_has_the_file_needs_no_renderer(served, no_renderer):
    tag = send("/recommendation.pdf").headers["ETag"]
    no_renderer()

    assert send("/recommendation.pdf", headers={"If-None-Match": tag}).status == 304


@pytest.mark.parametrize("address", ["/recommendation.pdf", "/cards/home.png"])
def test_answer_cache_does_not_keep_that_a_file_is_unavailable(served, no_renderer, monkeypatch, address):
    cache = AnswerCache(application(), 32 << 20)
    no_renderer()
    statuses = [send(address, through=cache).status for _ in range(3)]
    monkeypatch.undo()

    assert statuses == [503] * 3
    assert cache.pages.size == 0
    assert [send(address, through=cache).status for _ in range(3)] == [200] * 3
    assert cache.pages.size > 0


@pytest.mark.django_db
def test_file_of_the_draft_is_503_without_a_renderer(may, no_renderer):
    make_publishable()
    editor = may("view_framework")
    no_renderer()

    response = editor.get("/draft/recommendation.pdf")

    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
