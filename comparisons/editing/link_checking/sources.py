"""Check the links of the sources that are due, and keep each result as soon as it is certain."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils import timezone

from comparisons.editing.link_checking.check import Finding, check
from comparisons.editing.link_checking.limits import Limits
from comparisons.editing.link_checking.politeness import Hosts, RequestSkippedError
from comparisons.editing.link_checking.schedule import check_links, interleaved_by_host
from comparisons.models import LinkCheck, Source

CONTROLS = 3
"""How many addresses that worked before are asked whether there is a network."""


class NoNetworkError(Exception):
    """Nobody answers, not even servers that answered before. `unknown` addresses are as they were."""

    def __init__(self, unknown: int) -> None:
        super().__init__(
            "No server can be reached: this machine seems to have no network. Nothing was recorded for "
            f"{unknown} link{'' if unknown == 1 else 's'}. Check the connection, then check the links again."
        )
        self.unknown = unknown


def due_links(older_than: datetime.timedelta, limit: int) -> list[str]:
    """At most `limit` addresses that were not checked for so long, each host before any comes twice."""
    due = Source.objects.due(timezone.now() - older_than).values_list("url", flat=True)
    return interleaved_by_host(dict.fromkeys(due))[: max(0, limit)]


def check_sources(urls: Iterable[str], limits: Limits) -> Iterator[tuple[str, Finding | None]]:
    """Each address with its finding, which is recorded. None: it was not requested. Raises NoNetworkError."""
    for url, finding in certain(check_links(urls, limits), limits):
        if finding:
            result = {name: getattr(finding, name) for name in ("outcome", "status", "problem", "final_url")}
            LinkCheck.objects.keep(url, **result)
        yield url, finding


def certain(findings: Iterable[tuple[str, Finding | None]], limits: Limits) -> Iterator[tuple[str, Finding | None]]:
    """The findings. One where nobody answers waits until a server answers later. Raises NoNetworkError at the end."""
    waiting: list[tuple[str, Finding | None]] = []
    answered: list[str] = []
    for url, finding in findings:
        if finding and finding.is_unreached:
            waiting.append((url, finding))
            continue
        if finding:
            yield from waiting
            waiting.clear()
            answered.append(url)
        yield url, finding
    if waiting and not _has_network([*reversed(answered), *_worked_before()], limits):
        raise NoNetworkError(len(waiting))
    yield from waiting


def _worked_before() -> Iterator[str]:
    checks = LinkCheck.objects.filter(outcome=LinkCheck.Outcome.WORKS).order_by("-checked_at")
    yield from checks.values_list("url", flat=True)[: CONTROLS * 10]


def _has_network(controls: Iterable[str], limits: Limits) -> bool:
    """Whether one of the first few addresses, each of another host, is answered."""
    first_of_hosts = interleaved_by_host(dict.fromkeys(controls))
    return any(_answers(url, limits) for url in islice(first_of_hosts, CONTROLS))


def _answers(url: str, limits: Limits) -> bool:
    try:
        return not check(url, Hosts(limits)).is_unreached
    except RequestSkippedError:
        return False
