"""Brotli at its best, for pages that are read from the answer cache: made in the background, at low priority."""

from __future__ import annotations

import os
import sys
import threading

from comparisons.serving.stored_pages import Answer, StoredPages
from comparisons.views.http.compression import improved
from comparisons.views.http.conditional import tags_of_equal_content

LOWEST_PRIORITY = 19


def start(pages: StoredPages) -> None:
    """Improve pages in a thread, as they are read."""
    threading.Thread(target=_work, args=(pages,), name="recompression", daemon=True).start()


def _work(pages: StoredPages) -> None:
    if sys.platform == "linux":  # where a thread has a priority of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOWEST_PRIORITY)
    while True:
        improve_next(pages, timeout=60)


def improve_next(pages: StoredPages, timeout: float = 0) -> bool:
    """Improve one page, and say whether there was one. Waits for one at most `timeout` seconds."""
    entry = pages.next_to_improve(timeout)
    if entry is None:
        return False
    key, page = entry
    answer = page.answer
    content = improved(answer.body)
    if len(content) < len(answer.body):
        headers = answer.with_headers(ETag=tags_of_equal_content(page.tag)[-1], Content_Length=str(len(content)))
        pages.improve(key, page, Answer(answer.status, headers, content))
    return True
