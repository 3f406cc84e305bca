"""axe-core, run in a page. It goes in past the content security policy, and works where pages run no script."""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TAGS = [*WCAG, "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that colours can change the answer of. They take most of the time."""
RUN = """(tags, without, preload) => axe.run(document, {
    runOnly: tags, rules: Object.fromEntries(without.map(rule => [rule, {enabled: false}])), preload,
    resultTypes: ["violations"],
}).then(result => result.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")}: ${node.html}`)))"""


@cache
def source() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, tags: list[str] = TAGS, *, without: Collection[str] = (), preload: bool = True) -> list[str]:
    """Each fault that axe-core finds, with the element that has it. No element is left out, and no other rule.

    `tags` may be names of rules instead. `preload` reads the stylesheets, for the one rule on `orientation`.

    axe-core needs timers. Where the page was loaded without JavaScript, it is let run from now on: what the page is
    made of does not change any more.
    """
    session = page.context.new_cdp_session(page)
    for value in (True, False):  # Chromium passes on a change alone
        session.send("Emulation.setScriptExecutionDisabled", {"value": value})
    if not session.send("Runtime.evaluate", {"expression": "'axe' in window", "returnByValue": True})["result"][
        "value"
    ]:
        session.send("Runtime.evaluate", {"expression": source()})
    run = f"({RUN})({json.dumps(tags)}, {json.dumps([*without])}, {json.dumps(preload)})"
    words = {"expression": run, "awaitPromise": True, "returnByValue": True}
    found: list[str] = session.send("Runtime.evaluate", words)["result"]["value"]
    session.detach()
    return found
