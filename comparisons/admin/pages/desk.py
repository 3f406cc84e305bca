"""The first page of the admin: what an editor should do, the most urgent first."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from comparisons.admin.pages.publish.review_requests import visible_requests
from comparisons.editing.draft import DraftError, draft_catalogue
from comparisons.editing.form_links import Forms
from comparisons.engine import Catalogue, find_problems
from comparisons.engine.checks.warnings import review_due
from comparisons.engine.dates import FrameworkEvent, passed_since_review
from comparisons.engine.diff import item_changes
from comparisons.models import AuditLogEntry, Release, ReviewRequest, Source, ValueComment
from comparisons.presentation.wording import happening_in_words
from comparisons.releases import audits, release_cache, schedule
from comparisons.releases.audits import DraftAudit
from comparisons.releases.stored import NoReleaseError

Reader = AbstractUser | AnonymousUser
LATEST = 5
MAX_LISTED = 8


@dataclass(frozen=True)
class Link:
    text: str
    address: str


@dataclass(frozen=True)
class Task:
    """Something to do: how many there are, what it is, where to go, and the first few by name."""

    count: int
    one: str
    many: str
    address: str
    is_fault: bool = False
    items: tuple[Link, ...] = ()

    @property
    def name(self) -> str:
        return self.one if self.count == 1 else self.many


@dataclass(frozen=True)
class Desk:
    """`broken` says why the working copy cannot be read; then there are no tasks.

    `unreadable` names the releases newer than the current one that this version cannot read. `audit_failure` says why
    the questions whose answers change no result are not known. `scheduled` is None where the reader may not know.
    """

    tasks: tuple[Task, ...]
    releases: QuerySet[Release]
    entries: QuerySet[AuditLogEntry]
    broken: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    is_being_audited: bool = False
    audit_failure: audits.Failure | None = None
    scheduled: schedule.State | None = None
    review_requests: Sequence[ReviewRequest] = ()

    @property
    def open_tasks(self) -> list[Task]:
        """Those with something to do, what prevents publishing first."""
        return sorted((task for task in self.tasks if task.count), key=lambda task: not task.is_fault)

    @property
    def clear_tasks(self) -> list[Task]:
        """Those with nothing to do: the page names them in one line."""
        return [task for task in self.tasks if not task.count]


def desk(reader: Reader) -> Desk:
    """The working copy as it is now. The audit of its questions runs in the background."""
    releases = Release.objects.without_catalogues()[:LATEST]
    entries = AuditLogEntry.objects.readable_by(reader).newest_of_each_change_set()[:LATEST]
    unreadable = tuple(f"Release {number}" for number in release_cache.unreadable())
    try:
        catalogue = draft_catalogue()
    except DraftError as error:
        return Desk((), releases, entries, broken=error.reasons, unreadable=unreadable, **_awaited(reader, None))
    today = timezone.now().date()
    assessed = audits.draft_audit(_published(), catalogue)
    forms = Forms()
    tasks = (
        *_to_publish(catalogue, today, forms),
        *_to_review(catalogue, today, forms),
        *_to_settle(reader),
        *_to_follow(catalogue, today, forms),
        *_dead_questions(catalogue, assessed, forms),
        *_sources(),
    )
    return Desk(
        tasks,
        releases,
        entries,
        unreadable=unreadable,
        is_being_audited=isinstance(assessed, audits.Progress),
        audit_failure=assessed if isinstance(assessed, audits.Failure) else None,
        **_awaited(reader, catalogue),
    )


def _awaited(reader: Reader, catalogue: Catalogue | None) -> dict[str, Any]:
    """What is ready for review, and what is scheduled; nothing for readers who may not know."""
    may_know = reader.has_perm("comparisons.view_scheduledrelease")
    return {
        "review_requests": visible_requests(reader),
        "scheduled": schedule.state(catalogue) if may_know else None,
    }


def _published() -> Catalogue | None:
    try:
        return release_cache.as_written(release_cache.current_number())
    except NoReleaseError:
        return None


def _to_publish(catalogue: Catalogue, today: datetime.date, forms: Forms) -> Iterator[Task]:
    published, publish = _published(), reverse("admin:publish")
    changes = item_changes(published, catalogue) if published else ()
    yield Task(len(changes), "changed item, not published", "changed items, not published", publish)
    errors = [problem for problem in find_problems(catalogue, today) if problem.severity == "error"]
    items = tuple(Link(problem.message, forms.address(problem.path, problem.field)) for problem in errors[:MAX_LISTED])
    yield Task(
        len(errors),
        "error that prevents publishing",
        "errors that prevent publishing",
        publish,
        is_fault=True,
        items=items,
    )


def _to_review(catalogue: Catalogue, today: datetime.date, forms: Forms) -> Iterator[Task]:
    frameworks_page, values_page = (
        reverse(f"admin:comparisons_{model}_changelist") for model in ("framework", "value")
    )
    overdue = [framework for framework in catalogue.frameworks if review_due(framework) < today]
    items = tuple(
        Link(
            f"{framework.short_name}, due on {review_due(framework):%-d %B %Y}",
            forms.address(("framework", framework.slug), "reviewed_on"),
        )
        for framework in overdue[:MAX_LISTED]
    )
    values = [value for framework in catalogue.frameworks for value in framework.values]
    unverified = sum(value.confidence == "unverified" for value in values)
    unsourced = sum(not value.sources for value in values)
    yield Task(
        len(overdue), "framework overdue for review", "frameworks overdue for review", frameworks_page, items=items
    )
    yield Task(
        unverified,
        "value that is not verified",
        "values that are not verified",
        f"{values_page}?confidence__exact=unverified",
    )
    yield Task(unsourced, "value without a source", "values without a source", f"{values_page}?sources__isempty=1")


def _to_settle(reader: Reader) -> Iterator[Task]:
    """What editors say of values, for those who may read it."""
    if not reader.has_perm("comparisons.view_valuecomment"):
        return
    comments = list(ValueComment.objects.newest_of_open())
    page, first = "admin:comparisons_value_comments", comments[:MAX_LISTED]
    items = tuple(Link(f"{c.value}, by {c.created_by}", reverse(page, args=[c.value_id])) for c in first)
    address = reverse("admin:open_comments")
    yield Task(len(comments), "value with open comments", "values with open comments", address, items=items)


def _to_follow(catalogue: Catalogue, today: datetime.date, forms: Forms) -> Iterator[Task]:
    """What has happened to frameworks since somebody last looked."""
    passed = passed_since_review(catalogue, today)
    yield Task(
        len(passed),
        "date that has passed since the last review",
        "dates that have passed since the last review",
        reverse("admin:comparisons_framework_changelist"),
        items=tuple(_passed(entry, forms) for entry in passed[:MAX_LISTED]),
    )


def _passed(entry: FrameworkEvent, forms: Forms) -> Link:
    framework, event = entry.framework, entry.event
    text = f"{framework.short_name}, {event.name}: {happening_in_words(entry)}"
    return Link(text, forms.address(("framework", framework.slug, "event", event.slug)))


def _dead_questions(catalogue: Catalogue, assessed: audits.DraftState, forms: Forms) -> Iterator[Task]:
    if not isinstance(assessed, DraftAudit):
        return
    criteria = reverse("admin:comparisons_criterion_changelist")
    dead = [catalogue.criterion_of[slug] for slug in assessed.after.wizard.dead_questions]
    items = tuple(
        Link(criterion.question, forms.address(("criterion", criterion.slug))) for criterion in dead[:MAX_LISTED]
    )
    yield Task(
        len(dead),
        "question whose answers change no result",
        "questions whose answers change no result",
        criteria,
        items=items,
    )


def _sources() -> Iterator[Task]:
    """The first three come from `check_links`, which the operator runs."""
    address = reverse("admin:comparisons_source_changelist")
    broken, counts = Source.objects.broken(), Source.objects.link_counts()
    items = tuple(Link(str(source), f"{address}{source.pk}/change/") for source in broken[:MAX_LISTED])
    yield Task(
        counts["broken"],
        "source whose link is broken",
        "sources whose link is broken",
        f"{address}?link=broken",
        items=items,
    )
    yield Task(
        counts["unclear"],
        "source whose link a person has to try",
        "sources whose link a person has to try",
        f"{address}?link=unclear",
    )
    yield Task(
        counts["never"],
        "source whose link was never checked",
        "sources whose link was never checked",
        f"{address}?link=never",
    )
    yield Task(
        Source.objects.duplicated().count(),
        "source that shares its address",
        "sources that share an address",
        f"{address}?address=shared",
    )
