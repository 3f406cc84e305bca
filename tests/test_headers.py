"""The headers of every class of response, and where cookies are set."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as product
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.templatetags.static import static
from django.test import Client
from django.urls import path, reverse

from comparisons.releases import release_cache
from comparisons.views import errors
from comparisons.views.errors import error_html
from config.urls import urlpatterns as product_urlpatterns
from tests.factories import release_of
from tests.wire import send

CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
SECURITY = {
    "Content-Security-Policy": CSP,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
FILES = [f"/compare/iso-27001-vs-soc-2.{suffix}" for suffix in ("pdf", "xlsx", "csv", "md", "json")]
PUBLIC = [
    *("/", "/frameworks/soc-2/", "/compare/", "/wizard/", "/recommendation/", *FILES),
    *("/cards/home.png", "/cards/frameworks/soc-2.png", "/sitemap.xml", "/robots.txt", "/favicon.ico"),
]
COOKIES = ["session=x", f"session={'a' * 32}", "csrf=x", f"csrf={'a' * 32}", "messages=x", "anything=else"]


def breaks(_request):
    message = "a secret of the code"
    raise RuntimeError(message)


def forbids(_request):
    raise PermissionDenied


# The addresses of the product, and two whose views do what no page may.
urlpatterns = [path("breaks/", breaks), path("forbids/", forbids), *product_urlpatterns]
handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error


@pytest.fixture(autouse=True)
def served(shipped):
    release_cache.replace(release_of(shipped))


@pytest.fixture
def visitor(settings):
    """A browser, before a site whose static files stand where `collectstatic` puts them."""
    settings.ROOT_URLCONF = __name__
    settings.STATIC_ROOT = product.BASE_DIR / "static"
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def security_of(response):
    """The headers as they are, but for the order of the policy's directives, which says nothing."""
    headers = {name: response.headers.get(name, "") for name in SECURITY}
    return {**headers, "Content-Security-Policy": set(headers["Content-Security-Policy"].split("; "))}


@pytest.mark.parametrize(
    ("status", "address", "how"),
    [
        (200, "/", {}),
        *((200, address, {}) for address in FILES),
        (200, "/static/icon.svg", {}),
        (200, "/cards/home.png", {}),
        (200, "/sitemap.xml", {}),
        (200, "/robots.txt", {}),
        (200, "/favicon.ico", {}),
        (200, "/livez", {}),
        (200, "/readyz", {"Host": "evil.example"}),
        (304, "/", {"If-None-Match": "*"}),
        (200, "/admin/login/", {}),
        (301, "/wizard", {}),
        (302, "/recommendation/?x=1", {}),
        (302, "/admin/", {}),
        (302, "/draft/", {}),
        (304, "/static/icon.svg", {"If-Modified-Since": "Fri, 31 Dec 2100 23:59:59 GMT"}),
        (400, "/", {"Host": "evil.example"}),
        (403, "/forbids/", {}),
        (404, "/no-such-page/", {}),
        (404, "/frameworks/no-such-framework/", {}),
        (404, "/static/no-such-file.css", {}),
        (414, f"/?x={'a' * 8000}", {}),
        (500, "/breaks/", {}),
    ],
)
def test_security_headers_stand_on_each_response(visitor, status, address, how):
    response = visitor.get(address, headers=how)
    b"".join(response)

    assert response.status_code == status
    assert security_of(response) == SECURITY


@pytest.mark.parametrize(
    ("status", "address", "how"),
    [
        (404, "/preview/", {}),
        (404, "/preview/no-such-token/", {}),
        (404, "/preview/no-such-token/compare/iso-27001-vs-soc-2.pdf", {}),
        (404, "/preview/no-such-token/no-such-page/", {}),
        (301, "/preview/no-such-token", {}),
        (400, "/preview/no-such-token/", {"Host": "evil.example"}),
        (414, f"/preview/no-such-token/?x={'a' * 8000}", {}),
    ],
)
def test_answer_that_may_hold_a_token_passes_it_on_to_nobody(visitor, status, address, how):
    response = visitor.get(address, headers=how)

    kept = response.headers["Cache-Control"], response.headers["X-Robots-Tag"]
    assert (response.status_code, *kept) == (status, "no-store", "noindex, nofollow")
    assert security_of(response) == SECURITY | {"Referrer-Policy": "no-referrer"}


