"""Errors are reported to the service of SENTRY_DSN, and a report says nothing of anybody."""

import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import brotli
import pytest

SECRETS = [
    "secret-answer",
    "secret-agent",
    "secret-cookie",
    "secret-token",
    "secret-value",
    "secret-word",
    "ada@x.example",
]
FAILING = """
import logging, threading
import django
django.setup()
from django.test import Client
from comparisons.releases import release_cache

def fail():
    password = "secret-value"
    raise ValueError("secret-word")

release_cache.current = fail
client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1", headers={"user-agent": "secret-agent"})
client.cookies["sessionid"] = "secret-cookie"
assert client.get("/recommendation/?market=secret-answer").status_code == 500
logging.getLogger("comparisons.test").error("A line about %s", "ada@x.example")
logging.getLogger("comparisons.test").error("/preview/secret-token/")
logging.getLogger("comparisons.test").warning("A warning")
thread = threading.Thread(target=fail)
thread.start()
thread.join()
"""


@pytest.fixture
def service():
    """A server on this machine that keeps what is sent to it: its address, and the texts."""
    texts = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            texts.append(brotli.decompress(body).decode())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_words):
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://key@127.0.0.1:{server.server_port}/7", texts
        server.shutdown()


def run(program, dsn):
    environment = os.environ | {"SENTRY_DSN": dsn, "SECRET_KEY": "x" * 64, "DJANGO_SETTINGS_MODULE": "config.settings"}
    words = [sys.executable, "-c", program]
    return subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603


def events_of(texts):
    lines = [json.loads(line) for text in texts for line in text.splitlines() if line.startswith("{")]
    return [line for line in lines if "level" in line]


def test_report_has_the_error_and_its_place_and_nothing_of_the_request(service):
    dsn, texts = service

    run(FAILING, dsn)

    events = events_of(texts)
    errors = [event["exception"]["values"][-1] for event in events if "exception" in event]
    assert [error["type"] for error in errors] == ["ValueError"] * 2
    assert {error["stacktrace"]["frames"][-1]["function"] for error in errors} == {"fail"}
    lines = [event["logentry"]["message"] for event in events if "logentry" in event]
    assert lines == ["%s: %s", "A line about %s"]
    assert len(events) == 4  # of the line without a template, only that there was one
    assert [secret for secret in SECRETS for text in texts if secret in text] == []
    assert "/recommendation/" not in "".join(texts)


def test_without_a_service_nothing_of_it_is_loaded():
    program = "import sys, django; django.setup(); print('sentry_sdk' in sys.modules)"

    assert run(program, "").stdout.strip() == "False"
