"""`/metrics`, for whoever knows the token. It answers also while Django or the database does not."""

from __future__ import annotations

from collections.abc import Iterable
from hmac import compare_digest
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from comparisons.serving.metrics import Metrics

ADDRESS = "/metrics"
HEADERS = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Robots-Tag", "noindex"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
]


class MetricsPage:
    """A WSGI application around another, which answers everything else."""

    def __init__(self, application: WSGIApplication, metrics: Metrics, token: str) -> None:
        self._application = application
        self._metrics = metrics
        self._authorization = f"Bearer {token}".encode()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != ADDRESS or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._application(environ, start_response)
        sent = environ.get("HTTP_AUTHORIZATION", "").encode("latin-1", "replace")
        if not compare_digest(sent, self._authorization):
            start_response("401 Unauthorized", [*HEADERS, ("WWW-Authenticate", "Bearer"), ("Content-Length", "0")])
            return [b""]
        body = self._metrics.page()
        kind = ("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        start_response("200 OK", [*HEADERS, kind, ("Content-Length", str(len(body)))])
        return [body if environ["REQUEST_METHOD"] == "GET" else b""]
