from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from comparisons.content_files import licence
from comparisons.engine import FormerAnswerNote
from comparisons.presentation.downloads.documents.parts import Origin, Text
from comparisons.releases.release_cache import Edition


@dataclass(frozen=True)
class AnswerAddress:
    """The answers of a recommendation as a query string; `dropped` and `notes` say what became of an older address."""

    query: str
    dropped: tuple[str, ...] = ()
    notes: tuple[FormerAnswerNote, ...] = ()


LICENCE = ("Licence", Text(f"{licence.NAME}, {licence.ADDRESS}"))
ADVICE = ("Note", Text("Orientation, not legal advice."))


def pinned_address(edition: Edition, path: str, query: str = "") -> str:
    """The permanent address of the page; nothing for a draft. `path` is that of the page in the edition."""
    return f"{settings.SITE_ORIGIN}{path}{'?' if query else ''}{query}" if edition.published_at else ""


def origin_of(edition: Edition, pinned: str) -> Origin:
    """Where a document comes from, and the address that keeps it."""
    if edition.published_at is None:
        draft = Text("Made from a draft, which nobody can look up later.")
        return Origin("Draft", (("Release", draft), LICENCE, ADVICE), None)
    facts = (
        ("Release", Text(str(edition.number))),
        ("Published", Text(f"{edition.published_at:%Y-%m-%d}")),
        ("Checksum", Text(edition.checksum)),
        ("Permanent link", Text(pinned, address=pinned)),
        LICENCE,
        ADVICE,
    )
    return Origin(f"Release {edition.number} of {edition.published_at:%Y-%m-%d}", facts, edition.published_at)
