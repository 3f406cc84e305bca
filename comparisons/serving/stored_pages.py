"""Pages in memory: at most so many bytes of them, of one state of the releases, the least recently used goes first.

A page is kept when it is asked for the second time. So addresses that somebody draws at random, each of them once, push
nothing out.
"""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import NamedTuple

from comparisons.views.http.conditional import known_tags, tags_of_equal_content

MAX_PAGE = 1 << 20
"""The most bytes of one page. The longest that is made, a PDF file, has about a fifth of it."""
REMEMBERED = 4096
"""How many addresses that were asked for once are remembered, at least; up to twice as many."""
OVERHEAD = 1000
"""Bytes for the entry of a page in the tables, and for its objects without their content."""

Headers = list[tuple[str, str]]


class Key(NamedTuple):
    """All of a request that its answer depends on. `script_name` is where the site is mounted: empty at the root."""

    script_name: str
    path: str
    query: str
    is_https: bool
    coding: str
    swapped: str


@dataclass(frozen=True)
class Answer:
    """An answer as WSGI has it: `status` is a number and words."""

    status: str
    headers: Headers
    body: bytes

    @property
    def size(self) -> int:
        """Bytes in memory, or somewhat more: a string that two answers share counts twice."""
        strings = sum(sys.getsizeof(pair) + sum(map(sys.getsizeof, pair)) for pair in self.headers)
        return sys.getsizeof(self.body) + sys.getsizeof(self.headers) + strings

    def header(self, name: str) -> str:
        """The value of a header, empty where there is none."""
        return next((value for other, value in self.headers if other.lower() == name), "")

    def with_headers(self, **values: str) -> Headers:
        """The headers with other values for some of them. `ETag` and the like, with _ in place of -."""
        replaced = {name.replace("_", "-").lower(): value for name, value in values.items()}
        return [(name, replaced.get(name.lower(), value)) for name, value in self.headers]


@dataclass
class Page:
    """The answer to whoever does not have a page, and, by the tag that a reader has, the 304. Tags: see `conditional`.

    `unchanged` is empty until Django has answered with 304 for the first time.
    """

    answer: Answer
    unchanged: dict[str, Answer] = field(default_factory=dict)
    tag: str = field(init=False)
    can_improve: bool = field(init=False)

    def __post_init__(self) -> None:
        self.tag = self.answer.header("etag")
        self.can_improve = self.answer.header("content-encoding") == "br"

    def reply(self, if_none_match: str) -> Answer | None:
        """The answer to a request with this header, which may be empty. None where the 304 is not known yet."""
        if not if_none_match:
            return self.answer
        if if_none_match in self.unchanged:
            return self.unchanged[if_none_match]
        known = known_tags(if_none_match)
        for tag in tags_of_equal_content(self.tag):
            if tag in known:
                return self.unchanged.get(tag)
        return self.unchanged.get(self.tag) if "*" in known else self.answer


class StoredPages:
    """Safe to use from several threads."""

    def __init__(self, max_bytes: int) -> None:
        self.size = 0
        """Bytes that the pages take now."""
        self.max_bytes = max_bytes
        self._pages: OrderedDict[Key, tuple[Page, int]] = OrderedDict()
        self._waiting: dict[Key, None] = {}
        self._has_waiting = threading.Event()
        self._state: object = None
        self._seen_once: set[int] = set()
        self._seen_before: set[int] = set()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def find(self, state: object, key: Key) -> Page | None:
        """The page that was kept of this state. A state is an object that is replaced when a release comes."""
        with self._lock:
            if state is not self._state:
                self._forget(state)
            entry = self._pages.get(key)
            if entry is None:
                return None
            self._pages.move_to_end(key)
            page = entry[0]
            if page.can_improve:
                page.can_improve = False
                self._waiting[key] = None
                self._has_waiting.set()
            return page

    def keep(self, state: object, key: Key, answer: Answer, *, at_once: bool = False) -> None:
        """Keep a page of this state that was asked for before, or at once. Nothing is kept of a state that is over."""
        with self._lock:
            if state is self._state and (at_once or self._is_seen_again(key)):
                self._put(key, Page(answer))

    def keep_unchanged(self, state: object, key: Key, answer: Answer) -> None:
        """Keep a 304 for a page that is kept."""
        with self._lock:
            page, _size = self._pages.get(key, (None, 0))
            if page is None or state is not self._state:
                return
            tags = tags_of_equal_content(page.tag)
            if answer.header("etag") in tags:
                page.unchanged = {tag: Answer(answer.status, answer.with_headers(ETag=tag), b"") for tag in tags}
                self._put(key, page)

    def next_to_improve(self, timeout: float) -> tuple[Key, Page] | None:
        """A page that was read from here and can be shorter. Waits for one at most `timeout` seconds."""
        self._has_waiting.wait(timeout)
        with self._lock:
            if not self._waiting:
                self._has_waiting.clear()
                return None
            key = next(iter(self._waiting))
            del self._waiting[key]
            return key, self._pages[key][0]

    def improve(self, key: Key, page: Page, answer: Answer) -> None:
        """Give a page a better answer of the same content, if it is still kept."""
        with self._lock:
            if self._pages.get(key, (None, 0))[0] is page:
                page.answer, page.tag = answer, answer.header("etag")
                self._put(key, page)

    def _put(self, key: Key, page: Page) -> None:
        """The lock is held."""
        size = OVERHEAD + sys.getsizeof(key.path) + sys.getsizeof(key.query) + page.answer.size
        size += sum(unchanged.size for unchanged in page.unchanged.values())
        if size > min(MAX_PAGE, self.max_bytes):
            self._drop(key)
            return
        self.size += size - self._pages.pop(key, (None, 0))[1]
        self._pages[key] = page, size
        while self.size > self.max_bytes:
            self._drop(next(iter(self._pages)))

    def _drop(self, key: Key) -> None:
        """The lock is held."""
        self.size -= self._pages.pop(key, (None, 0))[1]
        self._waiting.pop(key, None)

    def _forget(self, state: object) -> None:
        """The lock is held."""
        self._pages.clear()
        self._waiting.clear()
        self.size = 0
        self._state = state

    def _is_seen_again(self, key: Key) -> bool:
        """Whether the page was asked for before, as far as that is remembered. The lock is held."""
        mark = hash(key)
        if mark in self._seen_once or mark in self._seen_before:
            return True
        if len(self._seen_once) >= REMEMBERED:
            self._seen_before, self._seen_once = self._seen_once, set()
        self._seen_once.add(mark)
        return False
