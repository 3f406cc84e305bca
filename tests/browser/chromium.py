"""The Chromium that browser tests drive. `make test` runs this first, so that one is there or one line says why not.

In this order: CHROMIUM=/its/path, a Chromium on PATH, the one that Playwright downloads, and on Debian, as root, the
distribution's package.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",  # as root, in containers; only our own site is opened
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
ADVICE = "No Chromium: install one, name it with CHROMIUM=/its/path, or run .venv/bin/playwright install chromium."


def found() -> str | None:
    """The path of the Chromium to use, where there is one."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for path in map(shutil.which, NAMES) if path), None) or _downloaded()


def _downloaded() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Try what can bring one; `found` tells whether it did."""
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        attempts += [["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]]
    for attempt in attempts:
        if not found():
            subprocess.run(attempt, check=False, stdout=sys.stderr)  # noqa: S603  (no shell, own words)


def main() -> None:
    if not found() and not os.environ.get("CHROMIUM"):
        install()
    path = found()
    if not path:
        sys.exit(ADVICE)
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
