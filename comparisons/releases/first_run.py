"""What a new installation needs before it can serve pages: tables, content, a first release, a first editor."""

from __future__ import annotations

import secrets
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.management import call_command
from django.utils import timezone

from comparisons.content_files import SHIPPED, load_content
from comparisons.editing import factor_encryption
from comparisons.editing.link_checking import background
from comparisons.models import FirstPassword, Framework, Release
from comparisons.models.access.first_password import LIFETIME
from comparisons.releases import audits, last_release, start_lock, static_files
from comparisons.releases.publish import publish

PASSWORD_FILE = "first-editor-password"  # noqa: S105  (the name of a file)

PRIVATE = (
    *(
        "plumbline.sqlite3*",
        "secret-key*",
        "static",
        "compiled-templates",
        start_lock.NAME,
        start_lock.SERVING,
        PASSWORD_FILE,
    ),
    *(audits.FOLDER, f"{last_release.NAME}*", background.NAME),
)
"""What Plumbline keeps in DATA_DIR. Other files there are somebody else's."""


def close_to_others(folder: Path) -> None:
    """Let nobody but its owner enter the folder, or read what we keep in it: 0700 and 0600.

    A folder that many use, as /tmp, stays open; what we keep in it is closed.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not folder.stat().st_mode & stat.S_ISVTX:
        _close(folder)
    for pattern in PRIVATE:
        for path in folder.glob(pattern):
            for inner in [path, *path.rglob("*")] if path.is_dir() and not path.is_symlink() else [path]:
                _close(inner)


def _close(path: Path) -> None:
    with suppress(OSError):  # another owner, or a file that has just gone
        if not path.is_symlink():
            path.chmod(0o700 if path.is_dir() else 0o600)


def prepare(*, is_terminal: bool) -> Iterator[str]:
    """Do what is not done yet, and return a line for each thing that was done.

    Of several instances that start at once on one folder or database, one does it, and the others wait.
    """
    folder = Path(settings.DATA_DIR)
    close_to_others(folder)
    with start_lock.folder_locked():
        if static_files.collect():
            yield f"Static files: collected in {settings.STATIC_ROOT}"
        with start_lock.database_locked():
            call_command("migrate", verbosity=0, interactive=False)
            if count := factor_encryption.encrypt_all():
                yield f"Second factors: {count} encrypted with the current SECRET_KEY"
            yield from _first_content(is_terminal)
    close_to_others(folder)


def _first_content(is_terminal: bool) -> Iterator[str]:
    if not Framework.objects.exists() and not Release.objects.exists():
        yield f"Content: {load_content(SHIPPED)}"
    if not Release.objects.exists():
        yield f"Published: {publish('The shipped content.', 'plumbline')}"
    if not get_user_model().objects.exists():
        yield from _first_editor(is_terminal)


def _first_editor(is_terminal: bool) -> Iterator[str]:
    """A password that is made here goes to a terminal, or into a file: a log is kept and read by many."""
    chosen, file = settings.FIRST_EDITOR_PASSWORD, Path(settings.DATA_DIR) / PASSWORD_FILE
    password = chosen or secrets.token_urlsafe(16)
    if chosen:
        validate_password(chosen)
        place = "its password is that of FIRST_EDITOR_PASSWORD"
    elif is_terminal:
        place = f"\npassword: {password}"
    else:
        file.write_text(f"{password}\n")
        place = f"its password is in {file}. Delete the file when you have read it"
    editor = get_user_model().objects.create_superuser("editor", password=password)
    FirstPassword.objects.create(user=editor, encoded=editor.password, expires_at=timezone.now() + LIFETIME)
    yield f"First editor: editor{'' if is_terminal and not chosen else '; '}{place}"
