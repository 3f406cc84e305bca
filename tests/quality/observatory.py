"""The MDN HTTP Observatory, its own source, on every public page, over https with a certificate made for it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from tests.browser.pages import PAGES
from tests.browser.site import ROOT

FOLDER = ROOT / "tests/quality"
PRELOADED = FOLDER / "node_modules/@mdn/mdn-http-observatory/conf/hsts-preload.json"
GRADE, LEAST = "A+", 130


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost, which it signs itself, and its key."""
    made, key = folder / "certificate.pem", folder / "key.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    words += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(made)]
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603
    return made, key


def judge(address: str, trusted: Path) -> list[str]:
    PRELOADED.write_text("{}", encoding="utf-8")  # browsers' own list, which it would download; we are not on it
    places = [f"{address.removeprefix('https://')}{path}" for path in PAGES.values()]
    env = os.environ | {"NODE_EXTRA_CA_CERTS": str(trusted)}
    said = subprocess.run(  # noqa: S603
        ["node", "observatory.mjs", *places],  # noqa: S607
        check=True,
        cwd=FOLDER,
        env=env,
        stdout=subprocess.PIPE,
        text=True,
    )
    results = [json.loads(line) for line in said.stdout.splitlines()]
    assert len(results) == len(places)
    lowest = min(result["score"] for result in results)
    print(f"HTTP Observatory: {len(results)} pages, lowest score {lowest}")
    return [
        f"HTTP Observatory, {result['address']}: {result['grade']} {result['score']}, {', '.join(result['failed'])}"
        for result in results
        if result["grade"] != GRADE or result["score"] < LEAST
    ]
