"""`make screenshots`: the key pages in light, dark, on a phone and on paper, in .screenshots."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium, site
from tests.browser.pages import PAGES

FOLDER = site.ROOT / ".screenshots"
SHOWN = (
    "home",
    "framework",
    "compare",
    "comparison with a guide",
    "second question",
    "nothing chosen",
    "recommendation",
)
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True},
    "print": {"viewport": {"width": 700, "height": 990}},
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        site.running(Path(folder)) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium.found(), args=chromium.FLAGS) as browser,
    ):
        for look, settings in LOOKS.items():
            page = browser.new_page(base_url=address, **settings)
            page.emulate_media(media="print" if look == "print" else "screen")
            for name in SHOWN:
                page.goto(PAGES[name])
                page.screenshot(path=FOLDER / f"{name}, {look}.png", full_page=True)
            page.close()
    sys.stdout.write(f"{len(LOOKS) * len(SHOWN)} pictures in {FOLDER.name}\n")


if __name__ == "__main__":
    main()
