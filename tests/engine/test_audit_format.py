"""Audits are stored, and read again as long as `FORMAT` stays the same: so the same catalogue has to give the same."""

import hashlib

from comparisons.engine.audit import FORMAT
from comparisons.engine.audit.compute import Effort, audit, impact
from tests.engine.catalogues import catalogue, criterion, framework, option

FRAMEWORKS = [framework("a", complements=("b",)), framework("b"), framework("c")]
CRITERIA = [
    criterion("v", [option("v0", {"a": 2}), option("v1", {"b": 2, "c": 0}, requires={"c": "law"})]),
    criterion("w", [option("w0", {"a": 1, "b": 1}), option("w1")], core=False),
    criterion("x", [option("x0"), option("x1", {"c": 2})], selection="many", core=False),
]
SAMPLE = Effort(exact_up_to=0, draws=8)
OLD, NEW = catalogue(FRAMEWORKS, CRITERIA), catalogue(FRAMEWORKS, CRITERIA[:2], lead=90)


def test_format_is_raised_when_an_audit_becomes_another():
    findings = audit(OLD), audit(OLD, SAMPLE), impact(OLD, NEW), impact(OLD, NEW, SAMPLE)

    digest = hashlib.sha256(repr(findings).encode()).hexdigest()

    assert (FORMAT, digest[:16]) == (1, "ed9bf8c9f96c2441")
