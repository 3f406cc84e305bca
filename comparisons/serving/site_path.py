"""A site below a path, as `https://example.org/plumbline`: the layers within know nothing of it.

A request has the path in `SCRIPT_NAME` and what follows it in `PATH_INFO`, as PEP 3333 has it, and Django writes it
before every address.
"""

from __future__ import annotations

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.urls import set_script_prefix

from comparisons.serving import metrics_page
from comparisons.views.http.health import HEALTH

OF_THE_SERVER = {*HEALTH, metrics_page.ADDRESS}
"""What is asked of a server rather than of the site, and so also without the path."""
ELSEWHERE = """This server has one site, at {site}/.
A proxy before it has to pass on the path of a request as it is, with {path} at its start.
"""
HEADERS = [*metrics_page.HEADERS, ("Content-Type", "text/plain; charset=utf-8")]


class BelowPath:
    """A WSGI application around another, which answers what is below the path of the site."""

    def __init__(self, application: WSGIApplication, site: str, path: str) -> None:
        self._application = application
        self._path = path
        self._elsewhere = ELSEWHERE.format(site=site, path=path).encode()
        self._front_page = f"{path}/"

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(self._front_page):
            below = {"SCRIPT_NAME": self._path, "PATH_INFO": path.removeprefix(self._path)}
            return self._application({**environ, **below}, start_response)
        if path in OF_THE_SERVER:
            return self._application(environ, start_response)
        status, headers, body = "404 Not Found", HEADERS, self._elsewhere
        if path == self._path:
            status, headers, body = "308 Permanent Redirect", [*HEADERS, ("Location", self._front_page)], b""
        start_response(status, [*headers, ("Content-Length", str(len(body)))])
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


def use_in_this_thread() -> None:
    """Write the path before addresses that this thread makes outside of requests: Django knows it for each thread."""
    set_script_prefix(f"{settings.SITE_PATH}/")
