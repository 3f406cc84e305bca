"""What a new installation needs before it can serve pages: tables, content, a first release, a first editor."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command

from comparisons.content_files import SHIPPED, load_content
from comparisons.editing.link_checking import background
from comparisons.models import Framework, Release
from comparisons.releases import audits, last_release
from comparisons.releases.publish import publish

PRIVATE = (
    *("plumbline.sqlite3*", "secret-key*", "static", "compiled-templates"),
    *(audits.FOLDER, f"{last_release.NAME}*", background.NAME),
)
"""What Plumbline keeps in DATA_DIR. Other files there are somebody else's."""


def close_to_others(folder: Path) -> None:
    """Let nobody but its owner read what we keep in the folder. One that we make is closed as a whole."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for pattern in PRIVATE:
        for path in folder.glob(pattern):
            with suppress(OSError):  # another owner, or a file that has just gone
                path.chmod(path.stat().st_mode & ~0o077)


def prepare() -> Iterator[str]:
    """Do what is not done yet, and return a line for each thing that was done."""
    close_to_others(Path(settings.DATA_DIR))
    call_command("migrate", verbosity=0, interactive=False)
    close_to_others(Path(settings.DATA_DIR))
    if not Framework.objects.exists() and not Release.objects.exists():
        yield f"Content: {load_content(SHIPPED)}"
    if not Release.objects.exists():
        yield f"Published: {publish('The shipped content.', 'plumbline')}"
    if not get_user_model().objects.exists():
        password = secrets.token_urlsafe(12)
        get_user_model().objects.create_superuser("editor", password=password)
        yield f"First editor: editor\npassword: {password}"
