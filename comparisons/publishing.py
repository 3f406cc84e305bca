"""From the working copy to a release, and back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.utils import timezone

from comparisons.drafting import DraftError, draft
from comparisons.engine import Catalogue, Problem, find_problems
from comparisons.history import writing
from comparisons.loading import Loaded, load
from comparisons.models import Release


class PublishError(Exception):
    """The working copy was not published. The message tells why, to the editor."""


@dataclass(frozen=True)
class Review:
    """The working copy as it would be published; `json` is empty where it cannot be built at all."""

    json: str
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    differs: bool

    @property
    def can_be_published(self) -> bool:
        return self.differs and not self.errors


def review() -> Review:
    """Check the working copy against the rules and against the current release."""
    try:
        catalogue = draft()
    except DraftError as error:
        errors = tuple(Problem("error", (), reason) for reason in error.reasons)
        return Review("", errors, (), differs=True)
    problems = find_problems(catalogue, timezone.now().date())
    json = catalogue.model_dump_json()
    return Review(
        json=json,
        errors=tuple(problem for problem in problems if problem.severity == "error"),
        warnings=tuple(problem for problem in problems if problem.severity == "warning"),
        differs=checksum(json) != current_checksum(),
    )


def publish(note: str, published_by: str) -> Release:
    """Freeze the working copy as the next release. Raises PublishError, and has then published nothing.

    It is an act like those that write rows: it waits until they are done, and who publishes second finds it published.
    """
    with writing(published_by, "published"):
        current, found = Release.objects.first(), review()
        if found.errors:
            raise PublishError(" ".join(problem.message for problem in found.errors))
        if current and not found.differs:
            raise PublishError(f"Nothing has changed since {current.published_by} published release {current.number}.")
        release = Release(
            number=current.number + 1 if current else 1,
            catalogue=found.json,
            sha256=checksum(found.json),
            note=note,
            published_by=published_by,
            published_at=timezone.now(),
        )
        release.full_clean()
        release.save()
        return release


def restore(release: Release, who: str) -> Loaded:
    """Put the release's content back into the working copy: what is not in it goes. Publish as usual afterwards."""
    with writing(who, f"restored release {release.number}"):
        return load(Catalogue.model_validate_json(release.catalogue), replace=True)


def checksum(json: str) -> str:
    return hashlib.sha256(json.encode()).hexdigest()


def current_checksum() -> str:
    """The checksum of the current release, empty before the first."""
    return Release.objects.values_list("sha256", flat=True).order_by("-number").first() or ""
