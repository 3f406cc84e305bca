"""Check many links, a few at a time, and return each finding as soon as it is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from urllib.parse import urlsplit

from comparisons.editing.link_checking.check import Finding, check
from comparisons.editing.link_checking.limits import Limits
from comparisons.editing.link_checking.politeness import Hosts, RequestSkippedError


def check_links(urls: Iterable[str], limits: Limits) -> Iterator[tuple[str, Finding | None]]:
    """Each address with its finding, in the order in which they are known. None: it was not requested."""
    hosts = Hosts(limits)
    pool = ThreadPoolExecutor(limits.hosts)
    try:
        requests: dict[Future[Finding], str] = {pool.submit(check, url, hosts): url for url in dict.fromkeys(urls)}
        for future in as_completed(requests):
            yield requests[future], _finding(future)
    finally:
        pool.shutdown(cancel_futures=True)


def interleaved_by_host(urls: Iterable[str]) -> list[str]:
    """The addresses in an order in which every host comes once before any host comes twice, and so on."""
    counts: Counter[str] = Counter()
    ranked = []
    for url in urls:
        host = urlsplit(url).netloc.lower()
        ranked.append((counts[host], url))
        counts[host] += 1
    return [url for _, url in sorted(ranked, key=lambda pair: pair[0])]


def _finding(future: Future[Finding]) -> Finding | None:
    try:
        return future.result()
    except RequestSkippedError:
        return None
