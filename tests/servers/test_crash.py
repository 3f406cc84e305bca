"""A server is killed while it saves: the save has happened as a whole or not at all, and has if it said so."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor, wait
from http.client import HTTPException
from itertools import pairwise
from random import Random

import pytest

from comparisons.management.commands.serve import granian
from tests.browser.site import free_port, serving
from tests.examples import examples
from tests.servers.marking import INLINES, form_of, make_forty_inlines, marked, marks, marks_by_change_set, path_of

ROUNDS, FEW_ROUNDS = max(20, examples(40)), 10
"""A killed server was writing the file of SQLite itself. PostgreSQL has a server of its own, so few rounds do."""


def save(editor, key, form):
    """The status of the answer, None where the server died before it gave one."""
    try:
        return editor.post(path_of(key), form).status
    except (OSError, HTTPException):
        return None


def save_and_kill(server, editor, key, form, delay):
    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(save, editor, key, form)
        wait([saving], timeout=delay)
        os.killpg(server.pid, signal.SIGKILL)
        return saving.result()


@pytest.mark.exhaustive
def test_server_killed_while_it_saves_tears_nothing_and_loses_nothing_it_acknowledged(site, editors):
    chance, port = Random(), free_port()  # noqa: S311  (for no secret)
    address = f"http://127.0.0.1:{port}"
    key = make_forty_inlines(site, editors[0], "soc-2")
    editor, delay, seen, earlier = editors[0].on(address), 0.2, ["At first."], len(marks_by_change_set(site, key))

    longer = 2.0  # until a save is written: how long one takes depends on the machine and what else it does
    rounds = ROUNDS if site.database.startswith("sqlite") else FEW_ROUNDS
    for number in range(rounds):
        mark = f"Save {number}."
        with serving(site.env, address, granian("127.0.0.1", port, 1)) as server:
            form = form_of(editor, key)
            [base] = form["summary"]
            status = save_and_kill(server, editor, key, marked(form, mark), delay * chance.uniform(0.5, 1.5))
        found = marks(site, key)
        assert found == [found[0]] * (1 + INLINES)
        assert (status, found[0]) in {(302, mark), (None, mark), (None, base)}
        seen += [base, found[0]]
        longer = 1.25 if found[0] == mark else longer
        delay *= 0.8 if found[0] == mark else longer  # so that most are killed about when they are written

    states = [after for before, after in pairwise(seen) if after != before]
    change_sets = marks_by_change_set(site, key)[earlier:]
    assert change_sets == [[state] * (1 + INLINES) for state in states]
    assert 0 < len(states) < rounds
