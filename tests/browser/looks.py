"""How a page can be looked at, and what a page must keep in each look. Looks follow one another in one open page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.measures import measure

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CLIPPED = measure("clipped")
ANNOYING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""
SPACED = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""
UNTOUCHED = """() => {
    document.adoptedStyleSheets = [];
    document.documentElement.style.removeProperty("font-size");
}"""
PLAIN = {
    "media": "screen",
    "color_scheme": "light",
    "forced_colors": "none",
    "contrast": "no-preference",
    "reduced_motion": "no-preference",
}
DESK = {"width": 1280, "height": 720}
SMALL = {"width": 320, "height": 640}
PHONE = {"viewport": SMALL, "has_touch": True, "is_mobile": True}


class Differs(Enum):
    """What a look can change the answer of, as against the other looks of the same page."""

    ANYTHING = auto()
    COLOURS = auto()
    LAYOUT = auto()


@dataclass(frozen=True)
class Look:
    """`window` is what only a new window can have; the rest can be changed while a page is open."""

    media: Mapping[str, str] = field(default_factory=dict)
    viewport: Mapping[str, int] = field(default_factory=lambda: DESK)
    window: Mapping[str, Any] = field(default_factory=dict)
    differs: Differs = Differs.ANYTHING

    def violations(self, page: Page, tags: list[str] = axe.TAGS, *, preload: bool = True) -> list[str]:
        """What axe-core finds in a page that is looked at so, of what this look can change."""
        if self.differs is Differs.COLOURS:
            return axe.violations(page, axe.COLOURS, preload=preload)
        without = axe.COLOURS if self.differs is Differs.LAYOUT else []
        return axe.violations(page, tags, without=without, preload=preload)

    def apply(self, page: Page) -> None:
        settings: dict[str, Any] = {**PLAIN, **self.media}
        page.emulate_media(**settings)
        page.set_viewport_size({"width": self.viewport["width"], "height": self.viewport["height"]})
        if self.window.get("java_script_enabled", True):
            page.evaluate(UNTOUCHED)


def get(address: str, status: int = 200) -> Callable[[Page], None]:
    """The way to a page that has an address."""

    def way(page: Page) -> None:
        response = page.goto(address)
        assert response
        assert response.status == status

    return way


LOOKS = {
    "light": Look(),
    "dark and 320 px wide": Look({"color_scheme": "dark"}, viewport=SMALL),
    "dark": Look({"color_scheme": "dark"}, differs=Differs.COLOURS),
    "phone": Look(viewport=SMALL, window=PHONE),
    "forced colours": Look({"forced_colors": "active"}, differs=Differs.COLOURS),
    "more contrast": Look({"contrast": "more"}, differs=Differs.COLOURS),
    "reduced motion": Look({"reduced_motion": "reduce"}, differs=Differs.LAYOUT),
    "no JavaScript": Look(window={"java_script_enabled": False}),
    "zoomed to 400 %": Look(viewport={"width": 320, "height": 256}, differs=Differs.LAYOUT),
}
"""`tests.presentation.test_style_sheets` holds what `differs` promises."""
QUICK = ["dark and 320 px wide"]
"""Each page is looked at in this by `make test`, and in all by `make test-rest`."""


def faults(page: Page, look: Look) -> list[str]:
    """What is wrong with a page in this look, which was applied to it."""
    wider = page.evaluate(WIDER)
    return look.violations(page) + ([f"the page is {wider} px wider than its window"] if wider > 0 else [])
