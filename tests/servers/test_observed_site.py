"""A site of two workers with its access log and its metrics turned on, as `config.wsgi` puts it together."""

import http.client
import json
import time
from urllib.parse import urlsplit

import pytest
from prometheus_client.parser import text_string_to_metric_families

from comparisons.management.commands.serve import granian
from tests.browser.site import copy_site, environment, free_port, serving

TOKEN = "a-token-of-a-test"
SETTINGS = {"ACCESS_LOG": "true", "LOG_FORMAT": "json", "METRICS_TOKEN": TOKEN}
PATIENCE = 30


@pytest.fixture
def address(ready_site, tmp_path):
    copy_site(ready_site, tmp_path)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with serving({**environment(tmp_path, address), **SETTINGS}, address, granian("127.0.0.1", port, 2)):
        yield address


def ask(address, path, **headers):
    """Over a connection of its own, so that any worker that is ready may answer."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body.decode()


def requests_by_worker(address):
    response, text = ask(address, "/metrics", Authorization=f"Bearer {TOKEN}")
    assert response.status == 200
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {
        sample.labels["worker"]: int(sample.value)
        for sample in samples
        if sample.name == "plumbline_requests_total" and sample.labels["route"] == "/method/"
    }


@pytest.mark.exhaustive
def test_metrics_have_the_requests_of_both_workers_and_the_log_has_a_line_for_each(address, tmp_path):
    identifiers = []
    deadline = time.monotonic() + PATIENCE
    while len(by_worker := requests_by_worker(address)) < 2 or sum(by_worker.values()) < len(identifiers):
        assert time.monotonic() < deadline, by_worker
        if len(by_worker) < 2:  # the other one may still be starting
            identifiers.append(ask(address, "/method/?market=european-union")[0].headers["X-Request-ID"])
        time.sleep(0.1)

    log = (tmp_path / f"{urlsplit(address).port}.log").read_text()
    entries = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    lines = [entry for entry in entries if entry.get("route") == "/method/"]

    assert sum(by_worker.values()) == len(identifiers) == len({*identifiers})
    assert sorted(entry["request_id"] for entry in lines) == sorted(identifiers)
    assert {entry["status"] for entry in lines} <= {200, 301, 302}
    assert "european-union" not in log
    assert ask(address, "/metrics")[0].status == 401
