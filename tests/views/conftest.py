import pytest

from comparisons.releases import release_cache
from tests.factories import release_of


@pytest.fixture(scope="module")
def served(shipped):
    """The shipped catalogue as release 1 and 2, of which 2 is current. A query fails the test: no database is there."""
    with release_cache.restored():
        release_cache.replace(release_of(shipped, 1), release_of(shipped, 2))
        yield shipped
