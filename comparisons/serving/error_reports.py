"""Reports of errors to a service that speaks Sentry's protocol, where SENTRY_DSN names one.

A report has the type of an error, where in the program it came about, and the log line without what was filled in. It
has nothing of a request and no value: no address, no answer, no account, and not the words of the error, which may
quote one. All of that stays in our own log. Sentry's own part for Django would send requests, so it is not used: what
fails is logged, and what is logged as an error is reported.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import sentry_sdk
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.integrations.threading import ThreadingIntegration

import comparisons

if TYPE_CHECKING:
    from sentry_sdk._types import Event, Hint

SENT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment", "server_name", "sdk")
SENT_OF_ERROR = ("type", "module", "stacktrace", "mechanism")
SENT_OF_FRAME = ("filename", "module", "function", "lineno", "in_app", "pre_context", "context_line", "post_context")


def start(dsn: str) -> None:
    """Report what is logged as an error from now on, and what nobody catches. Requests do not wait for it."""
    sentry_sdk.init(
        dsn=dsn,
        release=f"plumbline@{comparisons.__version__}",
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            LoggingIntegration(level=None, event_level=logging.ERROR),
            DedupeIntegration(),
            ExcepthookIntegration(),
            ThreadingIntegration(propagate_scope=False),
            AtexitIntegration(callback=lambda *_left: None),
        ],
        before_send=without_values,
        include_local_variables=False,
        max_breadcrumbs=0,
        max_request_body_size="never",
        auto_session_tracking=False,
        send_client_reports=False,
    )


def without_values(event: Event, hint: Hint) -> Event:
    """The parts of a report that say nothing of anybody. What is not named here is left out."""
    whole: dict[str, Any] = dict(event)
    sent: Any = _only(whole, SENT)
    record = hint.get("log_record")
    if record is not None and record.args:  # otherwise nobody knows what of the line was filled in
        sent["logentry"] = {"message": record.msg}
    if errors := whole.get("exception", {}).get("values"):
        sent["exception"] = {"values": [_error(error) for error in errors]}
    return sent  # type: ignore[no-any-return]  # a part of an event


def _error(error: dict[str, Any]) -> dict[str, Any]:
    sent = _only(error, SENT_OF_ERROR)
    if frames := (error.get("stacktrace") or {}).get("frames"):
        sent["stacktrace"] = {"frames": [_only(frame, SENT_OF_FRAME) for frame in frames]}
    return sent


def _only(whole: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: whole[name] for name in names if name in whole}
