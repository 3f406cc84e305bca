import datetime

import pytest

from comparisons import editions
from comparisons.models import Release
from comparisons.publishing import checksum


@pytest.fixture(scope="module")
def served(shipped):
    """The shipped catalogue as release 1 and, current, as release 2; no database is there, so a query fails the test."""
    before = editions._memory
    json = shipped.model_dump_json()
    moment = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
    rows = [Release(number=n, catalogue=json, sha256=checksum(json), published_at=moment) for n in (1, 2)]
    editions._memory = editions._Memory({row.number: editions._hold(row) for row in rows})
    yield shipped
    editions._memory = before
