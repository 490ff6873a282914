"""Sessions in the county's database; a cookie that cannot be a key of ours is never asked for there."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    def _validate_session_key(self, key: str | None) -> bool:
        """Letters and digits, as we make them: a NUL, which PostgreSQL refuses, would fail every page."""
        usual = super()._validate_session_key(key)  # type: ignore[misc]  # the stubs leave it out
        return bool(usual) and str(key).isascii() and str(key).isalnum()
