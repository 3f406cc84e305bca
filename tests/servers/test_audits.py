"""What an editor reviews is audited once for all workers and servers of a machine, and every one of them shows it."""

import re
import time
from pathlib import Path

import pytest

PATIENCE = 300
"""Seconds for an audit, which takes five of a processor, and on a busy machine waits for others."""
EFFECT = re.compile(r"What changes for those who answer</h2>.*?</section>", re.DOTALL)


def effect(editor):
    """What the review says of its effect, once that is known."""
    deadline = time.monotonic() + PATIENCE
    while "<progress" in (text := EFFECT.search(editor.get("/admin/publish/").text)[0]):
        assert time.monotonic() < deadline
        time.sleep(1)  # the audit stands back for whoever asks
    return text


def method(editor):
    """The page of the method, once it shows the audit."""
    deadline = time.monotonic() + PATIENCE
    while "We are counting what all answers lead to" in (page := editor.get("/method/")).text:
        assert time.monotonic() < deadline
        time.sleep(1)  # the audit stands back for whoever asks
    return page


def audited(folder):
    """The catalogues, or pairs of them, that were audited, as often as they were."""
    logs = "".join(path.read_text() for path in folder.glob("*.log"))
    return re.findall(r"Audited catalogue (\S+)", logs)


@pytest.mark.exhaustive
def test_review_is_audited_once_for_all_workers(site, editors):
    path = "/admin/comparisons/method/1/change/"
    form = editors[0].form(path, "method_form")
    assert editors[0].post(path, {**form, "lead": ["41"]}).status == 302  # no other test has it

    effects = [effect(editor) for editor in editors]

    assert len(set(effects)) == 1
    assert "The whole wizard" in effects[0]
    pairs = audited(Path(site.env["DATA_DIR"]))
    assert pairs
    assert sorted(pairs) == sorted(set(pairs))


@pytest.mark.exhaustive
def test_release_is_audited_once_and_every_server_shows_it(site, editors):
    pages = [method(editor) for editor in editors]

    assert {page.status for page in pages} == {200}
    assert len({page.body for page in pages}) == 1
    names = audited(Path(site.env["DATA_DIR"]))
    assert sorted(names) == sorted(set(names))
