"""Django's sessions in the database, asked only for keys that Django could have made.

A cookie is what its sender likes, and PostgreSQL refuses some of it (NUL). Such a key is none.
"""

import re

from django.contrib.sessions.backends import db

KEY = re.compile(r"[a-z0-9]{32}", re.ASCII)


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key: str) -> bool:
        return bool(key and KEY.fullmatch(key))
