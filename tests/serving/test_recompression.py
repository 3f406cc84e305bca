import brotli
import pytest

from comparisons.serving.recompression import improve_next
from tests.wire import send

BROTLI = {"Accept-Encoding": "br"}


def read(cache, path, tags=""):
    return send(path, headers={**BROTLI, "If-None-Match": tags}, through=cache)


@pytest.mark.parametrize("path", ["/", "/compare/iso-27001-vs-soc-2/", "/recommendation.json"])
def test_page_that_is_read_again_becomes_shorter_and_says_the_same(cache, django, path):
    quick = [read(cache, path) for _ in range(3)][-1]

    did_one, did_two = improve_next(cache.pages), improve_next(cache.pages)
    best = read(cache, path)

    changed = {name for name, value in best.headers.items() if quick.headers[name] != value}
    assert (did_one, did_two, django.calls) == (True, False, 2)
    assert brotli.decompress(best.body) == brotli.decompress(quick.body) == send(path).body
    assert len(best.body) < 0.95 * len(quick.body)
    assert (list(best.headers), changed) == (list(quick.headers), {"Content-Length", "ETag"})
    assert best.headers["Content-Length"] == str(len(best.body))


def test_reader_of_either_form_is_replies_that_it_is_unchanged(cache, django):
    quick = [read(cache, "/") for _ in range(3)][-1].headers["ETag"]
    improve_next(cache.pages)
    best = read(cache, "/").headers["ETag"]
    read(cache, "/", quick)
    calls = django.calls

    answers = {tags: read(cache, "/", tags) for tags in (quick, best, f"W/{best}", "*")}

    replies = {tags: (answer.status, answer.headers["ETag"]) for tags, answer in answers.items()}
    assert replies == {quick: (304, quick), best: (304, best), f"W/{best}": (304, best), "*": (304, best)}
    assert (django.calls, quick == best) == (calls, False)


@pytest.mark.parametrize(("path", "coding"), [("/cards/home.png", "br"), ("/", "gzip"), ("/", "")])
def test_answer_that_is_not_in_brotli_is_left_alone(cache, path, coding):
    for _ in range(3):
        send(path, headers={"Accept-Encoding": coding}, through=cache)

    assert improve_next(cache.pages) is False
