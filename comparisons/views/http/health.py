"""Two addresses for whatever watches the servers: a load balancer, systemd, an orchestrator.

Neither asks the database: a server without one still serves its visitors, and must not be restarted or taken out.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from comparisons.releases import release_cache


@require_safe
def livez(_request: HttpRequest) -> HttpResponse:
    """The process answers. If it does not, restart it."""
    return _plain("alive", 200)


@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """A release is loaded, so visitors can be sent here."""
    number = release_cache.current_number()
    return _plain(f"release {number}", 200) if number else _plain("no release", 503)


def _plain(text: str, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers)


HEALTH = {"/livez": livez, "/readyz": readyz}
