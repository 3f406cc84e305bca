"""The settings for tests: the product's own, in a scratch folder."""

import os
import tempfile
from pathlib import Path

os.environ["SECRET_KEY"] = "for tests only, and as long as the check of secret keys asks for: 0123456789"
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="plumbline-tests-")
for name in (
    "SITE_URL",
    "DATABASE_URL",
    "DEBUG",
    "ALLOWED_HOSTS",
    "BEHIND_PROXY",
    "SECRET_KEY_FILE",
    "SECURITY_CONTACT",
):
    os.environ.pop(name, None)

from config.settings import *  # noqa: E402, F403

Path(STATIC_ROOT).mkdir()  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
