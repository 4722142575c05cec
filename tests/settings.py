"""Settings of a test run: those of the site, with ENVIRONMENT=test and cheap passwords."""

import os

os.environ["ENVIRONMENT"] = "test"

from nnirr_site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# What a test writes down of who left would be unknown to the database of the next one.
DEPARTURES_DIR = None
