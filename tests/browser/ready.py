"""Makes a site ready in one process: static files, tables, an editor, the shipped content as release 1.

`tests.browser.site` runs this. Leaves in the folder, beside the database, the key of a session in which the editor is
signed in (`SESSION`), and a second database in which the working copy differs from the release (`CHANGED`).
"""

import time
from io import StringIO

import django

django.setup()

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY  # noqa: E402  (needs the applications)
from django.conf import settings  # noqa: E402
from django.contrib.auth.models import Group, User  # noqa: E402
from django.contrib.sessions.backends.base import SessionBase  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from comparisons.editing.audit_log import change_set  # noqa: E402
from comparisons.models import DraftLink, Framework  # noqa: E402
from tests.browser.site import CHANGED, DATABASE, EDITOR, PASSWORD, SESSION, copy_database  # noqa: E402


def make_site() -> None:
    call_command("migrate", verbosity=0)
    editor = User.objects.create_superuser(EDITOR, password=PASSWORD)
    call_command("prepare", stdout=StringIO())
    Group.objects.create(name="Editors")
    link = DraftLink(recipient="Grace, a reviewer")
    link.start(EDITOR, 30)
    link.save()
    browser = Client()
    browser.force_login(editor)
    keep_fresh(browser.session, editor)
    (settings.DATA_DIR / SESSION).write_text(browser.cookies[settings.SESSION_COOKIE_NAME].value)


def keep_fresh(session: SessionBase, editor: User) -> None:
    """No test is so slow that it is asked for the password again, as it is some minutes after signing in."""
    later = time.time() + 12 * 60 * 60
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": later, "reauthenticated": True}]
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(editor.pk)
    session.save()


def change_draft() -> None:
    with change_set(EDITOR, "form"):
        framework = Framework.objects.get(pk=1)
        framework.summary = "A sentence that an editor changed."
        framework.save()


make_site()
if connection.vendor == "sqlite":
    database, kept = settings.DATA_DIR / DATABASE, settings.DATA_DIR / "kept.sqlite3"
    copy_database(database, kept)
    change_draft()
    copy_database(database, settings.DATA_DIR / CHANGED)
    copy_database(kept, database)
    kept.unlink()
