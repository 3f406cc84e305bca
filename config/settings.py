"""Every setting. Each environment variable of Plumbline is read here, and nowhere else; docs/operations.md lists them.

Without DEBUG, an unsafe or missing value stops the start: the secret key has no default, and the error names a value
that cannot be read.
"""

from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF
from environs import validate

from config import single_sign_on
from config.environment import Environment, checked, error_service, folder, in_force, socket, token
from config.hosts import allowed_hosts, host_of, origin_and_path, site_url
from config.log_settings import log_settings
from config.second_factor import *  # noqa: F403  (settings of django-allauth)

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

env = Environment()  # each variable can also be in a file: SECRET_KEY_FILE=/a/file

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = (
    env.str("SECRET_KEY", default="for development only, and known to all") if DEBUG else env.str("SECRET_KEY")
).strip()
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[], subcast=str.strip)
SITE_URL = checked("SITE_URL", site_url, env.str("SITE_URL", default="http://127.0.0.1:8000"))
EXTRA_HOSTS = checked("ALLOWED_HOSTS", allowed_hosts, env.list("ALLOWED_HOSTS", default=[]))
DATA_DIR = env.path("DATA_DIR", default=BASE_DIR / ".data")
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SOCKET = checked("SOCKET", socket, env.str("SOCKET", default=""))
SECURITY_CONTACT = env.str(
    "SECURITY_CONTACT",
    default="",
    validate=validate.Regexp(
        r"^((mailto:[^\s@]+@|https://)\S+)?\Z",
        error="Write it as mailto:security@plumbline.example, or as an https address.",
    ),
)
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=SITE_URL.startswith("https://"))
OIDC_ISSUER = checked("OIDC_ISSUER", single_sign_on.issuer, env.str("OIDC_ISSUER", default=""))
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
OIDC_NAME = env.str("OIDC_NAME", default="single sign-on", validate=validate.Length(min=1, max=60))
OIDC_GROUPS_CLAIM = env.str("OIDC_GROUPS_CLAIM", default="groups", validate=validate.Length(min=1))
OIDC_ROLES = checked("OIDC_ROLES", single_sign_on.roles, env.str("OIDC_ROLES", default=""))
OIDC_SECOND_FACTOR = env.str("OIDC_SECOND_FACTOR", default="provider", validate=single_sign_on.SECOND_FACTOR)
LOCAL_SIGN_IN = env.bool("LOCAL_SIGN_IN", default=True)
single_sign_on.check_together(
    OIDC_ISSUER,
    {"OIDC_CLIENT_ID": OIDC_CLIENT_ID, "OIDC_CLIENT_SECRET": OIDC_CLIENT_SECRET, "OIDC_ROLES": OIDC_ROLES},
    local_sign_in=LOCAL_SIGN_IN,
)
SESSION_HOURS = env.int("SESSION_HOURS", default=12, validate=validate.Range(min=1, max=24 * 7))
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=30, validate=validate.Range(min=5, max=24 * 60))
PUBLISH_SCHEDULED = env.bool("PUBLISH_SCHEDULED", default=False)
FIRST_EDITOR_PASSWORD = env.str("FIRST_EDITOR_PASSWORD", default="")
WORKER_THREADS = env.int("WORKER_THREADS", default=16, validate=validate.Range(min=4, max=256))  # see operations.md
RENDERERS = env.int("RENDERERS", default=1, validate=validate.Range(min=1, max=8))
FONT_DIR = checked("FONT_DIR", folder, env.str("FONT_DIR", default=""))
RENDERING_TIMEOUT = env.float("RENDERING_TIMEOUT", default=15, validate=validate.Range(min=1, max=300))
HSTS_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
ANSWER_CACHE_MB = env.int("ANSWER_CACHE_MB", default=32, validate=validate.Range(min=0, max=4096))
ACCESS_LOG = env.bool("ACCESS_LOG", default=False)
LOG_CLIENT_ADDRESS = env.bool("LOG_CLIENT_ADDRESS", default=False)
LOG_FORMAT = env.str("LOG_FORMAT", default="text", validate=validate.OneOf(["text", "json"]))
SENTRY_DSN = checked("SENTRY_DSN", error_service, env.str("SENTRY_DSN", default=""))
METRICS_TOKEN = checked("METRICS_TOKEN", token, env.str("METRICS_TOKEN", default=""))
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"]))

