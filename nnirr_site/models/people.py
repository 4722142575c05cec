"""Staff accounts."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff. Supporters who sign have no account.

    Our own model from the first migration on: Django cannot exchange it later.
    """
