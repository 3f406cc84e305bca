"""The browser windows that the tests of a process open. A new context costs a second of work, so each is used again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.watching import Watch

PATIENCE = 60_000
"""Milliseconds. A loaded machine is slow, and nothing here measures time."""


@dataclass
class Shown:
    """A page that stays open for the next test, and its name."""

    page: Page
    name: str = ""


class Windows:
    """One context for each set of settings, and one watch over all of them."""

    def __init__(self, browser: Browser) -> None:
        self.watch = Watch("")
        self._browser = browser
        self._contexts: dict[str, BrowserContext] = {}
        self._shown: dict[BrowserContext, Shown] = {}
        self._opened: list[Page] = []

    def begin(self, address: str) -> None:
        """A test begins, of the site at this address. Pages that are open would go on reporting to the site before."""
        if address != self.watch.address:
            self._close_shown()
        self.watch.begin(address)

    def end(self) -> list[str]:
        """The test ended: what the watch saw. After a fault, no page stays open."""
        faults = self.watch.faults()
        of_editors = {page.context for page in self._opened if "/admin/" in page.url}
        for page in self._opened:
            page.close()
        self._opened.clear()
        for context in of_editors:
            self._forget_typed_text(context)
        if faults:
            self._close_shown()
        return faults

    def _forget_typed_text(self, context: BrowserContext) -> None:
        """The desk keeps what was typed into a form, and contexts are used again."""
        page = context.new_page()
        kept = {"origin": self.watch.address, "storageTypes": "local_storage"}
        context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
        page.close()

    def _close_shown(self) -> None:
        for shown in self._shown.values():
            shown.page.close()
        self._shown.clear()

    def open(self, **settings: Any) -> Page:
        """A page of the test's own, with the cookies of the settings alone."""
        context = self._context(settings)
        context.clear_cookies()
        context.add_cookies(settings.get("storage_state", {}).get("cookies", []))
        self._opened.append(context.new_page())
        return self._opened[-1]

    def show(self, name: str, way: Callable[[Page], object], **settings: Any) -> Page:
        """The page of this name, which `way` gets to: still open if the last test looked at the same.

        For tests that look, and change nothing.
        """
        context = self._context(settings)
        if context not in self._shown:
            self._shown[context] = Shown(context.new_page())
        shown = self._shown[context]
        if shown.name != name:
            shown.name = ""
            way(shown.page)
            shown.name = name
        return shown.page

    def close(self) -> None:
        for context in self._contexts.values():
            context.close()

    def _context(self, settings: dict[str, Any]) -> BrowserContext:
        key = repr((self.watch.address, sorted(settings.items())))
        if key not in self._contexts:
            context = self._browser.new_context(base_url=self.watch.address, **settings)
            context.set_default_timeout(PATIENCE)
            self._contexts[key] = self.watch.over(context)
        return self._contexts[key]
