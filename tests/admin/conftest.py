import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture
def password_alone(settings):
    """A password is enough to sign in."""
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def ada():
    """The editor who saves first."""
    return _signed_in("ada")


@pytest.fixture
def bob():
    """The editor who opened the page before that, and saves after it."""
    return _signed_in("bob")


def _signed_in(name):
    client = Client()
    client.force_login(User.objects.create_superuser(name))
    return client
