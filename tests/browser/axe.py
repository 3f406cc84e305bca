"""axe-core, run in a page. It goes in past the content security policy, and works where pages run no script."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {runOnly: tags, resultTypes: ["violations"]}).then(result =>
    result.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")}: ${node.html}`)))"""


@cache
def source() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Each fault that axe-core finds, with the element that has it. 0 rules and 0 elements are left out.

    axe-core needs timers. Where the page was loaded without JavaScript, it is let run from now on: what the page is
    made of does not change any more.
    """
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setScriptExecutionDisabled", {"value": False})
    page.evaluate(source())
    found: list[str] = page.evaluate(RUN, TAGS)
    session.detach()
    return found