# --- the site ---------------------------------------------------------------------------------------------------

SITE_HOST = host_of(SITE_URL)
SITE_ORIGIN, SITE_PATH = origin_and_path(SITE_URL)
FORCE_SCRIPT_NAME = SITE_PATH or None  # before every address that the site writes
HTTPS = SITE_URL.startswith("https://")
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = [
    SITE_HOST,
    *EXTRA_HOSTS,
    *(LOOPBACK if SITE_HOST in LOOPBACK else []),
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "comparisons.apps.PlumblineAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "comparisons",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "comparisons.middleware.security_headers",
    "comparisons.middleware.health_checks",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "comparisons.middleware.plain_refusals",
    "comparisons.middleware.no_cookies_on_public_pages",
    "comparisons.middleware.DatabaseFailures",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "comparisons.middleware.account_in_access_log",
    "comparisons.middleware.session_limits",
    "comparisons.middleware.AuthorisationLog",
    "allauth.account.middleware.AccountMiddleware",
    "comparisons.admin.pages.large_forms.large_forms",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {  # the public pages
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "comparisons"],
        "OPTIONS": {"environment": "comparisons.presentation.page_templates.environment"},
    },
    {  # the admin
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

FORM_RENDERER = "comparisons.presentation.form_renderer.FormRenderer"

LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

# --- data -------------------------------------------------------------------------------------------------------

SQLITE_URL = f"sqlite:///{DATA_DIR / 'plumbline.sqlite3'}"
DATABASES = {"default": env.dj_db_url("DATABASE_URL", default=SQLITE_URL, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # With SQLite's defaults, of two transactions that read and then write one fails at once. IMMEDIATE makes it wait.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # By themselves, connections and statements wait for ever. What DATABASE_URL says goes before.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 3,  # seconds
        "tcp_user_timeout": 10_000,  # milliseconds without an answer from the machine of the database
        "options": "-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s",
        **DATABASES["default"].get("OPTIONS", {}),
    }

FILE_UPLOAD_HANDLERS = ["comparisons.content_files.upload_handler.RefusingUploadHandler"]  # one page has another

STATIC_URL = f"{SITE_PATH}/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_ROOT = BASE_DIR / "static" / "root"  # served at /, where browsers look for icons by default
WHITENOISE_MIMETYPES = {".svg": "image/svg+xml; charset=utf-8"}
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "comparisons.presentation.style_sheets.BundlingStorage",
    },
}

# --- people -----------------------------------------------------------------------------------------------------

LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "comparisons.admin.people.passwords.CommonPatternValidator"},
    {"NAME": "comparisons.admin.people.passwords.AnotherPasswordValidator"},
]
SESSION_ENGINE = "comparisons.sessions.store"
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
COOKIE_PREFIX = ("__Secure-" if SITE_PATH else "__Host-") if HTTPS else ""  # __Host- is for the whole host alone
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}session", f"{COOKIE_PREFIX}csrf"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"{SITE_PATH}/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "comparisons.admin.pages.csrf_failure.csrf_failure"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # its cookie could not be __Host-

MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # http://localhost, where browsers allow passkeys too

# --- headers ----------------------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HSTS_SUBDOMAINS
SECURE_HSTS_PRELOAD = HSTS_PRELOAD
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = log_settings(LOG_LEVEL, LOG_FORMAT)

IN_FORCE = in_force({**env.dump(), "SITE_URL": SITE_URL, "ALLOWED_HOSTS": EXTRA_HOSTS})
