"""What a new installation needs before it can serve pages: tables, content, a first release, a first editor."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.core.management import call_command

from comparisons.content_files import SHIPPED, load_content
from comparisons.models import Framework, Release
from comparisons.releases.publish import publish


def prepare() -> Iterator[str]:
    """Do what is not done yet, and return a line for each thing that was done."""
    call_command("migrate", verbosity=0, interactive=False)
    if not Framework.objects.exists() and not Release.objects.exists():
        yield f"Content: {load_content(SHIPPED)}"
    if not Release.objects.exists():
        yield f"Published: {publish('The shipped content.', 'plumbline')}"
    if not get_user_model().objects.exists():
        password = secrets.token_urlsafe(12)
        get_user_model().objects.create_superuser("editor", password=password)
        yield f"First editor: editor\npassword: {password}"
