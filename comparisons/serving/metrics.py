"""Figures for Prometheus. Each worker counts for itself; any worker can show the figures of all.

A worker writes its figures into a file every `INTERVAL` seconds, and reads the files of the others when it is asked.
`worker` (the number of its process) tells their series apart. The library's own way for several processes maps files
into memory, and a full disk would end the worker that writes there.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from wsgiref.types import WSGIEnvironment

import prometheus_client
from django.contrib.auth.signals import user_logged_in, user_login_failed
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, write_to_textfile
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

from comparisons.presentation import renderer
from comparisons.releases import audits, database_watch, release_cache
from comparisons.releases.stored import NoReleaseError
from comparisons.serving.exchanges import Exchange
from comparisons.serving.stored_pages import StoredPages

FOLDER = "metrics"
INTERVAL = 5.0
GONE = 60.0
"""Seconds after which a file that nobody wrote is that of a worker that ended."""
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15)
"""Seconds."""

logger = logging.getLogger(__name__)
prometheus_client.disable_created_metrics()  # type: ignore[no-untyped-call]  # the library has no types here


class State:
    """What is measured when somebody asks: the release, the database, the caches and queues of this worker."""

    def __init__(self, pages: StoredPages | None) -> None:
        self._pages = pages

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("plumbline_database_up", "1 if the database answered.", database_watch.is_database_up())
        yield from _release()
        if self._pages is not None:
            yield GaugeMetricFamily("plumbline_answer_cache_bytes", "Memory of kept pages.", self._pages.size)
            yield GaugeMetricFamily("plumbline_answer_cache_pages", "Pages that are kept.", len(self._pages))
        yield GaugeMetricFamily("plumbline_audit_running", "1 while audits are worked out.", not audits.is_idle())
        yield GaugeMetricFamily("plumbline_renderer_jobs", "Files rendered or waiting.", renderer.pool().jobs)


class Metrics:
    """The figures of this worker, and the folder where all workers leave theirs."""

    def __init__(self, folder: Path, pages: StoredPages | None = None) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(State(pages))
        self._folder = folder
        labels = ["route", "method", "status"]
        self._requests = Counter("plumbline_requests", "Requests.", labels, registry=self.registry)
        self._seconds = Histogram(
            "plumbline_request_seconds", "Until the answer began.", ["route"], buckets=BUCKETS, registry=self.registry
        )
        self._hits = Counter("plumbline_answer_cache_hits", "Answers from the cache.", registry=self.registry)
        self._sign_ins = Counter("plumbline_sign_ins", "Sign-ins.", ["outcome"], registry=self.registry)

    def observe(self, exchange: Exchange, _environ: WSGIEnvironment) -> None:
        """Count one exchange."""
        self._requests.labels(exchange.route, exchange.method, str(exchange.status)).inc()
        self._seconds.labels(exchange.route).observe(exchange.seconds)
        if exchange.is_from_cache:
            self._hits.inc()

    def signed_in(self, **_: object) -> None:
        self._sign_ins.labels("success").inc()

    def sign_in_failed(self, **_: object) -> None:
        self._sign_ins.labels("failure").inc()

    def start(self) -> None:
        """Count sign-ins too, and write the figures every few seconds, in a thread."""
        user_logged_in.connect(self.signed_in)
        user_login_failed.connect(self.sign_in_failed)
        threading.Thread(target=self._write_again_and_again, name="metrics", daemon=True).start()

    def write(self) -> None:
        """Leave the figures of this worker for the others. Raises OSError."""
        self._folder.mkdir(exist_ok=True)
        write_to_textfile(str(self._folder / f"{os.getpid()}.prom"), self.registry)

    def page(self) -> bytes:
        """The figures of all workers, in the text format of Prometheus."""
        families: dict[str, Metric] = {}
        for worker, metrics in self._of_workers():
            for metric in metrics:
                family = families.setdefault(metric.name, Metric(metric.name, metric.documentation, metric.type))
                for sample in metric.samples:
                    family.add_sample(sample.name, {**sample.labels, "worker": worker}, sample.value)
        return b"".join(_text(family) for family in families.values())

    def _of_workers(self) -> Iterator[tuple[str, list[Metric]]]:
        own = str(os.getpid())
        yield own, [*self.registry.collect()]
        for path in sorted(self._folder.glob("*.prom")):
            if path.stem == own:
                continue
            try:
                if time.time() - path.stat().st_mtime > GONE:
                    path.unlink()
                else:
                    yield path.stem, [*text_string_to_metric_families(path.read_text(encoding="utf-8"))]
            except (OSError, ValueError):  # it went at this moment, or a crash of the machine cut it
                continue

    def _write_again_and_again(self) -> None:
        has_failed = False
        while True:
            try:
                self.write()
                has_failed = False
            except OSError as error:
                if not has_failed:
                    logger.warning("The metrics of this worker cannot be written: %s", error)
                has_failed = True
            time.sleep(INTERVAL)


def _release() -> Iterator[Metric]:
    try:
        edition = release_cache.current()
    except NoReleaseError:
        return
    yield GaugeMetricFamily("plumbline_release_number", "The current release.", edition.number)
    if edition.published_at:
        moment = edition.published_at.timestamp()
        yield GaugeMetricFamily("plumbline_release_published_seconds", "When it was published, Unix time.", moment)


def _text(family: Metric) -> bytes:
    """One family as text."""
    registry = CollectorRegistry()
    registry.register(_Fixed(family))
    return generate_latest(registry)


class _Fixed:
    def __init__(self, family: Metric) -> None:
        self._family = family

    def collect(self) -> Iterator[Metric]:
        yield self._family
