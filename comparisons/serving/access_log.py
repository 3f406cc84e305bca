"""The access log: a line for each request, without the query string. Nothing in it says who a visitor is.

`LOG_CLIENT_ADDRESS` adds where a request came from, for those who have to keep that.
"""

from __future__ import annotations

import logging
from typing import Any
from wsgiref.types import WSGIEnvironment

from django.conf import settings

from comparisons.admin.people.sign_in import client_address
from comparisons.serving.exchanges import Exchange
from comparisons.serving.log_formats import FIELDS

logger = logging.getLogger("comparisons.access")


def write(exchange: Exchange, environ: WSGIEnvironment) -> None:
    """One line for this exchange: method, route, status, milliseconds, and the account on editing pages."""
    fields: dict[str, Any] = {
        "method": exchange.method,
        "route": exchange.route,
        "status": exchange.status,
        "milliseconds": round(exchange.seconds * 1000, 1),
    }
    words = f"{exchange.method} {exchange.route} {exchange.status} {fields['milliseconds']} ms"
    if exchange.user:
        fields["user"] = exchange.user
        words += f" by {exchange.user}"
    if settings.LOG_CLIENT_ADDRESS:
        fields["client_address"] = client_address(environ)
        words += f" from {fields['client_address']}"
    logger.info("%s", words, extra={FIELDS: fields})
