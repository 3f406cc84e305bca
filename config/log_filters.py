"""What the log leaves out, so that strangers cannot fill it."""

from __future__ import annotations

import logging
import time

INTERVAL = 60.0
"""Seconds between two lines about refused hosts, in each worker."""


class RefusedHosts(logging.Filter):
    """Lets one refused host through in a minute, and says which setting to change instead of showing a trace."""

    def __init__(self) -> None:
        super().__init__()
        self._next = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + INTERVAL
        request = getattr(record, "request", None)
        host = str(request.META.get("HTTP_HOST", ""))[:100] if request else ""
        record.msg = (
            "Refused a request for the host %r. If your visitors use this name, set SITE_URL to it or add it to "
            "ALLOWED_HOSTS. Other refused hosts are not logged for a minute."
        )
        record.args, record.exc_info, record.levelno, record.levelname = (host,), None, logging.WARNING, "WARNING"
        return True
