"""What an admin page must keep in light, in dark and on a phone, asked of a page that is open."""

from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.looks import SMALL, WIDER, Differs, Look

DESK = {"width": 1280, "height": 800}
CALM = {"reduced_motion": "reduce"}
LOOKS = {
    "light": Look(CALM, DESK),
    "dark": Look({**CALM, "color_scheme": "dark"}, DESK, differs=Differs.COLOURS),
    "phone": Look(CALM, SMALL),
    "layout on a phone": Look(CALM, SMALL, differs=Differs.LAYOUT),
}
EACH = ["light", "dark", "phone"]
"""For a page of its own kind."""
ANOTHER = ["light", "layout on a phone"]
"""For the pages of a kind that was seen in each: they have their colours from the same templates."""
TURNING = """() => {
    const rules = sheet => [...sheet.cssRules].flatMap(rule => rule.styleSheet ? rules(rule.styleSheet) : [rule]);
    return [...document.styleSheets].flatMap(rules).filter(rule => /orientation/.test(rule.media?.mediaText))
        .map(rule => rule.cssText);
}"""


UNSTICK = """() => document.querySelectorAll(".submit-row").forEach(row => { row.style.position = "static"; })"""
"""The bar of buttons lies over whatever is scrolled below it, and would make any target there too small."""


def faults_in(look: str, page: Page) -> list[str]:
    """What is wrong in this look.

    axe-core may not preload stylesheets: it would write those that Django imports into the page, which the content
    security policy refuses. What it wants of them, rules that depend on how a phone is held, is asked here.
    """
    LOOKS[look].apply(page)
    page.evaluate(UNSTICK)
    faults = LOOKS[look].violations(page, axe.WCAG, preload=False)
    if look == "light":
        faults += page.evaluate(TURNING)
    if LOOKS[look].viewport == SMALL and page.evaluate(WIDER) > 0:
        faults.append(f"{page.url} scrolls sideways")
    return faults


def faults(page: Page) -> dict[str, list[str]]:
    """By look, what is wrong; an empty dictionary for a page that is right."""
    faults_by_look = {look: faults_in(look, page) for look in EACH}
    return {look: faults for look, faults in faults_by_look.items() if faults}
