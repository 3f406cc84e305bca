"""Two people publish the same draft at once: one release comes of it, and the other is told. Every server shows it."""

import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlsplit

import pytest

from comparisons.presentation.downloads import FORMATS
from tests.browser.site import ROOT
from tests.servers.editor import Editor

PUBLISHERS = 4
STAGGERS = [0, 0.05, 0.1, 0.2]
"""Seconds by which each publisher is later than the one before, so that they meet at every stage of the work."""
IN_A_ROW = 20
PATIENCE = 120
"""Seconds for an audit on a busy machine."""
DEADLINE = 5
"""Seconds: within these a release is seen on every server."""
TOLD = re.compile(r"Release \d+ was published after you reviewed")


def change_the_draft(editor, words):
    path = "/admin/comparisons/framework/1/change/"
    form = editor.form(path, "framework_form")
    assert editor.post(path, {**form, "summary": [words]}).status == 302


def publish_together(publishers, stagger):
    """All have reviewed the draft before the first publishes it."""
    forms = [editor.form("/admin/publish/", "publish_form") for editor in publishers]
    start = Barrier(len(publishers))

    def publish(editor, form):
        time.sleep(start.wait() * stagger)
        return editor.post("/admin/publish/", {**form, "note": [f"Published at {editor.address}."]})

    with ThreadPoolExecutor(len(publishers)) as pool:
        return list(pool.map(publish, publishers, forms))


def numbers(site):
    return [number for (number,) in site.rows("SELECT number FROM comparisons_release ORDER BY number")]


def is_seen(address, number):
    """Whether every worker of a server reads this release before the deadline: many answers in a row are of it."""
    deadline, row = time.monotonic() + DEADLINE, 0
    while row < IN_A_ROW and time.monotonic() < deadline:
        row = row + 1 if f'"number": {number},' in Editor(address).get("/recommendation.json").text else 0
    return row == IN_A_ROW


def pages_of(address):
    """By address, the bytes and the entity tag of what crawlers and readers get."""
    visitor = Editor(address)
    paths = [urlsplit(found).path for found in re.findall("<loc>(.*?)</loc>", visitor.get("/sitemap.xml").text)]
    comparison = "/compare/iso-27001-vs-soc-2"
    files = [f"{page}.{suffix}" for page in (comparison, "/recommendation") for suffix in FORMATS]
    answers = {path: visitor.get(path) for path in [*paths, *files, "/sitemap.xml", "/cards/home.png"]}
    return {path: (answer.status, answer.body, answer.headers.get("ETag")) for path, answer in answers.items()}


def until_audited(address):
    """Wait until the page of the method shows what all answers lead to: before that, nobody may keep it."""
    deadline = time.monotonic() + PATIENCE
    while "We are counting what all answers lead to" in Editor(address).get("/method/").text:
        assert time.monotonic() < deadline
        time.sleep(0.2)


def different_on(*addresses):
    for address in addresses:
        until_audited(address)
    first, second = map(pages_of, addresses)
    return [path for path, page in first.items() if page != second[path] or page[0] != 200 or not page[2]]


@pytest.mark.exhaustive
@pytest.mark.parametrize("stagger", STAGGERS)
def test_publishing_at_once_makes_one_release_and_tells_the_others(site, editors, stagger):
    change_the_draft(editors[0], f"A sentence of the stagger {stagger}.")
    before = numbers(site)

    answers = publish_together(editors[:PUBLISHERS], stagger)

    losers = [answer for answer in answers if answer.status != 302]
    assert numbers(site) == [*before, before[-1] + 1]
    assert [answer.status for answer in losers] == [200] * (PUBLISHERS - 1)
    assert [answer.text for answer in losers if not TOLD.search(answer.text)] == []


@pytest.mark.exhaustive
def test_release_is_seen_within_seconds_on_every_server_and_reads_the_same(site, editors):
    change_the_draft(editors[0], "A sentence for every server.")
    form = editors[0].form("/admin/publish/", "publish_form")

    published = editors[0].post("/admin/publish/", {**form, "note": ["For every server."]})

    assert published.status == 302
    assert [is_seen(address, numbers(site)[-1]) for address in reversed(site.addresses)] == [True, True]
    assert different_on(*site.addresses) == []


@pytest.mark.exhaustive
def test_release_holds_what_another_saves_meanwhile_as_a_whole_or_not_at_all(site):
    words = [sys.executable, "-m", "tests.servers.meddled_publishing"]

    done = subprocess.run(words, cwd=ROOT, env=site.env, capture_output=True, text=True, check=False)  # noqa: S603

    assert (done.stdout, done.stderr, done.returncode) == ("before\nafterwards: after\n", "", 0)
