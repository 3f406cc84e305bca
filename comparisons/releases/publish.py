"""Review and publish the working copy as a release, and restore a release into the working copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from comparisons.editing.audit_log import change_set
from comparisons.editing.draft import DraftError, draft_catalogue
from comparisons.editing.loading import Loaded, load
from comparisons.engine import Catalogue, Problem, find_problems
from comparisons.engine.catalogue import checksum
from comparisons.engine.diff import ItemChange, item_changes
from comparisons.engine.diff.lost_slugs import LostSlug, lost_slugs
from comparisons.engine.diff.slug_map import with_slugs_of
from comparisons.models import Release, ReviewRequest, ScheduledRelease
from comparisons.releases import last_release
from comparisons.releases.stored import StoredRelease, UnreadableReleaseError, read_catalogue


class PublishError(Exception):
    """The working copy was not published. The message says why, for the editor."""


class ReviewIsOldError(PublishError):
    """What was reviewed is no longer what would be published. `change` says what happened since."""

    def __init__(self, change: str) -> None:
        super().__init__(f"{change} after you reviewed. This is the review as of now: check it, and publish again.")
        self.change = change


@dataclass(frozen=True)
class Review:
    """The working copy as it would be published, compared with the current release.

    `draft` is None if the rows make no catalogue, and `current` before the first release. `token` identifies this
    review: it changes with the working copy and with the current release.
    """

    number: int
    current: Catalogue | None
    draft: Catalogue | None
    json: str
    differs: bool
    errors: tuple[Problem, ...]
    new_warnings: tuple[Problem, ...] = ()
    kept_warnings: tuple[Problem, ...] = ()
    gone_warnings: tuple[Problem, ...] = ()

    @property
    def can_be_published(self) -> bool:
        return self.differs and not self.errors

    @property
    def token(self) -> str:
        return token_of(self.number, self.json)

    @cached_property
    def item_changes(self) -> tuple[ItemChange, ...]:
        """What changed, item by item. Empty before the first release, when everything is new."""
        return item_changes(self.current, self.draft) if self.current and self.draft else ()

    @cached_property
    def lost_slugs(self) -> tuple[LostSlug, ...]:
        """What links of visitors name, and the draft no longer knows."""
        return tuple(lost_slugs(self.current, self.draft)) if self.current and self.draft else ()


def token_of(number: int, json: str) -> str:
    """The token of a review of this catalogue, as JSON, while the release with this number is the newest."""
    return f"{number}-{checksum(json)}"


def review() -> Review:
    """Check the working copy against the rules and against the current release."""
    number, json = Release.objects.values_list("number", "catalogue").order_by("-number").first() or (0, "")
    current = _newest_readable(number, json) if json else None
    try:
        catalogue = draft_catalogue()
    except DraftError as error:
        errors = tuple(Problem("error", (), reason) for reason in error.reasons)
        return Review(number, current, None, "", differs=True, errors=errors)
    today = timezone.now().date()
    before = _warnings(find_problems(with_slugs_of(catalogue, current), today)) if current else {}
    problems = find_problems(catalogue, today)
    after = _warnings(problems)
    frozen = catalogue.model_dump_json()
    return Review(
        number,
        current,
        catalogue,
        frozen,
        differs=frozen != json,
        errors=tuple(problem for problem in problems if problem.severity == "error"),
        new_warnings=tuple(problem for problem in after if problem not in before),
        kept_warnings=tuple(problem for problem in after if problem in before),
        gone_warnings=tuple(problem for problem in before if problem not in after),
    )


def _newest_readable(number: int, json: str) -> Catalogue | None:
    """The catalogue of the newest release, or of the newest before it that this version can read."""
    try:
        return read_catalogue(number, json)
    except UnreadableReleaseError:
        older = Release.objects.filter(number__lt=number).values_list("number", "catalogue").order_by("-number").first()
        return _newest_readable(*older) if older else None


def _warnings(problems: Iterable[Problem]) -> dict[Problem, None]:
    return dict.fromkeys(problem for problem in problems if problem.severity == "warning")


def publish(note: str, published_by: str, reviewed: str | None = None) -> Release:
    """Freeze the working copy as the next release. Raises PublishError, and has then published nothing.

    With `reviewed`, the token of a review, it publishes only if nothing has changed since that review. Publishing is a
    change set: it waits for other change sets, so of two editors who publish at once the second is refused.
    """
    try:
        with change_set(published_by, "published"):
            fresh_review = review()
            refuse(fresh_review, reviewed)
            release = Release(
                number=fresh_review.number + 1,
                catalogue=fresh_review.json,
                sha256=checksum(fresh_review.json),
                note=note,
                published_by=published_by,
                published_at=timezone.now(),
            )
            # Only the database knows whether the number is free, when the row is written.
            release.full_clean(validate_unique=False)
            release.save()
            _settle()
            transaction.on_commit(lambda: last_release.save(release.number, StoredRelease.of(release)))
            return release
    except ValidationError as error:
        raise PublishError(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise PublishError(
            "Someone else published at the same moment. Look at what changed, and publish again."
        ) from error


def _settle() -> None:
    """Forget what is scheduled, since it was reviewed against an older release, and what was ready for review."""
    ScheduledRelease.objects.all().delete()
    ReviewRequest.objects.all().delete()


def refuse(fresh_review: Review, reviewed: str | None = None) -> None:
    """Raise PublishError if it cannot be published, or ReviewIsOldError if `reviewed` is another review's token."""
    if reviewed is not None and (change := change_since(reviewed, fresh_review.token)):
        raise ReviewIsOldError(change)
    if fresh_review.errors:
        raise PublishError(" ".join(problem.message for problem in fresh_review.errors))
    if not fresh_review.differs:
        raise PublishError(f"Nothing has changed since release {fresh_review.number}.")


def change_since(reviewed: str, token: str) -> str:
    """What happened between two reviews, by their tokens; empty for the same."""
    if reviewed == token:
        return ""
    number = token.partition("-")[0]
    same_release = reviewed.startswith(f"{number}-")
    return "The working copy was changed" if same_release else f"Release {number} was published"


def restore(release: Release, created_by: str) -> Loaded:
    """Make the working copy equal to the release: everything else is removed. It still has to be published.

    Raises UnreadableReleaseError, and has then changed nothing.
    """
    with change_set(created_by, f"restored release {release.number}"):
        return load(read_catalogue(release.number, release.catalogue), replace=True)