@pytest.mark.parametrize("address", [*PUBLIC, "/static/icon.svg", "/static/css/tokens.css", "/static/js/page.js"])
def test_text_names_its_encoding(visitor, address):
    response = visitor.get(address)
    b"".join(response)

    kind, *rest = response.headers["Content-Type"].replace('"', "").split("; ")
    is_text = kind.startswith("text/") or kind.endswith(("/xml", "+xml"))
    assert (response.status_code, rest) == (200, ["charset=utf-8"] if is_text else [])


@pytest.mark.parametrize(("status", "address"), [(405, "/wizard/"), (403, "/admin/login/")])
def test_security_headers_stand_on_a_refused_form(visitor, status, address):
    response = visitor.post(address)

    assert response.status_code == status
    assert security_of(response) == SECURITY


def test_security_headers_stand_before_the_first_release(visitor):
    release_cache.replace()

    response = visitor.get("/")

    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert security_of(response) == SECURITY


@pytest.mark.parametrize("address", ["/favicon.ico", "/apple-touch-icon.png"])
def test_icon_stands_where_browsers_look_for_it(visitor, address):
    response = visitor.get(address)
    content = b"".join(response)

    assert (response.status_code, response.headers["Content-Type"].split("/")[0]) == (200, "image")
    assert content == (product.BASE_DIR / "static" / "root" / address.strip("/")).read_bytes()


@pytest.mark.exhaustive
def test_static_file_with_a_hash_in_its_name_is_kept_for_ever(visitor, settings, tmp_path):
    storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": storage}}
    call_command("collectstatic", interactive=False, verbosity=0)

    hashed, plain = visitor.get(static("css/tokens.css")), visitor.get("/static/css/tokens.css")
    small = visitor.get(static("css/tokens.css"), headers={"accept-encoding": "br"})
    for response in (hashed, plain, small):
        b"".join(response)

    assert static("css/tokens.css") != "/static/css/tokens.css"
    assert hashed.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert plain.headers["Cache-Control"] == "max-age=60, public"
    assert small.headers["Content-Encoding"] == "br"


def test_broken_page_shows_nothing_of_the_code(visitor):
    response = visitor.get("/breaks/")

    assert (response.status_code, response.headers["Cache-Control"]) == (500, "no-store")
    assert response.content == error_html("500")


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("cookie", ["", *COOKIES])
def test_public_page_sets_no_cookie_and_does_not_differ_by_one(address, cookie):
    plain = send(address)
    answer = send(address, headers={"Cookie": cookie} if cookie else {})

    assert answer == plain
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.django_db
def test_admin_pages_are_not_stored(client, admin_client):
    names = ["index", "publish", "jsi18n", "password_change", "comparisons_framework_changelist"]
    addresses = [reverse(f"admin:{name}") for name in names]

    answers = [client.get(reverse("admin:login")), *(admin_client.get(address) for address in addresses)]
    answers += [client.get(addresses[0]), admin_client.get("/admin/no-such-page/")]

    assert [answer.status_code for answer in answers] == [*[200] * 6, 302, 404]
    assert ["no-store" in answer.headers.get("Cache-Control", "") for answer in answers] == [True] * 8
    assert [security_of(answer) for answer in answers] == [SECURITY] * 8
    assert admin.site.name == "admin"


@pytest.mark.exhaustive
def test_https_site_has_strict_cookies_and_transport(tmp_path):
    """Settings are read once in a process, so a site on https is asked in another one."""
    environ = {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}},
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "true",  # so that static files need no collecting; what is tested does not depend on it
        "SITE_URL": "https://plumbline.example",
        "DATA_DIR": str(tmp_path),
        "BEHIND_PROXY": "true",
    }

    run = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.https_site"],
        cwd=product.BASE_DIR,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.splitlines() == [
        "over http: 301 https://plumbline.example/wizard/?market=european-union, max-age none",
        "over https: 200, max-age=31536000",
        "sign in: 302, max-age=31536000",
        "__Host-csrf: path /, domain none, secure True, httponly True, samesite Lax",
        "__Host-session: path /, domain none, secure True, httponly True, samesite Lax",
    ]
