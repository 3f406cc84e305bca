"""The two forms of a line in the log: words for people, JSON for programs. Both name the request they are about."""

from __future__ import annotations

import datetime
import json
import logging
import re
from contextvars import ContextVar
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The request that this thread answers. Empty outside a request, and where neither access log nor metrics are on."""

FIELDS = "fields"
"""Key of `extra` for what a JSON line has beside its message: a dictionary of what JSON can hold."""

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
TOKEN = re.compile(r"(/preview/)[^/\s?'\"]+")
"""The token of a draft link in an address: whoever has it can read the draft."""


def one_line(message: str) -> str:
    """The message without line breaks, which could pass for lines of their own, and without tokens of draft links."""
    return CONTROLS.sub(lambda sign: sign[0].encode("unicode_escape").decode(), TOKEN.sub(r"\1...", message))


class LineFormatter(logging.Formatter):
    """A line for people. The id of the request stands in brackets."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}{request}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        identifier = request_id.get()
        record.request = f" [{identifier}]" if identifier else ""
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (its name there)
        record.message = one_line(record.message)
        return super().formatMessage(record)


class JsonFormatter(logging.Formatter):
    """A JSON object in one line: `time` (UTC, ISO 8601), `level`, `logger`, `message`, and what more there is."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": one_line(record.getMessage()),
        }
        if identifier := request_id.get():
            entry["request_id"] = identifier
        entry |= getattr(record, FIELDS, {})
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)
