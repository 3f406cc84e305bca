import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from comparisons.content_files import SHIPPED, read_content
from comparisons.releases import editions

# No example is timed, and none is too slow: how fast a machine is says nothing about the code.
settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), max_examples=500)
settings.load_profile("ci" if "CI" in os.environ else "dev")

SMALL_CONTENT = Path(__file__).parent / "content"
"""Content files with a row of each kind."""


def pytest_addoption(parser):
    parser.addoption("--write-access", action="store_true", help="Write the table of roles and addresses anew.")


@pytest.fixture(scope="session")
def shipped():
    """The shipped catalogue, straight from its files."""
    return read_content(SHIPPED)


@pytest.fixture(autouse=True)
def releases_of_before():
    """Releases that a test publishes, loads or replaces are not served to the next."""
    with editions.restored():
        yield


@pytest.fixture
def may(client, django_user_model):
    """Sign in somebody of the staff who has these permissions."""

    def signed_in(*names):
        from django.contrib.auth.models import Permission  # noqa: PLC0415  (needs the applications to be loaded)

        user = django_user_model.objects.create_user("grace", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        client.force_login(user)
        return client

    return signed_in
