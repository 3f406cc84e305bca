"""The static files as they are served: collected, compressed, with hashes in their names.

Without them every page fails, so they are collected at the start, unless those that are there are of these sources.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

MARK = "collected.txt"
"""The file in STATIC_ROOT that says of which sources it was made. It is written last."""


def collect() -> bool:
    """Collect the static files where that is missing, and return whether it was. Takes a few seconds.

    Nothing to do where the files are served from their sources, as with DEBUG.
    """
    if not hasattr(staticfiles_storage, "manifest_name"):
        return False
    mark, digest = Path(settings.STATIC_ROOT) / MARK, _digest_of_sources()
    if mark.exists() and mark.read_text() == digest:
        return False
    call_command("collectstatic", interactive=False, clear=mark.parent.exists(), verbosity=0)
    mark.write_text(digest)
    return True


def _digest_of_sources() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda entry: entry[0]):
            with storage.open(path) as file:
                digest.update(f"{path}\0{hashlib.sha256(file.read()).hexdigest()}\0".encode())
    return digest.hexdigest()
