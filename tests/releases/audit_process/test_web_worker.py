"""A worker of the web server shows audits without numpy, which takes start time and memory: the process has it."""

import json
import subprocess
import sys

import pytest

from tests.browser.site import DATABASE, ROOT, SESSION, copy_database, environment

ADDRESSES = ["/", "/method/", "/wizard/", "/recommendation/?market=european-union", "/compare/iso-27001-vs-soc-2/"]
OF_EDITORS = ["/admin/", "/admin/publish/", "/draft/method/"]

WORKER = """
import json, sys, time

from config.wsgi import application
from tests.wire import environ_of

def get(address):
    path, _, query = address.partition("?")
    environ, answers = environ_of(path, query, headers={"Cookie": f"session={sys.argv[1]}"}), []
    body = b"".join(application(environ, lambda status, headers, *_: answers.append(status)))
    return answers[0], "We are counting what all answers lead to" in body.decode()

def get_with_its_audit(address):
    deadline = time.monotonic() + 120
    while (answer := get(address))[1] and time.monotonic() < deadline:
        pass
    return answer

if __name__ == "__main__":
    answers = {address: get_with_its_audit(address) for address in sys.argv[2:]}
    print(json.dumps([answers, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


@pytest.fixture
def folder(ready_site, tmp_path):
    """That of a site of its own, on which nothing is audited yet."""
    (tmp_path / "static").symlink_to(ready_site / "static")
    copy_database(ready_site / DATABASE, tmp_path / DATABASE)
    return tmp_path


@pytest.mark.exhaustive
def test_worker_shows_audits_without_numpy(ready_site, folder):
    addresses = [*ADDRESSES, *OF_EDITORS]

    run = subprocess.run(  # noqa: S603  (our own words)
        [sys.executable, "-c", WORKER, (ready_site / SESSION).read_text(), *addresses],
        cwd=ROOT,
        env=environment(folder, "http://127.0.0.1:8000"),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )

    answers, modules = json.loads(run.stdout)
    assert answers == {address: ["200 OK", False] for address in addresses}
    assert {"comparisons", "django", "pydantic"} <= {*modules}
    assert "numpy" not in modules
    assert list((folder / "audits").glob("?" * 64 + ".*"))
