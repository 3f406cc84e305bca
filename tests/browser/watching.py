"""What no page may do, watched during every browser test.

No message in the console (a report of the content security policy is one), no error of a script, no request that
leaves the site, no failed response or request. What a test expects to fail it names beforehand, and then it has to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

HINTS = (
    "Autofocus processing was blocked",  # the test was faster than the page, as a reader can be
    "[DOM] Password forms should have (optionally hidden) username fields",  # Django's own form; told late, or never
)
"""How messages begin that Chromium writes for developers, and not on each visit."""


@dataclass
class Watch:
    address: str
    seen: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def begin(self, address: str) -> None:
        """Forget what was seen, and watch those who visit the site at this address."""
        self.address = address
        self.seen.clear()
        self.expected.clear()

    def over(self, context: BrowserContext) -> BrowserContext:
        context.on("console", self._message)
        context.on("weberror", lambda error: self.seen.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failure)
        context.on("response", self._response)
        return context

    def expect(self, *patterns: str) -> None:
        """Let pass what matches; that nothing does is a fault too."""
        self.expected += patterns

    def faults(self) -> list[str]:
        unexpected = [line for line in self.seen if not any(re.search(pattern, line) for pattern in self.expected)]
        missing = [pattern for pattern in self.expected if not any(re.search(pattern, line) for line in self.seen)]
        return unexpected + [f"expected, and not seen: {pattern}" for pattern in missing]

    def _message(self, message: ConsoleMessage) -> None:
        if message.text.startswith(HINTS):
            return
        self.seen.append(f"console: {message.type}: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "about:")):
            self.seen.append(f"leaves the site: {request.url}")

    def _failure(self, request: Request) -> None:
        # A page that is left, or becomes a download, gives up what it still waited for.
        if request.failure != "net::ERR_ABORTED":
            self.seen.append(f"request failed: {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.seen.append(f"status {response.status}: {response.url}")
