import os

import pytest
from hypothesis import HealthCheck, settings

from comparisons.content_files import SHIPPED, read_content

# No example is timed, and none is too slow: how fast a machine is says nothing about the code.
settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), max_examples=500)
settings.load_profile("ci" if "CI" in os.environ else "dev")


@pytest.fixture(scope="session")
def shipped():
    """The shipped catalogue, straight from its files."""
    return read_content(SHIPPED)
