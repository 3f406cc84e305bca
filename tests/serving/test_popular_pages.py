import pytest
from django.urls import resolve

from comparisons.releases import release_cache
from comparisons.serving.answer_cache import AnswerCache
from comparisons.serving.popular_pages import make_popular_pages, popular_addresses
from tests.factories import release_of
from tests.wire import application, connections_left_alone, send


def make(cache):
    with connections_left_alone():
        make_popular_pages(cache)


def test_popular_pages_are_those_that_search_engines_show_and_the_first_question(served):
    addresses = list(popular_addresses(release_cache.current()))

    listed = send("/sitemap.xml").text
    count = len(served.frameworks)
    assert addresses[:3] == ["/wizard/", "/", "/frameworks/"]
    assert addresses[-1] == "/method/"
    assert [address for address in addresses[1:] if f"8000{address}</loc>" not in listed] == []
    assert len(addresses) == 6 + count + count * (count - 1) // 2


def test_popular_pages_leave_the_renderers_to_visitors(served):
    """No file and no picture is made ahead: visitors would be refused theirs while those are made."""
    names = {resolve(address).url_name for address in popular_addresses(release_cache.current())}

    assert names == {"home", "frameworks", "framework", "compare", "comparison", "wizard", "method", "dates"}


@pytest.mark.exhaustive
@pytest.mark.parametrize(("is_https", "coding"), [(False, "gzip"), (True, "br")])
def test_popular_page_needs_no_django_from_its_first_reader_on(cache, django, settings, is_https, coding):
    if is_https:
        settings.HTTPS, settings.SITE_URL = True, "https://127.0.0.1"
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        cache = AnswerCache(django, 32 << 20)
    make(cache)
    calls = django.calls
    headers = {"Accept-Encoding": "gzip, deflate, br" if is_https else "gzip, deflate"}
    proxied = {**headers, "X-Forwarded-Proto": "https"} if is_https else headers

    answers = {path: send(path, headers=proxied, through=cache) for path in popular_addresses(release_cache.current())}

    assert (calls, django.calls) == (len(answers), len(answers))
    assert {answer.headers["Content-Encoding"] for answer in answers.values()} == {coding}
    assert {path: send(path, headers=headers) for path in answers} == answers


@pytest.mark.exhaustive
def test_pages_that_are_kept_are_not_made_ahead_again(cache, django):
    make(cache)
    calls = django.calls

    make(cache)

    assert django.calls == calls


def test_pages_are_not_made_ahead_beyond_half_of_the_cache(served):
    cache = AnswerCache(application(), 200_000)

    make(cache)

    assert 100_000 < cache.pages.size < 130_000


def test_another_release_ends_the_making_of_pages_of_the_old_one(shipped, served):
    def overtaken(environ, start_response):
        requested.append(environ["PATH_INFO"])
        if len(requested) == 3:
            release_cache.replace(release_of(shipped, 3))
        return application()(environ, start_response)

    requested = []

    make(AnswerCache(overtaken, 1 << 20))

    assert requested == ["/wizard/", "/", "/frameworks/"]


def test_nothing_is_made_ahead_before_the_first_release(cache, django):
    release_cache.replace()

    make(cache)

    assert django.calls == 0
