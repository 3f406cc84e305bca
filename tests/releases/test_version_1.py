"""A release of version 1 of the method, as it was stored and as it was answered before there was a version 2."""

import hashlib
import json

import pytest

from comparisons.releases import release_cache
from tests.factories import release_of_json
from tests.shipped import VERSION_1

RELEASE = VERSION_1.read_text(encoding="utf-8").rstrip("\n")
EXPECTED = json.loads(VERSION_1.with_name("expected.json").read_text(encoding="utf-8"))
"""The answers of an address -> verdict, recommended frameworks, and checksum of the JSON file."""


@pytest.fixture(autouse=True)
def stored_release():
    release_cache.replace(release_of_json(RELEASE))


def test_stored_release_has_version_1():
    assert release_cache.current().catalogue.method.version == 1


@pytest.mark.parametrize("answers", EXPECTED)
def test_pinned_address_gives_the_bytes_of_before(client, answers):
    response = client.get(f"/releases/1/recommendation.json?{answers}")

    advice = response.json()
    assert [advice["verdict"], advice["recommended"]] == [EXPECTED[answers][key] for key in ("verdict", "recommended")]
    assert hashlib.sha256(response.content).hexdigest() == EXPECTED[answers]["sha256"]
