import pytest

from comparisons.releases import release_cache
from comparisons.serving.answer_cache import AnswerCache
from tests.factories import release_of
from tests.wire import application


class CountedDjango:
    """Django, and how often it was asked. Like some layers of WSGI, it hands on a copy of the environment."""

    def __init__(self):
        self.calls = 0

    def __call__(self, environ, start_response):
        self.calls += 1
        return application()({**environ}, start_response)


@pytest.fixture
def served(shipped):
    """The shipped catalogue as release 1 and 2. A query fails the test, unless it asks for a database."""
    release_cache.replace(release_of(shipped, 1), release_of(shipped, 2))
    return shipped


@pytest.fixture
def django():
    return CountedDjango()


@pytest.fixture
def cache(served, django):
    return AnswerCache(django, 32 << 20)
