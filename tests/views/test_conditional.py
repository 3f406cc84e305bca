"""How public answers are kept: entity tags, 304, and for how long."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from comparisons.releases import release_cache
from comparisons.views.http import conditional
from comparisons.views.page import page
from tests.factories import release_of
from tests.wire import send

pytestmark = pytest.mark.usefixtures("served")

FRESH = "public, max-age=60, stale-while-revalidate=60, stale-if-error=86400"
VARY = "HX-Request, HX-Target, Accept-Encoding"
ANSWERED = "market=european-union&industry=saas"
ADDRESSES = [
    ("/", ""),
    ("/frameworks/", ""),
    ("/frameworks/soc-2/", ""),
    ("/compare/", ""),
    ("/compare/iso-27001-vs-soc-2/", ""),
    ("/compare/iso-27001-vs-soc-2.csv", ""),
    ("/compare/iso-27001-vs-soc-2.json", ""),
    ("/wizard/", ""),
    ("/wizard/market/", ANSWERED),
    ("/recommendation/", ANSWERED),
    ("/recommendation.json", ANSWERED),
    ("/recommendation.md", ANSWERED),
    ("/recommendation/compare/", ""),
    ("/method/", ""),
    ("/dates/", ""),
    ("/dates.ics", ""),
    ("/releases/1/", ""),
    ("/releases/1/recommendation/", ANSWERED),
    ("/releases/1/method/", ""),
]


def tags():
    return {(path, query): send(path, query).headers["ETag"] for path, query in ADDRESSES}


@pytest.mark.parametrize(("path", "query"), ADDRESSES)
def test_page_that_is_known_is_not_sent_again(path, query):
    first = send(path, query)
    again = send(path, query, headers={"If-None-Match": first.headers["ETag"]})
    head = send(path, query, method="HEAD", headers={"If-None-Match": first.headers["ETag"]})

    kept = ["ETag", "Cache-Control", "Vary", "Content-Security-Policy"]
    assert (first.headers["Cache-Control"], first.headers["Vary"]) == (FRESH, VARY)
    assert (again.status, again.body) == (304, b"")
    assert [again.headers[name] for name in kept] == [first.headers[name] for name in kept]
    assert (head.status, head.headers) == (304, again.headers)


def test_page_that_is_known_is_not_made():
    asked = []

    @page
    def counting(request, edition):
        asked.append(edition.number)
        return HttpResponse("The page.")

    def ask(**headers):
        request = RequestFactory().get("/", headers=headers)
        request.htmx = HtmxDetails(request)
        return counting(request, edition="current")

    first = ask()
    again = ask(**{"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code, asked) == (200, 304, [2])


@pytest.mark.parametrize("form", ["W/{}", '"x", {}', 'W/"x" , W/{}', "*", '{},"y"'])
def test_tag_is_found_in_a_list_and_where_it_was_weakened(form):
    tag = send("/").headers["ETag"]

    assert send("/", headers={"If-None-Match": form.format(tag)}).status == 304


@pytest.mark.parametrize("sent", ["", '"x"', "W/", 'W/"', '"', "x", ",", '"*"', "\xff", '""', "{}x", "x{}"])
def test_tag_that_is_not_ours_gets_the_page(sent):
    tag = send("/").headers["ETag"]

    assert send("/", headers={"If-None-Match": sent.replace("{}", tag.strip('"'))}).status == 200


def test_tag_is_strong_and_tells_apart_what_differs_in_its_bytes():
    htmx = {"HX-Request": "true", "HX-Target": "question"}
    answers = [
        send("/wizard/"),
        send("/wizard/", headers={"Accept-Encoding": "gzip"}),
        send("/wizard/", headers={"Accept-Encoding": "br"}),
        send("/wizard/", headers=htmx),
        send("/wizard/", headers={**htmx, "Accept-Encoding": "br"}),
        send("/wizard/", ANSWERED),
        send("/wizard/industry/"),
        send("/releases/1/wizard/"),
        send("/releases/2/wizard/"),
    ]

    tags = [answer.headers["ETag"] for answer in answers]
    assert len(set(tags)) == len({answer.body for answer in answers}) == len(answers)
    assert [tag for tag in tags if tag.startswith("W/")] == []


@pytest.mark.parametrize("target", ["body", "question-2", "", "QUESTION"])
def test_tag_is_that_of_the_page_for_any_element_that_is_no_part_of_it(target):
    page = send("/wizard/")
    boosted = send("/wizard/", headers={"HX-Request": "true", "HX-Target": target})

    assert (boosted.body, boosted.headers) == (page.body, page.headers)


def test_reader_with_the_shorter_form_of_a_page_is_told_that_it_is_unchanged():
    tag = send("/", headers={"Accept-Encoding": "br"}).headers["ETag"]
    best = tag.replace('-br"', '-br-best"')

    unchanged = send("/", headers={"Accept-Encoding": "br", "If-None-Match": best})
    gzipped = send("/", headers={"Accept-Encoding": "gzip", "If-None-Match": best})

    assert (unchanged.status, unchanged.headers["ETag"], gzipped.status) == (304, best, 200)


def test_tag_of_one_coding_does_not_stand_for_another():
    tag = send("/", headers={"Accept-Encoding": "br"}).headers["ETag"]

    statuses = [send("/", headers={"Accept-Encoding": c, "If-None-Match": tag}).status for c in ("br", "gzip", "")]

    assert statuses == [304, 200, 200]


def test_tag_is_the_same_on_every_server(shipped):
    here = tags()
    release_cache.replace(release_of(shipped, 1), release_of(shipped, 2))

    assert tags() == here


def test_release_changes_every_tag(shipped):
    """Those of earlier releases too: their pages tell how the current one differs."""
    before = tags()
    release_cache.replace(*(release_of(shipped, number) for number in (1, 2, 3)))
    after = tags()

    assert [address for address in before if before[address] == after[address]] == []


def test_upgrade_changes_every_tag(monkeypatch):
    before = tags()
    monkeypatch.setattr(conditional, "running_version", lambda: "another version")
    after = tags()

    assert [address for address in before if before[address] == after[address]] == []


def test_redirect_is_as_fresh_as_a_page_and_has_no_tag():
    answer = send("/recommendation/", "x=1", headers={"If-None-Match": "*"})

    assert (answer.status, answer.headers["Cache-Control"], answer.headers["Vary"]) == (302, FRESH, VARY)
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("path", ["/frameworks/new/", "/compare/new-vs-soc-2/", "/compare/new-vs-soc-2.csv", "/x/"])
def test_page_that_is_not_there_is_not_kept(path):
    answer = send(path, headers={"If-None-Match": "*"})

    assert (answer.status, answer.headers["Cache-Control"]) == (404, "no-store")
    assert "ETag" not in answer.headers


def test_nothing_is_kept_during_development(settings):
    settings.DEBUG = True

    answer = send("/")

    assert (answer.status, answer.headers["Cache-Control"], answer.headers.get("ETag")) == (200, "no-store", None)


@pytest.mark.parametrize(("path", "query"), ADDRESSES)
@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_head_agrees_with_get_in_every_coding(path, query, coding):
    got = send(path, query, headers={"Accept-Encoding": coding})
    head = send(path, query, method="HEAD", headers={"Accept-Encoding": coding})

    assert (head.status, head.headers) == (got.status, got.headers)
