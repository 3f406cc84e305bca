"""`python -m tests.browser.admin.screenshots`: the key pages of the admin in light, dark and on a phone."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium, site
from tests.browser.looks import SMALL

FOLDER = site.ROOT / ".screenshots"
SHOWN = {
    "index": "/admin/",
    "list": "/admin/comparisons/framework/",
    "change": "/admin/comparisons/framework/1/change/",
    "publish": "/admin/publish/",
    "content files": "/admin/content/",
    "flow": "/admin/flow/",
    "path": "/admin/comparisons/framework/3/path/",
    "supports": "/admin/comparisons/framework/3/supports/",
    "draft links": "/admin/comparisons/draftlink/",
}
LOOKS = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"}, "phone": {"viewport": SMALL}}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        site.running(Path(folder)) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium.found(), args=chromium.FLAGS) as browser,
    ):
        for look, settings in LOOKS.items():
            page = browser.new_context(base_url=address, **settings).new_page()
            page.goto("/admin/login/")
            page.screenshot(path=FOLDER / f"admin sign-in, {look}.png")
            site.sign_in(page)
            for name, path in SHOWN.items():
                page.goto(path)
                page.screenshot(path=FOLDER / f"admin {name}, {look}.png", full_page=True)
    sys.stdout.write(f"{len(LOOKS) * (len(SHOWN) + 1)} pictures in {FOLDER.name}\n")


if __name__ == "__main__":
    main()
