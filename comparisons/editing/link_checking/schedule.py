"""Many links, a few at once, each with its finding as soon as it is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from urllib.parse import urlsplit

from comparisons.editing.link_checking.check import Finding, check
from comparisons.editing.link_checking.limits import Limits
from comparisons.editing.link_checking.politeness import Hosts, NotAskedError


def check_links(urls: Iterable[str], limits: Limits) -> Iterator[tuple[str, Finding | None]]:
    """Each address with what came of it, in the order in which that is known; with none for one that was not asked."""
    hosts = Hosts(limits)
    pool = ThreadPoolExecutor(limits.hosts)
    try:
        asked: dict[Future[Finding], str] = {pool.submit(check, url, hosts): url for url in dict.fromkeys(urls)}
        for future in as_completed(asked):
            yield asked[future], _finding(future)
    finally:
        pool.shutdown(cancel_futures=True)


def in_turn(urls: Iterable[str]) -> list[str]:
    """The addresses so that every host has its first one before any has its second, and so on."""
    seen: Counter[str] = Counter()
    ranked = []
    for url in urls:
        place = urlsplit(url).netloc.lower()
        ranked.append((seen[place], url))
        seen[place] += 1
    return [url for _, url in sorted(ranked, key=lambda pair: pair[0])]


def _finding(future: Future[Finding]) -> Finding | None:
    try:
        return future.result()
    except NotAskedError:
        return None
