"""Answers with the cache are the answers without it; what must not be kept is not."""

import datetime
import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparisons.releases import release_cache
from comparisons.serving.answer_cache import AnswerCache
from comparisons.serving.recompression import improve_next
from comparisons.views.http.conditional import CACHEABLE
from tests.examples import examples, exhaustive
from tests.factories import DraftLinkFactory, make_publishable, release_of
from tests.test_urls import PUBLIC
from tests.wire import application, send

ANSWERS = "obligations=card-data&market=north-america&industry=saas"
QUICK = [
    "/",
    "/compare/iso-27001-vs-soc-2/",
    f"/wizard/?{ANSWERS}",
    "/wizard/no-such-question/",
    "/cards/home.png",
    "/robots.txt",
]
LARGE = [
    "/compare/soc-2-vs-iso-27001.pdf",
    f"/recommendation.json?{ANSWERS}",
    f"/releases/1/recommendation/?{ANSWERS}",
]
ADDRESSES = [*dict.fromkeys([*QUICK, *LARGE, *(address for addresses in PUBLIC.values() for address in addresses)])]
ENVIRON = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "127.0.0.1", "wsgi.url_scheme": "http"}
CODINGS = ["", "gzip", "br", "gzip, deflate, br, zstd", "br;q=0, *", "identity", "gzip;q=x" + " " * 400 + ", br"]
SWAP = {"HX-Request": "true", "HX-Target": "question"}
OTHERS = [
    SWAP,
    {**SWAP, "Accept-Encoding": "br"},
    {"HX-Target": "question"},
    {**SWAP, "HX-Request": "True"},
    {**SWAP, "HX-Target": "body"},
    {**SWAP, "HX-Target": "%71uestion"},
    {**SWAP, "HX-Target": "%71uestion", "HX-Target-URI-AutoEncoded": "true"},
    {**SWAP, "HX-Request": "tru%65", "HX-Request-URI-AutoEncoded": "true"},
    {"HX-Request": "true", "HX-Boosted": "true"},
    {"HX-Request": "true", "HX-History-Restore-Request": "true"},
    {"Host": "localhost:8000"},
    {"Host": "127.0.0.1:1"},
    {"Host": "evil.example"},
    {"Host": ""},
    {"Host": "127.0.0.1:8000" + "0" * 400},
    {"X-Forwarded-Proto": "https"},
    {"X-Forwarded-Host": "evil.example"},
    {"Cookie": "session=x; csrf=y"},
    {"Range": "bytes=0-1"},
    {"If-Modified-Since": "Fri, 31 Dec 2100 23:59:59 GMT"},
    {"If-Match": '"x"'},
    {"Accept-Language": "de"},
    {"Authorization": "Basic x"},
    {"Content-Type": "application/json"},
    {"Transfer-Encoding": "chunked"},
]


def conditions(path, query):
    """Headers of readers who have the page in some coding, or another page."""
    for coding in ("", "gzip", "br"):
        tag = send(path, query, headers={"Accept-Encoding": coding}).headers.get("ETag", '"x"')
        best = tag.replace('-br"', '-br-best"')
        lists = [tag, f"W/{tag}", best, f'"x" , W/{tag}', f"{best}, {tag}", "*", '"x"', tag.strip('"'), f"{tag}x", ""]
        yield from ({"Accept-Encoding": coding, "If-None-Match": tags} for tags in lists)


def as_sent(answer):
    return answer.status, list(answer.headers.items()), answer.body


def split(address):
    path, _, query = address.partition("?")
    return path, query


@pytest.mark.parametrize("address", exhaustive(ADDRESSES, quick=QUICK))
def test_answer_is_the_one_without_the_cache(cache, address):
    path, query = split(address)
    headers = [*({"Accept-Encoding": coding} for coding in CODINGS), *OTHERS, *conditions(path, query)]
    requests = [(method, sent) for method in ("GET", "HEAD") for sent in headers] + [("POST", {}), ("get", {})]
    expected = [as_sent(send(path, query, method=method, headers=sent)) for method, sent in requests]

    for seed in range(3):
        cases = random.Random(seed).sample([*zip(requests, expected, strict=True)], len(requests))  # noqa: S311
        for (method, sent), answer in cases:
            assert as_sent(send(path, query, method=method, headers=sent, through=cache)) == answer, sent


@pytest.mark.exhaustive
def test_each_address_has_its_own_page(cache):
    queries = ["", "market=european-union", "industry=saas", ANSWERS]
    paths = ["/wizard/", "/wizard/market/", "/recommendation/", "/releases/1/recommendation/", "/recommendation.json"]
    requests = [(path, query) for path in paths for query in queries]

    kept = [[as_sent(send(*request, through=cache)) for request in requests] for _ in range(3)][-1]

    assert kept == [as_sent(send(*request)) for request in requests]
    assert len(cache.pages) == len(requests)


