"""Load an uploaded archive of content files into the working copy, after the editor has seen what would change.

The server keeps nothing between the two requests. The form sends a signed token back, with the archive and the checksum
of the draft that it was compared with. If the draft has changed since, nothing is loaded.
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.core import signing

from comparisons.content_files import InMemoryFiles, read_files, unpack, write_content
from comparisons.content_files.comments import cut_texts
from comparisons.content_files.faults import Fault
from comparisons.content_files.file_names import SHARED
from comparisons.content_files.yaml_reader import read_document
from comparisons.editing.audit_log import change_set
from comparisons.editing.draft import draft_catalogue
from comparisons.editing.loading import Loaded, LoadError, load
from comparisons.engine import Catalogue, Problem, find_problems
from comparisons.engine.catalogue import checksum
from comparisons.engine.diff import ItemChange, item_changes
from comparisons.engine.merge import merge
from comparisons.models import StaleRowError

SALT = "a compared upload"


class UploadError(Exception):
    """Nothing has changed. The message says why, for the editor."""


@dataclass(frozen=True)
class Upload:
    """What an editor sends. With `removes`, items that the files do not have are removed."""

    archive: bytes
    removes: bool


@dataclass(frozen=True)
class Proposal:
    """The working copy as the upload would make it, and what changes. `draft_checksum` is that of the draft before.

    `problems` are errors of the result: the files have none, but items that stay may not fit to them. `cut_texts` are
    texts of the files that end before a comment, which may be the rest of them.
    """

    upload: Upload
    result: Catalogue
    item_changes: tuple[ItemChange, ...]
    problems: tuple[Problem, ...]
    draft_checksum: str
    cut_texts: tuple[Fault, ...] = ()

    @property
    def signed_token(self) -> str:
        content = [base64.b64encode(self.upload.archive).decode(), self.upload.removes, self.draft_checksum]
        return signing.dumps(content, salt=SALT, compress=True)

    @property
    def counts(self) -> dict[str, int]:
        """How many items would be added, changed and removed."""
        kinds = [change.kind for change in self.item_changes]
        return {kind: kinds.count(kind) for kind in ("added", "changed", "removed")}


def propose(upload: Upload) -> Proposal:
    """Compare an upload with the draft, and change nothing. Raises ContentError or DraftError.

    Where required files are missing, the files of the upload are read together with those of the draft.
    """
    old = draft_catalogue()
    files = unpack(upload.archive)
    is_whole = all(name in files for name in SHARED)
    new = read_files(InMemoryFiles(files if is_whole else {**write_content(old), **files}))
    result = new if upload.removes else merge(old, new)
    problems = find_problems(result, datetime.date.min)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    draft_checksum = checksum(old.model_dump_json())
    return Proposal(upload, result, item_changes(old, result), errors, draft_checksum, _cut_texts(files))


def _cut_texts(files: Mapping[str, bytes]) -> tuple[Fault, ...]:
    names = sorted(name for name in files if name.endswith(".yaml"))
    return tuple(fault for name in names for fault in cut_texts(read_document(InMemoryFiles(files), name)))


def verified(signed_token: str) -> tuple[Upload, str]:
    """The upload and the checksum of the draft in a signed token. Raises UploadError."""
    try:
        archive, removes, draft_checksum = signing.loads(signed_token, salt=SALT)
    except signing.BadSignature as error:
        raise UploadError("This is not the upload that you compared. Choose the archive again.") from error
    return Upload(base64.b64decode(archive), removes), draft_checksum


def apply(proposal: Proposal, created_by: str) -> Loaded:
    """Load the result into the working copy, everything or nothing. Raises UploadError.

    Change sets run one after the other, so no other save comes between the comparison and the load.
    """
    try:
        with change_set(created_by, "uploaded files"):
            if checksum(draft_catalogue().model_dump_json()) != proposal.draft_checksum:
                raise UploadError("The working copy was changed at the same moment. Check what changes now.")
            return load(proposal.result, replace=True)
    except StaleRowError as error:
        raise UploadError(str(error)) from error
    except LoadError as error:
        raise UploadError(f"A row was refused. {error}") from error
