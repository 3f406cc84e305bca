import datetime
import os

import pytest
from hypothesis import HealthCheck, settings

from comparisons import editions
from comparisons.content_files import SHIPPED, read_content
from comparisons.editions import Edition

# No example is timed, and none is too slow: how fast a machine is says nothing about the code.
settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), max_examples=500)
settings.load_profile("ci" if "CI" in os.environ else "dev")


@pytest.fixture(scope="session")
def shipped():
    """The shipped catalogue, straight from its files."""
    return read_content(SHIPPED)


@pytest.fixture
def published(shipped, monkeypatch):
    """The shipped catalogue as release 1, in memory: no database is there, so that a query fails the test."""
    moment = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
    edition = Edition(shipped, "current", 1, "0" * 64, moment)
    monkeypatch.setattr(editions, "current", lambda: edition)
    return edition
