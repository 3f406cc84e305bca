"""Errors in the former slugs of a catalogue: each may lead to one place, and to none that has it as its slug."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from comparisons.engine.catalogue import Catalogue, Criterion, Framework
from comparisons.engine.checks.findings import Finding


def former_slug_errors(catalogue: Catalogue) -> Iterator[Finding]:
    yield from _errors("framework", catalogue.frameworks)
    yield from _errors("criterion", catalogue.criteria)


def _errors(kind: str, items: Sequence[Framework | Criterion]) -> Iterator[Finding]:
    present = {item.slug for item in items}
    counts = Counter(former for item in items for former in item.was)
    for item in items:
        for former in dict.fromkeys(item.was):
            if former in present:
                yield (kind, item.slug), f"“{former}” is a slug of today, so it cannot be a former one.", "was"
            if counts[former] > 1:
                yield (kind, item.slug), f"The former slug “{former}” is named {counts[former]} times.", "was"
