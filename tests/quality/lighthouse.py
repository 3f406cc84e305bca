"""Lighthouse on five pages, as a phone and as a desktop: once, and where that misses, the median of five."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from tests.browser import chromium
from tests.browser.pages import PAGES
from tests.browser.site import ROOT

PROGRAM = ROOT / "tests/quality/node_modules/lighthouse/cli/index.js"
JUDGED = ("home", "framework", "comparison with a guide", "first question", "recommendation")
KEPT_FROM_SEARCH = ("first question", "recommendation")
"""Search engines shall not list answers; so whether they may is not asked of these pages."""
LEAST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 99}
RUNS = 5
"""Of a page whose first run misses. What else a machine does makes a page slower and never faster."""
TRIES = 3
"""Now and then Chromium hands it no trace of a page, and it gives up before it has judged anything."""


def scores(url: str, report: Path, *words: str) -> dict[str, float]:
    flags = " ".join(["--headless=new", *(flag for flag in chromium.FLAGS if " " not in flag)])
    command = ["node", str(PROGRAM), url, "--quiet", "--output=json", f"--output-path={report}", *words]
    command += [f"--only-categories={','.join(LEAST)}", f"--chrome-flags={flags}"]
    env = os.environ | {"CHROME_PATH": str(chromium.found())}
    for _ in range(TRIES - 1):
        if subprocess.run(command, check=False, env=env, stderr=subprocess.DEVNULL).returncode == 0:  # noqa: S603
            break
    else:
        subprocess.run(command, check=True, env=env)  # noqa: S603
    categories = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * (categories[name]["score"] or 0)) for name in LEAST}


def judge(address: str, folder: Path) -> list[str]:
    missed = []
    for name in JUDGED:
        for device, words in (("phone", []), ("desktop", ["--preset=desktop"])):
            skipped = ["--skip-audits=is-crawlable"] if name in KEPT_FROM_SEARCH else []
            judged = partial(scores, address + PAGES[name], folder / "lighthouse.json", *words, *skipped)
            runs = [judged()]
            if _missed(runs[0]):
                runs += [judged() for _ in range(RUNS - 1)]
            median = {category: statistics.median(run[category] for run in runs) for category in LEAST}
            told = ", ".join(f"{category} {score:.0f}" for category, score in median.items())
            print(f"Lighthouse, {name}, {device}: {told}", flush=True)
            missed += [
                f"Lighthouse, {name}, {device}: {category} is {median[category]:.0f}, and not {LEAST[category]}"
                for category in _missed(median)
            ]
    return missed


def _missed(reached: Mapping[str, float]) -> list[str]:
    return [category for category, least in LEAST.items() if reached[category] < least]
