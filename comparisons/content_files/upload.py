"""An uploaded archive of content files into the working copy: first what it would change, and then exactly that.

Nothing is kept between the two steps. What was shown travels with the editor's browser, sealed, and holds for the
working copy that it was compared with: another one is compared anew.
"""

from __future__ import annotations

import base64
import datetime
from dataclasses import dataclass

from django.core import signing

from comparisons.content_files import Held, read_files, unpack
from comparisons.editing.audit_log import change_set
from comparisons.editing.draft import draft_catalogue
from comparisons.editing.loading import Loaded, LoadError, load
from comparisons.engine import Catalogue, Problem, find_problems
from comparisons.engine.catalogue import checksum
from comparisons.engine.diff import ItemChange, item_changes
from comparisons.engine.merge import merge
from comparisons.models import StaleRowError

SALT = "an upload that was shown"


class UploadError(Exception):
    """Nothing was changed. The message tells why, to the editor."""


@dataclass(frozen=True)
class Upload:
    """What an editor sends. With `removes`, what the files do not hold is removed."""

    archive: bytes
    removes: bool


@dataclass(frozen=True)
class Proposal:
    """What the working copy would be, and how that differs from what it is; `seen` is the checksum of the latter.

    `problems` are errors that the result would have: files by themselves have none, but may together with what they
    do not hold.
    """

    upload: Upload
    result: Catalogue
    item_changes: tuple[ItemChange, ...]
    problems: tuple[Problem, ...]
    seen: str

    @property
    def seal(self) -> str:
        told = [base64.b64encode(self.upload.archive).decode(), self.upload.removes, self.seen]
        return signing.dumps(told, salt=SALT, compress=True)

    @property
    def counts(self) -> dict[str, int]:
        """How many items would be added, changed and removed."""
        kinds = [change.kind for change in self.item_changes]
        return {kind: kinds.count(kind) for kind in ("added", "changed", "removed")}


def propose(upload: Upload) -> Proposal:
    """Compare; nothing is written. Raises ContentError, and DraftError where the working copy cannot be read."""
    new = read_files(Held(unpack(upload.archive)))
    old = draft_catalogue()
    result = new if upload.removes else merge(old, new)
    problems = find_problems(result, datetime.date.min)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    return Proposal(upload, result, item_changes(old, result), errors, checksum(old.model_dump_json()))


def opened(seal: str) -> tuple[Upload, str]:
    """What was sealed: the upload, and the checksum that was seen. Raises UploadError."""
    try:
        archive, removes, seen = signing.loads(seal, salt=SALT)
    except signing.BadSignature as error:
        raise UploadError("What was sent is not what was shown. Choose the archive again.") from error
    return Upload(base64.b64decode(archive), removes), seen


def apply(proposal: Proposal, who: str) -> Loaded:
    """Make the working copy what was proposed, as a whole or not at all. Raises UploadError.

    Acts come one after the other, so that no other save comes between the look and the change.
    """
    try:
        with change_set(who, "uploaded files"):
            if checksum(draft_catalogue().model_dump_json()) != proposal.seen:
                raise UploadError("The working copy was changed at the same moment. Look at what changes now.")
            return load(proposal.result, replace=True)
    except StaleRowError as error:
        raise UploadError(str(error)) from error
    except LoadError as error:
        raise UploadError(f"A row was refused. {error}") from error
