"""Requests for hosts that are not ours: one line a minute says which variable to set."""

import logging

import pytest
from django.conf import settings
from django.test import Client

from config import log_filters


@pytest.fixture
def log(caplog, monkeypatch):
    """The lines that the filter of the settings lets through, and the clock it reads."""
    clock = [1000.0]
    monkeypatch.setattr(log_filters.time, "monotonic", lambda: clock[0])
    logger = logging.getLogger("django.security.DisallowedHost")
    old, fresh = logger.filters[:], log_filters.RefusedHosts()
    logger.filters[:] = [fresh]
    yield lambda: [record.getMessage() for record in caplog.records if record.name == logger.name], clock
    logger.filters[:] = old


def test_settings_use_the_filter():
    assert settings.LOGGING["loggers"]["django.security.DisallowedHost"] == {"filters": ["refused_hosts"]}
    assert [type(f) for f in logging.getLogger("django.security.DisallowedHost").filters] == [log_filters.RefusedHosts]


def test_refused_host_is_logged_once_a_minute_with_the_variable_to_set(log):
    lines, clock = log

    statuses = [Client().get("/", headers={"host": name}).status_code for name in ("a.example", "b.example")]
    clock[0] += 61
    Client().get("/", headers={"host": "c.example\r\nforged: line"})

    assert statuses == [400, 400]
    first, second = lines()
    assert first == (
        "Refused a request for the host 'a.example'. If your visitors use this name, set SITE_URL to it or add it to "
        "ALLOWED_HOSTS. Other refused hosts are not logged for a minute."
    )
    assert "'c.example\\r\\nforged: line'" in second


def test_refused_host_leaves_no_trace_of_the_code(log, caplog):
    Client().get("/", headers={"host": "a.example"})

    assert [record.exc_info for record in caplog.records if record.name.startswith("django.security")] == [None]
