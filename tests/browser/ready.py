"""Makes a site ready in one process: static files, tables, an editor, the shipped content as release 1.

`tests.browser.site` runs this. Leaves in the folder, beside the database, the key of a session in which the editor is
signed in (`SESSION`), and a second database in which the working copy differs from the release (`CHANGED`).
"""

from io import StringIO

import django

django.setup()

from django.conf import settings  # noqa: E402  (needs the applications to be loaded)
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from comparisons.editing.audit_log import change_set  # noqa: E402
from comparisons.models import DraftLink, Framework  # noqa: E402
from tests.browser.site import CHANGED, DATABASE, EDITOR, PASSWORD, SESSION, copy_database  # noqa: E402


def make_site() -> None:
    call_command("migrate", verbosity=0)
    editor = get_user_model().objects.create_superuser(EDITOR, password=PASSWORD)
    call_command("prepare", stdout=StringIO())
    Group.objects.create(name="Editors")
    link = DraftLink(recipient="Grace, a reviewer")
    link.start(EDITOR, 30)
    link.save()
    browser = Client()
    browser.force_login(editor)
    (settings.DATA_DIR / SESSION).write_text(browser.cookies[settings.SESSION_COOKIE_NAME].value)


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
