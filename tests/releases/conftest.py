import pytest
from django.contrib.auth.models import Group, User

from tests.factories import make_publishable


@pytest.fixture
def paul():
    """A publisher, and a working copy to publish."""
    make_publishable()
    paul = User.objects.create_user("paul")
    paul.groups.add(Group.objects.get(name="Publisher"))
    return paul