@pytest.mark.parametrize("address", ["/", f"/recommendation/?{ANSWERS}", "/cards/home.png"])
def test_page_is_made_twice_and_then_needs_no_django(cache, django, address):
    path, query = split(address)
    answers = [send(path, query, through=cache) for _ in range(2)]
    tag = answers[0].headers["ETag"]
    unchanged = send(path, query, headers={"If-None-Match": tag}, through=cache)
    calls = django.calls

    answers += [send(path, query, method=method, through=cache) for method in ("GET", "HEAD")]
    again = send(path, query, headers={"If-None-Match": tag}, through=cache)
    any_tag = send(path, query, headers={"If-None-Match": f'"x", W/{tag}'}, through=cache)

    assert (calls, django.calls) == (3, 3)
    assert answers == answers[:1] * 4
    assert (again, any_tag, again.status) == (unchanged, unchanged, 304)


@pytest.mark.parametrize("forwarded", ["https", "http", "https, http", " https ", "HTTPS", "", None])
@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("redirects", [True, False])
def test_answer_on_https_is_the_one_without_the_cache(served, settings, forwarded, scheme, redirects):
    """The answers to all others are kept, and would be wrong here."""
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = redirects, 3600
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    django = WSGIHandler()
    cache = AnswerCache(django, 1 << 20)

    def on_scheme(application):
        return lambda environ, start: application({**environ, "wsgi.url_scheme": scheme}, start)

    for other in ("https", "https", "http", "http"):
        send("/", headers={"X-Forwarded-Proto": other}, through=cache)
    headers = {} if forwarded is None else {"X-Forwarded-Proto": forwarded}

    bare, cached = (send("/", headers=headers, through=on_scheme(application)) for application in (django, cache))

    assert as_sent(cached) == as_sent(bare)
    assert len(cache.pages) == (1 if redirects else 2)


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/robots.txt", {}),
        ("/.well-known/security.txt", {}),
        ("/static/icon.svg", {}),
        ("/favicon.ico", {}),
        ("/no-such-page/", {}),
        ("/frameworks/no-such-framework/", {}),
        ("/releases/9/", {}),
        ("/wizard", {}),
        ("/recommendation/?x=1", {}),
        ("/recommendation/?industry=saas&market=european-union", {}),
        ("/wizard/?market=european-union&x=", {}),
        ("/?x=1", {}),
        (f"/method/?{ANSWERS}", {}),
        (f"/compare/iso-27001-vs-soc-2/?{ANSWERS}&x=1", {}),
        ("/compare/iso-27001-vs-soc-2.csv?x=1", {}),
        ("/compare/?choose=soc-2", {}),
        ("/recommendation/compare/?a=market%3Deuropean-union", {}),
        ("/releases/01/", {}),
        ("/", {"Host": "evil.example"}),
        ("/admin/login/", {}),
        ("/draft/", {}),
        ("/preview/no-such-token/", {}),
    ],
)
@pytest.mark.django_db
def test_answer_that_may_not_be_kept_is_not(cache, django, address, headers):
    path, query = split(address)
    statuses = {send(path, query, headers=headers, through=cache).status for _ in range(3)}

    assert (len(statuses), len(cache.pages), django.calls) == (1, 0, 3)


@pytest.mark.django_db
def test_page_of_the_draft_is_not_kept(cache, django, admin_client):
    make_publishable()
    cookie = f"session={admin_client.cookies['session'].value}"
    paths = ["/draft/", "/admin/", f"/preview/{DraftLinkFactory().token}/"]

    statuses = [send(path, headers={"Cookie": cookie}, through=cache).status for path in paths * 3]

    assert (statuses, len(cache.pages), django.calls) == ([200] * 9, 0, 9)


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "BREW"])
def test_request_that_is_not_for_reading_gets_no_kept_page(cache, method):
    kept = [send("/", through=cache).status for _ in range(2)]

    assert (kept, send("/", method=method, through=cache).status) == ([200, 200], 405)


def test_request_with_a_body_goes_to_django(cache, django):
    for _ in range(3):
        send("/", through=cache)

    send("/", body=b"x=1", through=cache)

    assert (django.calls, len(cache.pages)) == (3, 1)


def test_names_that_somebody_makes_up_fill_nothing(cache):
    for number in range(20):
        headers = {"Host": f"127.0.0.1:{number}", "HX-Request": "true", "HX-Target": f"x{number}"}
        send("/", headers={**headers, "Accept-Encoding": f"x{number}"}, through=cache)

    assert len(cache.pages) == 1


def test_release_empties_the_cache(cache, django, shipped):
    before = [send(path, through=cache) for path in ["/wizard/", "/"] * 2][-1]
    release_cache.replace(*(release_of(shipped, number) for number in (1, 2, 3)))

    after = send("/", through=cache)

    assert (django.calls, len(cache.pages)) == (5, 1)
    assert after.headers["ETag"] == send("/").headers["ETag"] != before.headers["ETag"]


