"""Sessions in the database. Their key comes from a cookie, and so from anybody."""

from __future__ import annotations

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError


class SessionStore(DatabaseStore):
    def __init__(self, session_key: str | None = None) -> None:
        """Django's own keys are letters and digits. PostgreSQL would answer the character NUL with an error."""
        super().__init__(session_key if session_key and session_key.isalnum() else None)

    def save(self, must_create: bool = False) -> None:
        """Django takes every error for a session that was deleted meanwhile, and answers 400.

        An error of the database has the driver's as its cause, and is raised as it is. A row that is missing has none.
        """
        try:
            super().save(must_create)
        except UpdateError as error:
            failure = error.__context__
            if isinstance(failure, DatabaseError) and failure.__cause__:
                raise failure from failure.__cause__
            raise
