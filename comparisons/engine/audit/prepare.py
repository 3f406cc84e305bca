"""Prepares catalogues for an audit or an impact, by the version of the rules that each was made under."""

from __future__ import annotations

from collections.abc import Sequence

from comparisons.engine.audit.limited_questions import is_limited, limited
from comparisons.engine.audit.questions import question
from comparisons.engine.audit.scorer import Scorer, requirable_frameworks
from comparisons.engine.audit.version_1 import rank_scorer
from comparisons.engine.audit.version_2 import set_scorer
from comparisons.engine.catalogue import Catalogue
from comparisons.engine.expansion import expanded


def scorer(catalogue: Catalogue) -> Scorer:
    """Prepare a catalogue without errors, expanded or not.

    Raises ValueError if it is of version 1 and more than `MAX_TOGETHER` options of a question can be combined.
    """
    return scorers(catalogue)[0]


def scorers(*catalogues: Catalogue) -> list[Scorer]:
    """Scorers whose answers, and bits of what is required, can be compared.

    If one of the catalogues is of version 2, up to `AT_ONCE` options are combined in both. Raises ValueError as
    `scorer` does.
    """
    whole = [expanded(catalogue) for catalogue in catalogues]
    requirable = tuple(dict.fromkeys(slug for catalogue in whole for slug in requirable_frameworks(catalogue)))
    limits = any(is_limited(catalogue) for catalogue in whole)
    return [_scorer(catalogue, requirable, limits=limits) for catalogue in whole]


def _scorer(catalogue: Catalogue, requirable: Sequence[str], *, limits: bool) -> Scorer:
    questions = {criterion.slug: (limited if limits else question)(criterion) for criterion in catalogue.criteria}
    make = set_scorer if catalogue.method.version > 1 else rank_scorer
    return make(catalogue, questions, tuple(requirable))
