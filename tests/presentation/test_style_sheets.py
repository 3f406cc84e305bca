"""Style sheets are asked for in bundles where the site is served, and file by file during development."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.core.management import call_command
from django.test import override_settings

from comparisons.presentation.style_sheets import BUNDLES, style_sheets
from tests.browser.pages import TEMPLATES

HREF = re.compile(r'href="/static/([^"]*)"')
STYLE_SHEETS = Path(__file__).parent.parent.parent / "static" / "css"
COLOURS = {"color", "color-scheme", "fill", "forced-color-adjust", "stroke"}
COLOURS |= {"--accent", "--accent-ink", "--ink", "--ink-quiet", "--line", "--line-strong"}


def rules_for(feature, text):
    """What a style sheet holds in its blocks for this media feature."""
    blocks = []
    for start in re.finditer(rf"@media[^{{]*\({feature}[^{{]*{{", text):
        depth, end = 1, start.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        blocks.append(text[start.end() : end])
    return "".join(blocks)


def test_bundles_hold_their_files_in_order_when_collected_twice(tmp_path):
    storages = {"staticfiles": {"BACKEND": "comparisons.presentation.style_sheets.BundlingStorage"}}
    finders = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages, STATICFILES_FINDERS=finders):
        for _ in range(2):
            call_command("collectstatic", interactive=False, verbosity=0)
        links = {name: HREF.findall(style_sheets(name)) for name in BUNDLES}

    for name, (served,) in links.items():
        assert re.fullmatch(rf"css/bundles/{name}\.[0-9a-f]{{12}}\.css", served)
        texts = [Path(find(f"css/{part}.css")).read_text(encoding="utf-8") for part in BUNDLES[name]]
        assert (tmp_path / served).read_text(encoding="utf-8") == "".join(texts)
        assert (tmp_path / f"{served}.gz").exists()


def test_files_are_linked_one_by_one_during_development():
    assert HREF.findall(style_sheets("method")) == ["css/results.css", "css/method.css"]


def test_each_page_has_a_bundle_and_each_bundle_a_page():
    texts = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")]

    assert {name for text in texts for name in re.findall(r'style_sheets\("(\w+)"\)', text)} == set(BUNDLES)


@pytest.mark.parametrize(
    ("feature", "properties"),
    [
        ("prefers-color-scheme", COLOURS),
        ("prefers-contrast", COLOURS),
        ("forced-colors", COLOURS),
        ("prefers-reduced-motion", {"animation", "scroll-behavior", "transition"}),
    ],
)
def test_what_readers_ask_of_colours_and_motion_changes_nothing_else(feature, properties):
    """So `tests.browser.looks` asks nothing of a layout in looks that differ in colours alone, and the reverse."""
    rules = "".join(rules_for(feature, path.read_text(encoding="utf-8")) for path in STYLE_SHEETS.glob("*.css"))

    assert {*re.findall(r"([\w-]+):\s[^;{}]*;", rules)} <= properties
    assert rules or feature == "prefers-color-scheme"  # that one is asked by light-dark()
