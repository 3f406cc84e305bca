"""What is kept in memory, and how much of it."""

import gc
import tracemalloc

import pytest

from comparisons.serving.stored_pages import MAX_PAGE, REMEMBERED, Answer, Key, StoredPages

STATE = object()


def key(path):
    return Key("", path, "", is_https=False, coding="br", swapped="")


def answer(size=1000, status="200 OK", headers=10):
    others = [(f"X-{number}", "y" * 50) for number in range(headers)]
    return Answer(status, [("ETag", '"a-br"'), ("Content-Encoding", "br"), *others], bytes(size))


@pytest.fixture
def pages():
    stored = StoredPages(100_000)
    stored.find(STATE, key("/"))
    return stored


def kept(pages, *paths):
    return [path for path in paths if pages.find(STATE, key(path))]


def test_page_is_kept_when_it_is_asked_for_again(pages):
    pages.keep(STATE, key("/a"), answer())
    once = len(pages)

    pages.keep(STATE, key("/a"), answer())

    assert (once, len(pages)) == (0, 1)


def test_page_that_was_read_least_recently_goes_first(pages):
    for path in ("/a", "/b", "/c"):
        pages.keep(STATE, key(path), answer(25_000), at_once=True)
    pages.find(STATE, key("/a"))

    pages.keep(STATE, key("/d"), answer(25_000), at_once=True)

    assert kept(pages, "/a", "/b", "/c", "/d") == ["/a", "/c", "/d"]


@pytest.mark.parametrize("headers", [10, 0])
def test_pages_take_no_more_memory_than_they_may(headers):
    max_bytes = 1_000_000
    pages = StoredPages(max_bytes)
    pages.find(STATE, key("/"))
    gc.collect()
    tracemalloc.start()

    for number in range(1_000):
        path = f"/{number}"
        pages.keep(STATE, key(path), answer(number if headers else 0, headers=headers), at_once=True)
        pages.keep_unchanged(STATE, key(path), answer(0, "304 Not Modified", headers=headers))
        pages.find(STATE, key(path))
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    assert max_bytes / 2 < pages.size <= max_bytes
    assert taken <= max_bytes


def test_page_that_is_too_large_is_not_kept_and_pushes_nothing_out():
    pages = StoredPages(10 * MAX_PAGE)
    pages.find(STATE, key("/"))
    pages.keep(STATE, key("/a"), answer(), at_once=True)

    pages.keep(STATE, key("/b"), answer(MAX_PAGE), at_once=True)

    assert kept(pages, "/a", "/b") == ["/a"]


def test_addresses_that_were_asked_for_once_are_forgotten(pages):
    """So what is remembered of them has a bound."""
    for number in range(2 * REMEMBERED + 1):
        pages.keep(STATE, key(f"/{number}"), answer())
    pages.keep(STATE, key("/0"), answer())
    pages.keep(STATE, key(f"/{2 * REMEMBERED}"), answer())

    assert kept(pages, "/0", f"/{2 * REMEMBERED}") == [f"/{2 * REMEMBERED}"]


def test_another_state_empties_it_and_nothing_of_the_old_one_comes_in(pages):
    pages.keep(STATE, key("/a"), answer(), at_once=True)
    page = pages.find(STATE, key("/a"))
    other = object()

    missing = pages.find(other, key("/a"))
    pages.keep(STATE, key("/a"), answer(), at_once=True)
    pages.keep_unchanged(STATE, key("/a"), answer(0, "304 Not Modified"))
    pages.improve(key("/a"), page, answer(10))

    assert (missing, len(pages), pages.size, pages.next_to_improve(0)) == (None, 0, 0, None)


def test_unchanged_answer_of_another_state_is_not_kept(pages):
    other = object()
    pages.find(other, key("/a"))
    pages.keep(other, key("/a"), answer(), at_once=True)

    pages.keep_unchanged(STATE, key("/a"), answer(0, "304 Not Modified"))

    assert pages.find(other, key("/a")).unchanged == {}


def test_unchanged_answer_of_another_page_is_not_kept(pages):
    pages.keep(STATE, key("/a"), answer(), at_once=True)

    pages.keep_unchanged(STATE, key("/a"), Answer("304 Not Modified", [("ETag", '"b-br"')], b""))

    assert pages.find(STATE, key("/a")).unchanged == {}


def test_page_that_went_is_not_improved(pages):
    pages.keep(STATE, key("/a"), answer(), at_once=True)
    pages.find(STATE, key("/a"))
    for number in range(4):
        pages.keep(STATE, key(f"/{number}"), answer(30_000), at_once=True)

    assert pages.next_to_improve(0) is None
