"""Settings of a test run: those of the site, with ENVIRONMENT=test and cheap passwords."""

import os

os.environ["ENVIRONMENT"] = "test"

from nnirr_site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
