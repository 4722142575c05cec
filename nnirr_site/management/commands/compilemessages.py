"""`manage.py compilemessages`: Django's command, for the catalogues of this repository only."""

from django.core.management.commands import compilemessages


class Command(compilemessages.Command):
    """Compiles what the settings name, and not every library's catalogues in `.venv` as well."""

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(ignore_patterns=["*"])
