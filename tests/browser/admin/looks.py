"""What an admin page must keep in light, in dark and on a phone, asked of a page that is open."""

from playwright.sync_api import Page

from tests.browser import axe

COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe-core that darkness can change the answer of: nothing but colours differs."""
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
TURNING = """() => {
    const rules = sheet => [...sheet.cssRules].flatMap(rule => rule.styleSheet ? rules(rule.styleSheet) : [rule]);
    return [...document.styleSheets].flatMap(rules).filter(rule => /orientation/.test(rule.media?.mediaText))
        .map(rule => rule.cssText);
}"""


def faults(page: Page) -> dict[str, list[str]]:
    """By look, what is wrong; an empty dictionary for a page that is right.

    axe-core may not preload stylesheets: it would write those that Django imports into the page, which the content
    security policy refuses. What it wants of them, rules that depend on how a phone is held, is asked here.
    """
    found = {"light": axe.violations(page, axe.WCAG, preload=False), "turning": page.evaluate(TURNING)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = axe.violations(page, COLOURS, preload=False)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    found["phone"] = axe.violations(page, axe.WCAG, preload=False)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found["scrolls sideways"] = [page.url]
    return {look: found[look] for look in found if found[look]}
