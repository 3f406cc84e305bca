"""The settings for tests: the product's own, in a scratch folder.

TESTS_DATABASE_URL names the database to run them on; a developer's own DATABASE_URL is left alone.
"""

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
    "SOCKET",
    "SECRET_KEY_FILE",
    "SECRET_KEY_FALLBACKS",
    "HSTS_SUBDOMAINS",
    "HSTS_PRELOAD",
    "REQUIRE_SECOND_FACTOR",
    "OIDC_ISSUER",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "OIDC_NAME",
    "OIDC_GROUPS_CLAIM",
    "OIDC_ROLES",
    "OIDC_SECOND_FACTOR",
    "LOCAL_SIGN_IN",
    "SESSION_HOURS",
    "SESSION_IDLE_MINUTES",
    "PUBLISH_SCHEDULED",
    "FIRST_EDITOR_PASSWORD",
    "SECURITY_CONTACT",
    "ANSWER_CACHE_MB",
    "WORKER_THREADS",
    "ACCESS_LOG",
    "LOG_CLIENT_ADDRESS",
    "LOG_FORMAT",
    "METRICS_TOKEN",
    "SENTRY_DSN",
    "RENDERERS",
    "RENDERING_TIMEOUT",
    "FONT_DIR",
):
    os.environ.pop(name, None)
if "TESTS_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["TESTS_DATABASE_URL"]

from config.settings import *  # noqa: E402, F403

Path(STATIC_ROOT).mkdir()  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody attacks a password of the tests
