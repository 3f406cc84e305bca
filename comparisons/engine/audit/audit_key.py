"""A key for what an audit reads of a catalogue. Catalogues with the same key have the same audit.

Editors change words much more often than what decides a recommendation, and to audit a catalogue takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from comparisons.engine.catalogue import Catalogue, checksum
from comparisons.engine.checks.errors import find_errors
from comparisons.engine.expansion import expanded
from comparisons.engine.method.catalogue_cache import cached_per_catalogue

OF_LEVELS = ["name", "needed_by", "checked_by", "result", "months_min", "months_max", "sources", "confidence"]
OF_FRAMEWORKS = [
    "name",
    "edition",
    "issuer",
    "valid_for",
    "checked_by",
    "known_in",
    "summary",
    "description",
    "website",
]
OF_FRAMEWORKS += ["reviewed_on", "review_months", "values", "stages", "costs", "resources", "events"]
OF_CRITERIA = ["name", "question", "help", "why", "find_out"]
OF_OPTIONS = ["label", "description", "deadline_months"]
OF_SUPPORT = ["reason", "aspect", "sources"]


def _each(names: Iterable[str], **parts: Any) -> dict[str, Any]:
    """In the form that pydantic takes: these fields of each, and of their parts those."""
    return {"__all__": {**dict.fromkeys(names, True), **parts}}


UNREAD: dict[str, Any] = {
    **dict.fromkeys(("sources", "groups", "aspects", "guides", "crosswalks"), True),
    "method": {"rationale": True},
    "frameworks": _each(OF_FRAMEWORKS, levels=_each(OF_LEVELS)),
    "criteria": _each(OF_CRITERIA, options=_each(OF_OPTIONS, support=_each(OF_SUPPORT))),
}
"""The fields that no audit reads. A field that is not named here counts, so a new one makes audits anew at worst."""


@cached_per_catalogue
def audit_key(catalogue: Catalogue) -> str:
    """A checksum, and whether there are errors: a catalogue with errors is not audited. Takes some 10 ms.

    The same for a catalogue that is expanded and for one that is not.
    """
    errors = "-errors" if any(find_errors(catalogue)) else ""
    return f"{checksum(expanded(catalogue).model_dump_json(exclude=UNREAD))}{errors}"
