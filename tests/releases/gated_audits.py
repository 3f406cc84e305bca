"""Small catalogues to audit, and a way to audit them that a test can hold up."""

import threading
import time

import pytest

from comparisons.releases.audit_process.compute import compute
from comparisons.releases.audit_process.results import Pair
from tests.engine.catalogues import catalogue, criterion, framework, option

FRAMEWORKS = [framework("a"), framework("b")]
OPTIONS = [option("v0", {"a": 2}), option("v1", {"b": 2})]
OLD = catalogue(FRAMEWORKS, [criterion("v", OPTIONS)])
VAST = catalogue(
    FRAMEWORKS,
    [
        criterion("v", OPTIONS),
        criterion("w", [option(f"w{n}", {"a": 1}) for n in range(40)], selection="many"),
    ],
)
BROKEN = catalogue(FRAMEWORKS[:1], [criterion("v", OPTIONS)])


def new(lead):
    return catalogue(FRAMEWORKS, [criterion("v", OPTIONS)], lead=lead)


def pair(lead, before=None):
    return Pair.of(before, new(lead))


def wait_until(is_reached):
    for _ in range(6000):
        if is_reached():
            return
        time.sleep(0.01)
    pytest.fail("It took longer than a minute.")


class Gate:
    """Computes once it is open. `leads` are those of the catalogues that were audited, or are about to be."""

    def __init__(self):
        self.leads = []
        self.opened = threading.Event()

    def compute(self, pair, missing, emit, lock=None):
        self.leads += [catalogue.method.lead for name, catalogue in pair.audits.items() if name in missing]
        self.opened.wait(10)
        compute(pair, missing, emit, lock)
