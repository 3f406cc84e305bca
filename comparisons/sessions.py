"""Sessions in the database. Their key comes from a cookie, and so from anybody."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    def __init__(self, session_key: str | None = None) -> None:
        """Django's own keys are letters and digits. PostgreSQL would answer the character NUL with an error."""
        super().__init__(session_key if session_key and session_key.isalnum() else None)
