"""Figures of all workers, for whoever has the token; nothing about a disk or a file that is damaged stops a worker."""

import os
import time

import pytest
from django.contrib.auth.signals import user_login_failed
from prometheus_client.parser import text_string_to_metric_families

from comparisons.serving.exchanges import ObservedApplication
from comparisons.serving.metrics import GONE, Metrics
from comparisons.serving.metrics_page import MetricsPage
from tests.wire import send

TOKEN = "a-token-of-a-test"
RIGHT = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def metrics(tmp_path, cache):
    return Metrics(tmp_path / "metrics", cache.pages)


@pytest.fixture
def site(metrics, cache):
    return MetricsPage(ObservedApplication(cache, [metrics.observe]), metrics, TOKEN)


def samples(site):
    """Values by name and labels, those of one worker without its label."""
    text = send("/metrics", through=site, headers=RIGHT).text
    return {
        (sample.name, *sorted((name, value) for name, value in sample.labels.items() if name != "worker")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": TOKEN}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": "Bearer ä"}]
)
def test_figures_are_for_whoever_has_the_token(site, headers):
    answer = send("/metrics", through=site, headers=headers)

    assert (answer.status, answer.body) == (401, b"")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_head_has_the_headers_alone(site):
    answer = send("/metrics", method="HEAD", through=site, headers=RIGHT)

    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 100


def test_without_a_token_there_is_no_such_page(cache):
    assert send("/metrics", through=cache).status == 404


def test_requests_are_counted_by_route_method_and_status(site):
    for path, query in [("/", ""), ("/", ""), ("/wizard/", "market=nowhere"), ("/nothing/here", "")]:
        send(path, query, through=site)

    values = samples(site)

    def count(route, status):
        return values["plumbline_requests_total", ("method", "GET"), ("route", route), ("status", status)]

    assert count("/", "200") == 2
    assert count("/wizard/", "302") == 1
    assert count("other", "404") == 1
    assert values["plumbline_request_seconds_count", ("route", "/")] == 2
    assert values["plumbline_request_seconds_sum", ("route", "/")] > 0
    assert not [key for key in values if "/metrics" in str(key)]


def test_figures_of_the_cache_the_release_and_the_queues(site, cache):
    for _ in range(4):
        send("/", through=site)

    values = samples(site)

    assert values["plumbline_answer_cache_hits_total",] == 2
    assert values["plumbline_answer_cache_pages",] == len(cache.pages) == 1
    assert values["plumbline_answer_cache_bytes",] == cache.pages.size > 0
    assert values["plumbline_release_number",] == 2
    assert values["plumbline_release_published_seconds",] > 1e9
    assert values["plumbline_database_up",] == 1
    assert values["plumbline_renderer_jobs",] == 0


def test_failed_sign_in_is_counted(site, metrics):
    user_login_failed.connect(metrics.sign_in_failed)

    user_login_failed.send("test", credentials={}, request=None)

    assert samples(site)["plumbline_sign_ins_total", ("outcome", "failure")] == 1


def test_page_has_the_figures_of_all_workers(site, metrics, tmp_path):
    send("/", through=site)
    metrics.write()
    own = tmp_path / "metrics" / f"{os.getpid()}.prom"
    (tmp_path / "metrics" / "1.prom").write_bytes(own.read_bytes())

    text = send("/metrics", through=site, headers=RIGHT).text

    workers = {
        sample.labels["worker"]: sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == "plumbline_requests_total"
    }
    assert workers == {str(os.getpid()): 1, "1": 1}
    assert text.count("# TYPE plumbline_requests_total counter") == 1


def test_worker_that_ended_and_a_damaged_file_are_left_out(site, tmp_path):
    folder = tmp_path / "metrics"
    folder.mkdir()
    (folder / "1.prom").write_text("plumbline_database_up 1.0\n", encoding="utf-8")
    ended = time.time() - GONE - 1
    os.utime(folder / "1.prom", (ended, ended))
    (folder / "2.prom").write_text("plumbline_database_up ", encoding="utf-8")

    text = send("/metrics", through=site, headers=RIGHT).text

    assert 'worker="1"' not in text
    assert 'worker="2"' not in text
    assert not (folder / "1.prom").exists()
    assert "plumbline_database_up{" in text
