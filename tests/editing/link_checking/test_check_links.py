"""The command, with what it leaves behind."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from comparisons.models import AuditLogEntry, LinkCheck, Source
from tests.editing.link_checking.conftest import Server
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


def run(*words):
    out = io.StringIO()
    call_command("check_links", "--allow-private", "--pause", "0", *words, stdout=out)
    return out.getvalue()


def test_command_keeps_what_it_finds_and_lists_what_is_broken(server: Server):
    here, gone = SourceFactory(url=server.url("/here")), SourceFactory(url=server.url("/gone"))
    server.answers["/gone"] = 404

    output = run()

    kept = LinkCheck.objects.order_by("outcome").values_list(
        "source", "url", "outcome", "status", "problem", "final_url"
    )
    assert list(kept) == [
        (gone.pk, gone.url, "broken", 404, "It answers 404 (Not Found).", gone.url),
        (here.pk, here.url, "works", 200, "", here.url),
    ]
    assert output.splitlines()[-1] == "Of 2 links: 1 working, 1 broken, 0 for a person to check, 0 skipped."
    assert f"broken: {gone.url}\n    It answers 404 (Not Found).\n" in output
    assert list(Source.objects.broken()) == [gone]


def test_check_is_no_edit_of_the_source(server):
    source = SourceFactory(url=server.url())
    entries = AuditLogEntry.objects.count()

    run()

    source.refresh_from_db()
    assert source.link_check.outcome == "works"
    assert (source.version, AuditLogEntry.objects.count()) == (1, entries)


def test_check_tells_the_time_and_where_redirects_led(server):
    server.answers["/"] = 301, {"Location": "/new"}
    source = SourceFactory(url=server.url())
    before = timezone.now()

    run()

    check = LinkCheck.objects.get()
    assert before <= check.checked_at <= timezone.now()
    assert (check.source, check.moved_to) == (source, server.url("/new"))


def test_sources_of_one_address_are_asked_for_once(server):
    SourceFactory.create_batch(2, url=server.url())

    run()

    assert len(server.asked) == 1
    assert LinkCheck.objects.count() == 2


def test_what_was_checked_of_late_is_left_alone_until_it_is_older(server):
    SourceFactory(url=server.url())
    run()
    asked_once = len(server.asked)
    run()
    still_once = len(server.asked)
    LinkCheck.objects.update(checked_at=timezone.now() - datetime.timedelta(days=3))
    run("--older-than", "2")

    assert (asked_once, still_once, len(server.asked)) == (1, 1, 2)


def test_limit_is_kept_and_the_oldest_come_first(server):
    old, new, _never = (SourceFactory(url=server.url(f"/{name}")) for name in ("old", "new", "never"))
    now = timezone.now()
    for source, days in ((new, 10), (old, 20)):
        LinkCheck.objects.keep(source.url, outcome="works", status=200, problem="", final_url=source.url)
        LinkCheck.objects.filter(source=source).update(checked_at=now - datetime.timedelta(days=days))

    run("--limit", "2")

    assert sorted(server.asked) == [("HEAD", "/never"), ("HEAD", "/old")]
    assert set(Source.objects.due(now)) == {new}


def test_private_address_is_reported_unless_it_is_allowed(server):
    SourceFactory(url=server.url())

    call_command("check_links", stdout=io.StringIO())

    assert LinkCheck.objects.get().problem.endswith("is not a public address, so it gets no request.")
    assert server.asked == []


def test_source_that_is_gone_or_elsewhere_by_the_time_of_the_answer_gets_no_result():
    deleted, changed = SourceFactory(), SourceFactory()
    urls = [deleted.url, changed.url]
    deleted.delete()
    Source.objects.filter(pk=changed.pk).update(url="https://elsewhere.example/")

    for url in urls:
        LinkCheck.objects.keep(url, outcome="broken", status=404, problem="Gone.", final_url="")

    assert not LinkCheck.objects.exists()


def test_run_that_is_stopped_keeps_what_it_found(server):
    """Each result is written by itself, as soon as it is there."""
    first, second = SourceFactory(url=server.url("/a")), SourceFactory(url=server.url("/b"))

    class Stopped(io.StringIO):
        def write(self, text):
            raise KeyboardInterrupt

    server.answers["/a"] = server.answers["/b"] = 404
    with pytest.raises(KeyboardInterrupt):
        call_command("check_links", "--allow-private", "--pause", "0", stdout=Stopped())

    kept = LinkCheck.objects.get()
    assert kept.outcome == "broken"
    assert kept.source in {first, second}


@pytest.mark.parametrize("words", [["--timeout", "0"], ["--within", "-1"], ["--timeout", "inf"]])
def test_time_that_is_none_is_refused(words):
    with pytest.raises(CommandError, match="invalid positive value"):
        run(*words)


def test_problem_is_one_line_that_fits():
    source = SourceFactory()

    LinkCheck.objects.keep(
        source.url, outcome="broken", status=None, problem="a\n\0b" + "c" * 400, final_url="d" * 3000
    )

    check = LinkCheck.objects.get()
    assert (check.problem[:4], len(check.problem), len(check.final_url)) == ("a bc", 300, 2000)
    check.full_clean()
