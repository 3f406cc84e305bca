"""The audit of each release that is read, made once in each process and held in memory."""

from __future__ import annotations

import logging
import threading
import time
from functools import lru_cache

from comparisons.engine import Catalogue
from comparisons.engine.audit import Audit, audit
from comparisons.engine.checks.errors import find_errors
from comparisons.releases import editions
from comparisons.releases.editions import Edition, NoReleaseError

INTERVAL = 5.0
KEPT = 8
"""How many releases' audits are held; each is a few kilobytes, and takes about a second to make again."""

logger = logging.getLogger(__name__)

_audits: dict[str, Audit | None] = {}
_one_at_a_time = threading.Lock()


def audit_of(edition: Edition) -> Audit | None:
    """What all answer sets lead to in this edition. A draft is audited anew when it has changed.

    None where that cannot be told: a draft has errors, or a question more options than can be combined for an audit.
    """
    if not edition.checksum:
        return _audit_of_draft(edition.catalogue.model_dump_json())
    with _one_at_a_time:
        if edition.checksum not in _audits:
            _audits[edition.checksum] = _audit(edition.catalogue)
        while len(_audits) > KEPT:
            del _audits[next(iter(_audits))]
        return _audits[edition.checksum]


@lru_cache(maxsize=2)
def _audit_of_draft(json: str) -> Audit | None:
    """By all that it says, and without the lock: whoever reads a draft keeps no visitor waiting."""
    return _audit(Catalogue.model_validate_json(json))


def _audit(catalogue: Catalogue) -> Audit | None:
    if any(find_errors(catalogue)):
        return None
    try:
        return audit(catalogue)
    except ValueError:
        return None


def start() -> None:
    """Audit each release soon after it becomes current, so that no visitor waits for it."""
    threading.Thread(target=_watch, name="audits", daemon=True).start()


def _watch() -> None:
    while True:
        try:
            audit_of(editions.current())
        except NoReleaseError:
            pass
        except Exception:
            logger.exception("The current release could not be audited")
        time.sleep(INTERVAL)
