"""What must hold before signatures are taken, as start-up errors with a hint."""

from django.conf import settings
from django.core.checks import Error, register

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
    if len(getattr(settings, "VAULT_INDEX_KEY", "")) < MINIMUM_SECRET_LENGTH:
        errors.append(
            Error(
                "VAULT_INDEX_KEY must have 32 characters or more, and never change afterwards.",
                hint="python -c 'import secrets; print(secrets.token_urlsafe(48))'",
                id="campaigns.E002",
            )
        )
    elif settings.VAULT_INDEX_KEY in settings.VAULT_KEYS:
        errors.append(
            Error(
                "VAULT_INDEX_KEY must not be one of VAULT_KEYS.",
                hint="Keys are rotated; the secret of the index stays.",
                id="campaigns.E003",
            )
        )
    return errors
