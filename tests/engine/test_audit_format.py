"""Audits are stored, and read again as long as `FORMAT` stays the same: so the same catalogue has to give the same."""

import hashlib

from comparisons.engine.audit import FORMAT
from comparisons.engine.audit.compute import Effort, audit, impact
from comparisons.engine.catalogue import Level, Method, OnePerFramework
from tests.engine.catalogues import catalogue, criterion, framework, option

FRAMEWORKS = [framework("a", complements=("b",)), framework("b"), framework("c")]
CRITERIA = [
    criterion("v", [option("v0", {"a": 2}), option("v1", {"b": 2, "c": 0}, requires={"c": "law"})]),
    criterion("w", [option("w0", {"a": 1, "b": 1}), option("w1")], core=False),
    criterion("x", [option("x0"), option("x1", {"c": 2})], selection="many", core=False),
]
LEVELS = tuple(
    Level(slug=slug, name=slug, needed_by="Some.", checked_by="Some.", result="Some.", confidence="verified")
    for slug in ("low", "high")
)
SAMPLE = Effort(exact_up_to=0, draws=8)
OLD, NEW = catalogue(FRAMEWORKS, CRITERIA), catalogue(FRAMEWORKS, CRITERIA[:2], lead=90)


def version_2():
    """A catalogue in which readers may ask for one of each kind, a customer may name a scheme, and nobody else ask.

    The scheme covers what an organisation does for itself, but not at the lower of its levels.
    """
    kinds = {"outcome": "attestation-report"}
    frameworks = [framework("a"), framework("b").model_copy(update=kinds)]
    scheme = {**kinds, "role": "scheme", "covers": ("own",), "levels": LEVELS}
    frameworks += [framework("s").model_copy(update=scheme)]
    frameworks += [framework("own").model_copy(update={"outcome": "self-assessment"})]
    asks = {"asks_for": ("certificate", "attestation-report")}
    wanted = [
        option("one", {"a": 2}),
        option("any", {"a": 1, "b": 2}).model_copy(update={"any_proof": True}),
        option("own", {"own": 2}),
        option("both", {"a": 1, "b": 2}).model_copy(update=asks),
    ]
    national = option("national").model_copy(update={"outside": True})
    low = option("low", {"s": 0}, requires={"s": "contract"})
    low = low.model_copy(update={"support": (low.support[0].model_copy(update={"level": "low"}),)})
    named = [option("s", {"s": 0}, requires={"s": "customer"}), low, option("nobody", {"a": 1}), national]
    rule = OnePerFramework(roles=("scheme",), requires="customer", reason="{name} was named.", aspect="aspect")
    nobody = option("nobody").model_copy(update={"suffices": True})
    others = criterion("others", [option("some"), nobody], weight=0)
    existing = criterion("held", [option("a").model_copy(update={"holds": "a"}), option("none")], weight=0)
    asked_for = criterion("named", named).model_copy(update={"one_per_framework": rule})
    made = catalogue(frameworks, [criterion("wanted", wanted), asked_for, others, existing, CRITERIA[0]])
    return made.model_copy(update={"method": Method(version=2, recommend_at=15, lead=15)})


def test_format_is_raised_when_an_audit_becomes_another():
    made = version_2()
    findings = audit(OLD), audit(OLD, SAMPLE), impact(OLD, NEW), impact(OLD, NEW, SAMPLE), audit(made)

    digest = hashlib.sha256(repr(findings).encode()).hexdigest()

    assert (FORMAT, digest[:16]) == (6, "ef690b71aa429adc")
