"""What must hold before signatures are taken, as start-up errors with a hint."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connection

MINIMUM_SECRET_LENGTH = 32


@register("campaigns")
def check_vault_secrets(app_configs, **kwargs):
    """Production needs real keys for personal data, and a secret of its own for the index."""
    if not settings.IS_PRODUCTION:
        return []
    errors = []
    if not settings.VAULT_KEYS or any(
        len(key) < MINIMUM_SECRET_LENGTH for key in settings.VAULT_KEYS
    ):
        errors.append(
            Error(
                "VAULT_KEYS must name at least one key of 32 characters or more.",
                hint="python -c 'import secrets; print(secrets.token_urlsafe(48))'",
                id="campaigns.E001",
            )
        )
    index_keys = settings.VAULT_INDEX_KEYS or [settings.VAULT_INDEX_KEY]
    if any(len(key) < MINIMUM_SECRET_LENGTH for key in index_keys):
        errors.append(
            Error(
                "VAULT_INDEX_KEYS must name at least one key of 32 characters or more.",
                hint="python -c 'import secrets; print(secrets.token_urlsafe(48))'",
                id="campaigns.E002",
            )
        )
    elif set(index_keys) & set(settings.VAULT_KEYS):
        errors.append(
            Error(
                "No key may be in VAULT_INDEX_KEYS and in VAULT_KEYS.",
                hint="Each has its own use: make another one with make_vault_key.",
                id="campaigns.E003",
            )
        )
    return errors


@register("campaigns", Tags.database)
def check_vault_keys(app_configs, databases=None, **kwargs):
    """Whether the keys of this process are those of the database. Asked before it serves.

    With a lost key names would be shown to nobody and letters go to nobody; with another key of
    the index one address could sign twice. Both are better noticed before than afterwards.
    """
    if not databases or check_vault_secrets(app_configs):
        return []
    from campaigns.services.vault_keys import keyring

    return [
        Error(problem, hint="See “Keys” in docs/deploy.md.", id="campaigns.E004")
        for problem in keyring.find_problems()
    ]


# Below these PostgreSQL writes no statement that failed, with its values, into its log.
QUIET_LEVELS = frozenset({"panic", "fatal", "log"})


@register("campaigns", Tags.database)
def check_log_of_database(app_configs, databases=None, **kwargs):
    """Whether a form that fails in the database would be written whole into the database's log.

    A statement that waited too long is logged with its values: the reference, and the sealed
    network address beside it, which no other place keeps.
    """
    if not databases or not settings.IS_PRODUCTION:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SHOW log_min_error_statement")
        [level] = cursor.fetchone()
    if level in QUIET_LEVELS:
        return []
    return [
        Warning(
            "PostgreSQL writes statements that fail, with what was typed, into its log.",
            hint="ALTER ROLE … SET log_min_error_statement = 'panic', by a superuser: see"
            " docs/deploy.md.",
            id="campaigns.W001",
        )
    ]
