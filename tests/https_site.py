"""A site on https answers some requests, and writes what matters of them. `test_headers` runs this."""

import sys

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402  (needs the applications to be loaded)
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from comparisons.content_files import SHIPPED, read_content  # noqa: E402
from comparisons.releases import release_cache  # noqa: E402
from tests.factories import release_of  # noqa: E402

call_command("migrate", verbosity=0)
get_user_model().objects.create_superuser("ada", password="a password for tests")
release_cache.replace(release_of(read_content(SHIPPED)))

browser = Client(headers={"host": "plumbline.example"})
proxied = {"x-forwarded-proto": "https"}

over_http = browser.get("/wizard/?market=european-union")
over_https = browser.get("/wizard/?market=european-union", headers=proxied)
browser.get("/admin/login/", headers=proxied)
form = {"username": "ada", "password": "a password for tests", "next": "/admin/"}
signed_in = browser.post("/admin/login/", form, headers=proxied)

browser.post("/admin/auth/group/add/", {"name": "A group, so that a message waits for the next page"}, headers=proxied)

transport = "Strict-Transport-Security"
lines = [
    f"over http: {over_http.status_code} {over_http['Location']}, max-age {over_http.get(transport, 'none')}",
    f"over https: {over_https.status_code}, {over_https.get(transport)}",
    f"sign in: {signed_in.status_code}, {signed_in.get(transport)}",
]
lines += [
    f"{name}: path {cookie['path']}, domain {cookie['domain'] or 'none'}, secure {cookie['secure']}, "
    f"httponly {cookie['httponly']}, samesite {cookie['samesite']}"
    for name, cookie in sorted(browser.cookies.items())
]
sys.stdout.write("\n".join(lines))
