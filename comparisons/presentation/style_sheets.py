"""The style sheets of the public pages: short files to work on, joined into two for each page where they are served."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLES = {
    "site": ("tokens", "base", "layout", "parts", "print"),
    "home": ("home",),
    "question": ("wizard",),
    "framework": ("comparison", "references"),
    "comparison": ("comparison", "cards", "glance", "references"),
    "recommendation": ("wizard", "references", "results"),
    "recommendations": ("wizard", "results"),
    "method": ("results", "method"),
    "dates": ("references",),
}
"""Name of a bundle -> the files in it, in `static/css`. Every page has `site`, most have one more."""

LINK = '<link rel="stylesheet" href="{}">\n'


def style_sheets(name: str) -> SafeString:
    """The link to a bundle; to each of its files where static files are served as they are, during development."""
    is_bundled = isinstance(staticfiles_storage, BundlingStorage)
    files = [_bundle(name)] if is_bundled else [_file(part) for part in BUNDLES[name]]
    return format_html_join("", LINK, ((staticfiles_storage.url(file),) for file in files))


class BundlingStorage(CompressedManifestStaticFilesStorage):
    """Makes the bundles when static files are collected, then hashes and compresses them as it does all others."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            paths |= {self._join(name): (self, _bundle(name)) for name in BUNDLES}
        yield from super().post_process(paths, dry_run, **options)  # type: ignore[no-untyped-call]

    def _join(self, name: str) -> str:
        texts = [self._text(_file(part)) for part in BUNDLES[name]]
        self.delete(_bundle(name))
        saved: str = self.save(_bundle(name), ContentFile("".join(texts).encode()))
        return saved

    def _text(self, file: str) -> str:
        with self.open(file) as opened:
            text: bytes = opened.read()
        return text.decode()


def _bundle(name: str) -> str:
    return f"css/bundles/{name}.css"


def _file(part: str) -> str:
    return f"css/{part}.css"
