"""Settings of the property tests: machines that test are busy, so no example has a deadline."""

from hypothesis import settings

from tests.campaigns.processes import mail_server, processes  # noqa: F401 - fixtures

settings.register_profile("campaigns", deadline=None)
settings.load_profile("campaigns")
