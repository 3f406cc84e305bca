import pytest

from comparisons.releases import editions
from tests.factories import release_of


@pytest.fixture(scope="module")
def served(shipped):
    """The shipped catalogue as release 1 and 2, of which 2 is current. A query fails the test: no database is there."""
    with editions.restored():
        editions.replace(release_of(shipped, 1), release_of(shipped, 2))
        yield shipped
