"""The open sessions of a person: listed and ended. Keys of sessions stay here; pages know each by its handle."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from comparisons.editing.audit_log import change_set, log_event
from comparisons.sessions.store import LAST_USED, SIGNED_IN, SessionStore, has_ended

LONG_AGO = datetime.datetime.min.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True)
class OpenSession:
    key: str = field(repr=False)
    """Whoever has it is signed in."""
    signed_in_at: datetime.datetime | None
    last_used_at: datetime.datetime | None

    @property
    def handle(self) -> str:
        """What stands for the key in a page."""
        return salted_hmac("comparisons.open_sessions", self.key, algorithm="sha256").hexdigest()[:32]


def open_sessions_of(person: User) -> list[OpenSession]:
    """The last one used first. Reads each row that has not expired, as a row names its account inside its data only."""
    rows = Session.objects.filter(expire_date__gt=timezone.now()).values_list("session_key", "session_data")
    store = SessionStore()
    sessions = [
        OpenSession(key, _moment(data.get(SIGNED_IN)), _moment(data.get(LAST_USED)))
        for key, data in ((key, store.decode(text)) for key, text in rows.iterator())
        if _is_open(data, person)
    ]
    return sorted(sessions, key=lambda session: session.last_used_at or LONG_AGO, reverse=True)


def end_sessions(person: User, sessions: Iterable[OpenSession], ended_by: str) -> int:
    """Sign out whoever uses them, from their next request on, and record it. Returns how many were still there."""
    with change_set(ended_by):
        count, _ = Session.objects.filter(session_key__in=[session.key for session in sessions]).delete()
        if count:
            log_event(person, ended_by, "1 session ended" if count == 1 else f"{count} sessions ended")
    return count


def _is_open(data: dict[str, Any], person: User) -> bool:
    """What Django asks of a session, and we. Of a damaged row, nothing is decoded."""
    if data.get(SESSION_KEY) != str(person.pk) or has_ended(data):
        return False
    signed = str(data.get(HASH_SESSION_KEY, ""))
    hashes = (person.get_session_auth_hash(), *person.get_session_auth_fallback_hash())
    return any(constant_time_compare(signed, expected) for expected in hashes)


def _moment(seconds: int | None) -> datetime.datetime | None:
    return None if seconds is None else datetime.datetime.fromtimestamp(seconds, datetime.UTC)
