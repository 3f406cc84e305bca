"""A real PostgreSQL that is stopped, hangs, turns read-only or is locked: visitors never notice, editors are told."""

import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest

from tests import postgresql
from tests.browser.site import environment, free_port, manage, prepare, serving
from tests.servers.editor import Editor
from tests.servers.visitors import comes, status_of, visit, visit_during

pytestmark = pytest.mark.exhaustive
IN_A_ROW = 20
"""So many answers come from both workers: one may notice later than the other."""
PATHS = ["/admin/", "/admin/comparisons/source/", "/draft/"]
EDITORS = 60
ANY_COOKIE = {"Cookie": f"session={'a' * 32}"}
SOURCE = "/admin/comparisons/source/1/change/"
SHORT_STATEMENTS = "?options=-c%20statement_timeout%3D3s"


@pytest.fixture(scope="module")
def database():
    with postgresql.cluster() as cluster:
        yield cluster


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("away")


@pytest.fixture(scope="module")
def address(database, folder):
    """Of a site with two workers."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    env = environment(folder, address, database.address + SHORT_STATEMENTS)
    prepare(env)
    with serving(env, address, manage("serve", "--port", str(port))):
        yield address


@pytest.fixture
def editor(address):
    assert signing_in_comes(address)
    return Editor(address).sign_in()


@contextmanager
def stopped(database):
    database.stop()
    try:
        yield
    finally:
        database.start()


@contextmanager
def hanging(database):
    database.send(signal.SIGSTOP)
    try:
        yield
    finally:
        database.send(signal.SIGCONT)


@contextmanager
def read_only(database):
    set_read_only(database, "on")
    try:
        yield
    finally:
        set_read_only(database, "off")


def set_read_only(database, value):
    with psycopg.connect(database.address, autocommit=True) as connection:
        connection.execute("SET default_transaction_read_only = off")
        connection.execute(f"ALTER SYSTEM SET default_transaction_read_only = {value}")
        connection.execute("SELECT pg_reload_conf()")
    time.sleep(0.5)


def signing_in_comes(address):
    return comes(address, "/admin/login/", 200, IN_A_ROW)


def editing(editor):
    """The statuses and `Retry-After` of editing pages, for an editor and for whoever has any cookie."""
    people = [editor, Editor(editor.address, {"session": "a" * 32})]
    answers = [person.get(path) for person in people for path in PATHS]
    return Counter((answer.status, answer.headers["Retry-After"]) for answer in answers)


def save(editor, form):
    return editor.post(SOURCE, form)


@pytest.mark.parametrize("pages", [10_000])
def test_visitors_do_not_notice_that_the_database_is_stopped(database, address, editor, pages):
    form = editor.form(SOURCE, "source_form")

    with stopped(database):
        refused = [editing(editor), save(editor, form).status]
        statuses = visit(address, pages)
        refused_later = [editing(editor), save(editor, form).status]

    assert statuses == {200: pages + 4}
    assert refused == refused_later == [{(503, "5"): 6}, 503]
    assert signing_in_comes(address)
    assert save(editor, form).status == 302


@pytest.mark.parametrize("pages", [2000])
def test_visitors_do_not_notice_that_the_database_hangs(database, address, editor, pages):
    form = editor.form(SOURCE, "source_form")

    with hanging(database), ThreadPoolExecutor(EDITORS) as pool:
        waiting = [pool.submit(status_of, address, path, ANY_COOKIE) for path in PATHS * EDITORS]
        statuses = visit(address, pages)
        refused = Counter(future.result() for future in waiting)
        refused_at_once = editing(editor)

    assert statuses == {200: pages + 4}
    assert refused == {503: EDITORS * len(PATHS)}
    assert refused_at_once == {(503, "5"): 6}
    assert signing_in_comes(address)
    assert save(editor, form).status == 302


def test_save_works_again_after_the_database_was_read_only(database, address, editor):
    form = editor.form(SOURCE, "source_form")

    with read_only(database):
        refused = save(editor, form)
        statuses = visit(address, 100)
    accepted = save(editor, form)

    assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
    assert statuses == {200: 104}
    assert accepted.status == 302


def test_editor_waits_for_a_lock_no_longer_than_a_statement_may_take(database, address, editor):
    with psycopg.connect(database.address) as connection:
        connection.execute("LOCK TABLE comparisons_source")
        refused = editor.get("/admin/comparisons/source/")
        others = status_of(address, "/admin/login/")
        connection.rollback()

    assert (refused.status, refused.headers["Retry-After"], others) == (503, "5", 200)
    assert editor.get("/admin/comparisons/source/").status == 200


@pytest.mark.parametrize("seconds", [60])
def test_pages_under_load_ask_the_database_nothing(database, address, seconds):
    def transactions():
        query = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = 'postgres'"
        with psycopg.connect(database.address) as connection:
            return connection.execute(query).fetchone()[0]

    before = transactions()
    statuses = visit_during(address, lambda: time.sleep(seconds), 32)
    queries = transactions() - before

    assert list(statuses) == [200]
    # Two workers look for a new release every 1.5 seconds, each time with one query; PostgreSQL has its own few.
    assert queries < seconds * 4 < statuses[200] / 4


def test_server_starts_while_the_database_is_stopped_and_heals(database, folder, address):
    port = free_port()
    second = f"http://127.0.0.1:{port}"
    env = environment(folder, second, database.address)

    with stopped(database), serving(env, second, manage("serve", "--port", str(port))):
        during = [status_of(second, path) for path in ("/", "/releases/1/", "/admin/", "/readyz")]
        database.start()
        is_healed = signing_in_comes(second)
        database.stop()

    assert during == [200, 200, 503, 200]
    assert is_healed
