"""The Nu HTML checker on every page, partial, error page, stylesheet and drawing: no error, and no warning."""

from __future__ import annotations

import json
import re
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

from comparisons.views.errors import error_html
from tests.browser.pages import ERROR_PAGES, ERRORS, PAGES
from tests.browser.site import ROOT

CHECKER = ROOT / "tests/quality/node_modules/vnu-jar/build/dist/vnu.jar"
PARTIALS = {f"partial of {name}": path for name, path in PAGES.items() if path.startswith("/wizard/")}
SWAP = {"HX-Request": "true", "HX-Target": "question"}
WRONGLY_REPORTED = [
    ("Unrecognized at-rule “@container”", "CSS Conditional Rules 5 defines it; the checker's CSS is older"),
    ("“container-type”: Property “container-type” doesn't exist", "the same"),
    ("“field-sizing”: Property “field-sizing” doesn't exist", "CSS Basic User Interface 4 defines it"),
]
"""What the checker says and is wrong about: a pattern of its message, and why it is wrong."""


def fetched(address: str, headers: dict[str, str] | None = None) -> str:
    request = urllib.request.Request(address, headers=headers or {})  # noqa: S310  (our own address)
    try:
        with urllib.request.urlopen(request) as response:  # noqa: S310
            return str(response.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            return error.read().decode()


def wrapped(partial: str) -> str:
    """A partial as a page. Its title, which htmx takes out of it, stands where titles stand."""
    title = re.search(r"<title>.*?</title>", partial, re.DOTALL)
    assert title, "a partial brings its title"
    body = partial.replace(title[0], "")
    return f'<!doctype html><html lang="en"><head>{title[0]}</head><body><main>{body}</main></body></html>'


def collect(address: str, folder: Path) -> list[Path]:
    folder.mkdir()
    texts = {name: fetched(address + path) for name, path in PAGES.items()}
    texts |= {name: fetched(address + path) for name, (path, _) in ERRORS.items()}
    texts |= {f"error {name}": error_html(name).decode() for name in ERROR_PAGES}
    texts |= {name: wrapped(fetched(address + path, SWAP)) for name, path in PARTIALS.items()}
    files = []
    for name, text in texts.items():
        files.append(folder / f"{name}.html")
        files[-1].write_text(text, encoding="utf-8")
    return files + sorted(path for kind in ("css", "svg") for path in (ROOT / "static").rglob(f"*.{kind}"))


def messages(files: list[Path]) -> list[str]:
    words = ["java", "-jar", str(CHECKER), "--stdout", "--exit-zero-always", "--format", "json"]
    words += ["--also-check-css", "--also-check-svg", *map(str, files)]
    said = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603
    return [
        f"{Path(message['url']).name}, line {message.get('lastLine', '?')}: {message['message']}"
        for message in json.loads(said.stdout)["messages"]
        if not any(re.search(pattern, message["message"]) for pattern, _ in WRONGLY_REPORTED)
    ]


def judge(address: str, folder: Path) -> list[str]:
    files = collect(address, folder)
    found = messages(files)
    print(f"Nu HTML checker: {len(files)} files, {len(found)} messages")
    return found
