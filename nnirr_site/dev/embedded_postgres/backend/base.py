"""PostgreSQL backend that starts the embedded server, and creates the database, when connecting.

Commands that need no database (`check`, `collectstatic`, `--help`) start nothing.
"""

from django.conf import settings
from django.db.backends.postgresql import client

from nnirr_site.database import base
from nnirr_site.dev.embedded_postgres.errors import EmbeddedError


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell` with the embedded server's own psql."""

    def runshell(self, parameters):
        self.connection.ensure_connection()
        self.executable_name = str(settings.EMBEDDED.place.binaries / "psql")
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """Fills in where the server listens, and has it running before a connection is made."""

    client_class = DatabaseClient

    def get_connection_params(self):
        """Complete the settings here and not in `settings`, where looking would cost a program."""
        place = settings.EMBEDDED.connection_parameters(self.settings_dict["NAME"])
        self.settings_dict |= place
        return super().get_connection_params()

    def connect_once(self, conn_params):
        settings.EMBEDDED.ensure()
        try:
            return super().connect_once(conn_params)
        except self.Database.OperationalError:
            if not self._repair(conn_params["dbname"]):
                raise
        return super().connect_once(conn_params)

    def _repair(self, name: str) -> bool:
        """Start a server that died and create a database that is missing; True if either was so."""
        try:
            was_dead = settings.EMBEDDED.revive()
            was_missing = settings.EMBEDDED.create_database(name)
        except EmbeddedError:
            return False
        return was_dead or was_missing
