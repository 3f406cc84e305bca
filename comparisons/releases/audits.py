"""Audits of releases and of the draft, for pages: each is worked out once on a machine, in a process of its own.

An audit follows from its catalogue alone. So it is not stored in the database: each machine keeps those that it has
worked out in `DATA_DIR/audits`, by what they read of the catalogue, and no page waits for the database.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from comparisons.engine import Catalogue
from comparisons.engine.audit import Audit, Impact
from comparisons.engine.diff.slug_map import with_slugs_of
from comparisons.releases import release_cache
from comparisons.releases.audit_process.auditor import Auditor
from comparisons.releases.audit_process.process import AuditProcess
from comparisons.releases.audit_process.results import Failure, Pair, Progress, Result, Unavailable
from comparisons.releases.audit_process.store import Store
from comparisons.releases.release_cache import Edition
from comparisons.releases.stored import NoReleaseError

__all__ = ["Auditor", "DraftAudit", "DraftState", "Failure", "Progress", "Unavailable", "audit_of", "draft_audit"]

FOLDER = "audits"
INTERVAL = 1.0
"""Seconds between two looks whether the current release is audited."""
PATIENCE = 5.0
"""Seconds that a page waits for its audit. Only the first page after a release or an upgrade has to wait at all."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class DraftAudit:
    """The audits of the current release and of the draft. Before the first release only `after` is there.

    There is no impact either where nothing that decides was changed: then both audits are the same.
    """

    impact: Impact | None
    before: Audit | None
    after: Audit

    @property
    def decides_alike(self) -> bool:
        """Whether all answers lead to the same in the draft as in the release, proven without trying any."""
        return self.before is not None and self.impact is None


DraftState = Progress | DraftAudit | Unavailable | Failure

_auditor = Auditor(Store(Path(settings.DATA_DIR) / FOLDER), AuditProcess().compute)


def audit_of(edition: Edition) -> Audit | Unavailable | Failure | Progress:
    """The audit of this edition. Waits up to `PATIENCE` seconds for a missing one; then it is still in progress."""
    state = _auditor.wait(_pair(edition), PATIENCE)
    return state if isinstance(state, Progress) else _audit(state[0])


def draft_audit(current: Catalogue | None, draft: Catalogue) -> DraftState:
    """The audit of the draft against the current release, as far as it is known. Starts a missing one; never waits.

    The release is audited with the slugs of the draft: see `comparisons.engine.diff.slug_map`.
    """
    pair = Pair.of(current and with_slugs_of(draft, current), draft)
    state = _auditor.state(Pair.of(None, draft) if pair.decides_alike else pair)
    if isinstance(state, Progress):
        return state
    for result in state:
        if isinstance(result, Unavailable | Failure):
            return result
    *audits, after = [result for result in state if isinstance(result, Audit)]
    impacts = [result for result in state if isinstance(result, Impact)]
    before = after if pair.decides_alike else next(iter(audits), None)
    return DraftAudit(next(iter(impacts), None), before, after)


def is_idle() -> bool:
    """Whether this process has nothing to work out."""
    return _auditor.is_idle


@contextmanager
def replaced(auditor: Auditor) -> Iterator[Auditor]:
    """Within the block, this auditor is asked: one with another folder, or with another way to compute."""
    global _auditor  # noqa: PLW0603
    before, _auditor = _auditor, auditor
    try:
        yield auditor
    finally:
        _auditor = before


def start() -> None:
    """Audit each release soon after it becomes current, so that no visitor waits for it."""
    threading.Thread(target=_watch, name="audits-watch", daemon=True).start()


def _watch() -> None:
    while True:
        try:
            audit_current_release()
        except Exception:
            logger.exception("The current release could not be audited; the next look tries again")
        time.sleep(INTERVAL)


def audit_current_release() -> None:
    """Have the current release audited where its audit is missing. Never waits."""
    with suppress(NoReleaseError):
        _auditor.state(_pair(release_cache.current()))


def _pair(edition: Edition) -> Pair:
    return Pair.of(None, edition.catalogue)


def _audit(result: Result) -> Audit | Unavailable | Failure:
    if isinstance(result, Impact):
        raise TypeError("An impact is kept under the name of an audit.")
    return result
