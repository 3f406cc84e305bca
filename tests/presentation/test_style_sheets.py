"""Style sheets are asked for in bundles where the site is served, and file by file during development."""

import re
from pathlib import Path

from django.contrib.staticfiles.finders import find
from django.core.management import call_command
from django.test import override_settings

from comparisons.presentation.style_sheets import BUNDLES, style_sheets
from tests.browser.pages import TEMPLATES

HREF = re.compile(r'href="/static/([^"]*)"')


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