def test_midnight_empties_the_cache(cache, django, monkeypatch):
    before = [send("/dates/", through=cache) for _ in range(3)][-1]
    tomorrow = release_cache.today() + datetime.timedelta(days=1)
    monkeypatch.setattr(release_cache, "today", lambda: tomorrow)

    after = send("/dates/", through=cache)

    assert (django.calls, len(cache.pages)) == (3, 1)
    assert f'datetime="{tomorrow}"' in after.text
    assert f'datetime="{tomorrow}"' not in before.text


def test_answer_that_a_release_overtakes_is_not_kept(served, shipped):
    def answered(environ, start_response):
        environ[CACHEABLE].append(True)
        if overtaking:
            release_cache.replace(release_of(shipped, 3))
        start_response("200 OK", [("ETag", '"a"'), ("Cache-Control", "public")])
        return [b"The page."]

    cache, overtaking = AnswerCache(answered, 1 << 20), True
    for _ in range(3):
        send("/", through=cache)
    kept_while_overtaken, overtaking = len(cache.pages), False
    for _ in range(2):
        send("/", through=cache)

    assert (kept_while_overtaken, len(cache.pages)) == (0, 1)


@pytest.mark.parametrize(
    "headers", [{"Set-Cookie": "x=y"}, {"ETag": 'W/"a"'}, {"ETag": ""}, {"Cache-Control": "no-store"}]
)
def test_answer_for_one_reader_is_not_kept_whatever_its_view_says(served, headers):
    def answered(environ, start_response):
        environ[CACHEABLE].append(True)
        start_response("200 OK", [*{"ETag": '"a"', "Cache-Control": "public", **headers}.items()])
        return [b"The page."]

    cache = AnswerCache(answered, 1 << 20)
    for _ in range(3):
        send("/", through=cache)

    assert len(cache.pages) == 0


@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), max_bytes=st.sampled_from([0, 20_000, 60_000, 1 << 20]))
def test_any_sequence_of_requests_and_releases_is_answered_as_without_the_cache(shipped, data, max_bytes):
    """Improved pages are compared by what a browser reads."""
    addresses = ["/", "/wizard/", "/releases/1/wizard/", "/frameworks/", "/recommendation.json", "/no-such-page/"]
    headers = [{}, SWAP, {"Accept-Encoding": "br"}, {**SWAP, "Accept-Encoding": "br"}, {"If-None-Match": "*"}]
    requests = st.tuples(
        st.sampled_from(addresses), st.sampled_from(["", "market=european-union"]), st.sampled_from(headers)
    )
    acts = st.one_of(requests, st.sampled_from(["r", "i"]))
    cache, number = AnswerCache(application(), max_bytes), 1
    release_cache.replace(release_of(shipped, 1))
    for act in data.draw(st.lists(acts, min_size=5, max_size=30)):
        if act == "r":
            number += 1
            release_cache.replace(release_of(shipped, 1), release_of(shipped, number))
        elif act == "i":
            improve_next(cache.pages)
        else:
            path, query, sent = act
            answers = [send(path, query, headers=sent, through=through) for through in (None, cache)]
            assert content_of(answers[0]) == content_of(answers[1])
        assert cache.pages.size <= max_bytes


def content_of(answer):
    """All that is the same in both forms of a page."""
    varying = {"Content-Length", "ETag"}
    headers = {name: value for name, value in answer.headers.items() if name not in varying}
    is_coded = answer.headers.get("Content-Encoding") == "br"
    tag = answer.headers.get("ETag", "").replace('-best"', '"')
    return answer.status, headers, tag, brotli.decompress(answer.body) if is_coded else answer.body


def test_no_answer_is_older_than_its_request_while_releases_come(shipped):
    """Several threads ask, and the releases change under them: an answer is of a release that was current meanwhile."""
    releases = [release_of(shipped, number) for number in range(1, 7)]
    release_cache.replace(releases[0])

    def answered(environ, start_response):
        environ[CACHEABLE].append(True)
        number = release_cache.current().number
        start_response("200 OK", [("ETag", f'"{number}"'), ("Cache-Control", "public")])
        return [str(number).encode()]

    def ask():
        while not is_over.is_set():
            before = release_cache.current().number
            answer = b"".join(cache({**ENVIRON, "QUERY_STRING": str(before % 2)}, lambda *_: None))
            yield before <= int(answer) <= release_cache.current().number

    cache, is_over = AnswerCache(answered, 1 << 20), threading.Event()
    with ThreadPoolExecutor(4) as pool:
        clients = [pool.submit(lambda: Counter(ask())) for _ in range(4)]
        for release in releases[1:]:
            release_cache.replace(release)
        is_over.set()
        counts = sum((client.result() for client in clients), Counter())

    assert counts[False] == 0
    assert counts[True] > 100
    assert len(cache.pages) in {1, 2}
