"""Settings from the environment: production starts only when everything it needs is right."""

import subprocess
import sys

import pytest

import run
from nnirr_site.settings import DEVELOPMENT_KEY
from nnirr_site.settings.environment import Environment, ImproperEnvironment
from tests.infrastructure.processes import ROOT

GOOD = {**run.DUMMY_PRODUCTION, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}


def start(
    changes: dict[str, str | None], code: str = "import nnirr_site.settings"
) -> subprocess.CompletedProcess:
    """Import the settings in a process whose environment is the good one with changes."""
    variables = {name: value for name, value in (GOOD | changes).items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
    )


def test_production_starts_with_a_good_environment():
    done = start({})
    assert done.returncode == 0, done.stderr


def test_production_names_everything_that_is_missing_at_once():
    required = [name for name in run.DUMMY_PRODUCTION if name != "ENVIRONMENT"]
    done = start({name: None for name in required})
    assert done.returncode != 0
    for name in required:
        assert f"- {name} is missing" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", "django-insecure-kP3vX9qZr7mW2sT8yL4nB6hJ1cF5dG0aQeUiRoVtYxMwNzSb"),
        ("SECRET_KEY", DEVELOPMENT_KEY),
        ("SECRET_KEY_FALLBACKS", DEVELOPMENT_KEY),
        ("SECRET_KEY_FALLBACKS", f"{GOOD['SECRET_KEY']},short"),
        ("VAULT_KEYS", "a" * 40),
        ("VAULT_KEYS", "kP3vX9qZr7mW2sT8yL4nB6hJ1cF5dG0"),
        ("VAULT_KEYS", f"{GOOD['VAULT_KEYS']},{'ab' * 20}"),
        ("VAULT_INDEX_KEY", "b" * 40),
        ("VAULT_INDEX_KEY", "changeme-kP3vX9qZr7mW2sT8yL4nB6hJ1cF5dG0"),
        ("VAULT_INDEX_KEYS", "b" * 40),
        ("VAULT_INDEX_KEYS", f"{GOOD['VAULT_INDEX_KEY']},short"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", ".org"),
        ("ALLOWED_HOSTS", "site.invalid,.org."),
        ("SITE_URL", "http://site.invalid"),
        ("SITE_URL", "https://site.invalid/path"),
        ("DATABASE_URL", "sqlite:///site.db"),
        ("DATABASE_URL", "postgres://localhost:port/site"),
        ("EMAIL_URL", "localhost:25"),
        ("EMAIL_URL", "smtp://site:password@mail.test:25"),
        ("EMAIL_URL", "smtp://10.0.0.7"),
        ("MAIL_WEBHOOK_SECRET", "kP3vX9qZr7mW2sT8yL4nB6hJ1cF5dG0aQe"),
        ("MAIL_WEBHOOK_SECRET", "provider:too-short-a-password"),
        ("MAIL_WEBHOOK_SECRET", f"provider:{'ab' * 20}"),
        ("MAIL_WEBHOOK_SECRET", ":kP3vX9qZr7mW2sT8yL4nB6hJ1cF5dG0aQe"),
        ("PORT", "http"),
        ("PORT", "70000"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "0"),
        ("ENVIRONMENT", "staging"),
        ("REQUIRE_SECOND_FACTOR", "nobody"),
        ("REQUIRE_SECOND_FACTOR", "some"),
        ("SESSION_IDLE_MINUTES", "0"),
        ("METRICS_TOKEN", "too-short-a-token"),
        ("METRICS_TOKEN", "ab" * 20),
        ("SENTRY_DSN", "sentry.test/1"),
        ("SENTRY_DSN", "http://key@sentry.test/1"),
        ("LOG_FORMAT", "xml"),
        ("MAIL_RATES", "google"),
        ("MAIL_RATES", "google=0"),
        ("BOUNCE_ADDRESS", "Bounces <bounces@site.invalid>"),
        ("BOUNCE_ADDRESS", f"{'b' * 40}@site.invalid"),
        ("BOUNCE_MAILBOX", "imap://user:password@mail.test/INBOX"),
        ("BOUNCE_MAILBOX", "imaps://mail.test/INBOX"),
        ("SENDGRID_VERIFICATION_KEY", "no key"),
    ],
)
def test_production_refuses_an_unsafe_value_and_does_not_repeat_it(name, value):
    done = start({name: value})
    assert done.returncode != 0
    reason = next(line for line in done.stderr.splitlines() if line.strip().startswith("- "))
    assert name in reason
    if "KEY" in name or name.endswith(("_URL", "_SECRET", "_TOKEN", "_DSN", "_MAILBOX")):
        assert value not in done.stderr


@pytest.mark.parametrize(
    ("value", "expected"), [(None, "False False"), ("no", "False False"), ("yes", "True True")]
)
def test_subdomains_are_promised_https_only_on_request(value, expected):
    code = (
        "from nnirr_site import settings as s;"
        "print(s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD)"
    )
    done = start({"HSTS_INCLUDE_SUBDOMAINS": value}, code)
    assert done.stdout.strip() == expected, done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY_FALLBACKS", GOOD["SECRET_KEY"][::-1]),
        ("VAULT_KEYS", f"{GOOD['VAULT_KEYS']},{GOOD['VAULT_KEYS'][::-1]}"),
        ("ALLOWED_HOSTS", ".site.invalid"),
        ("EMAIL_URL", "smtp://localhost"),
        ("EMAIL_URL", "smtp://127.0.0.1:1025"),
        ("EMAIL_URL", "smtp://[::1]:25"),
        ("EMAIL_URL", "smtps://site:password@mail.test"),
        ("MAIL_WEBHOOK_SECRET", "provider:kP3vX9qZr7mW2sT8yL4nB6hJ1cF5dG0aQe"),
        ("TRUSTED_PROXIES", "2"),
        ("REQUIRE_SECOND_FACTOR", "personal"),
        ("REQUIRE_SECOND_FACTOR", "everyone"),
        ("METRICS_TOKEN", "kP3vX9qZr7mW2sT8yL4nB6hJ1cF5dG0aQe"),
        ("SENTRY_DSN", "https://0123456789abcdef@sentry.test/1"),
        ("SENTRY_DSN", "http://0123456789abcdef@127.0.0.1:9000/1"),
        ("LOG_FORMAT", "json"),
        ("MAIL_RATES", "google=5, example.org=0.5"),
        ("BOUNCE_ADDRESS", "bounces@site.invalid"),
        ("BOUNCE_MAILBOX", "imaps://bounces%40site.invalid:pass%2Fword@mail.test/INBOX"),
        ("BOUNCE_MAILBOX", "imap://user:password@127.0.0.1:1143/INBOX"),
    ],
)
def test_production_starts_with_other_safe_values(name, value):
    done = start({name: value})
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("environment", "expected"),
    [("production", "personal"), ("development", "nobody"), ("test", "nobody")],
)
def test_second_factor_is_asked_for_in_production_and_not_for_a_demonstration(
    environment, expected
):
    code = "from nnirr_site import settings as s; print(s.REQUIRE_SECOND_FACTOR)"
    assert start({"ENVIRONMENT": environment}, code).stdout.strip() == expected


def test_cookies_of_production_belong_to_its_host_alone():
    code = (
        "from nnirr_site import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SAMESITE)"
    )
    assert start({}, code).stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "Lax"]


def test_keys_of_the_index_come_as_a_list_or_alone_and_the_list_forgets_none():
    alone, newer = GOOD["VAULT_INDEX_KEY"], GOOD["VAULT_INDEX_KEY"][::-1]
    code = "from nnirr_site import settings as s; print(len(s.VAULT_INDEX_KEYS))"
    for changes, number in (
        ({}, "0"),
        ({"VAULT_INDEX_KEYS": f"{newer},{alone}"}, "2"),
        ({"VAULT_INDEX_KEYS": newer, "VAULT_INDEX_KEY": None}, "1"),
    ):
        done = start(changes, code)
        assert done.stdout.strip() == number, done.stderr
    done = start({"VAULT_INDEX_KEYS": newer})
    assert "VAULT_INDEX_KEY must be one of VAULT_INDEX_KEYS, or be left out" in done.stderr
    assert done.returncode != 0


def test_production_names_the_safe_kinds_of_mail_address():
    done = start({"EMAIL_URL": "smtp://mail.test"})
    assert "smtps://" in done.stderr
    assert "smtp+tls://" in done.stderr


def test_database_address_is_taken_apart():
    environment = Environment(
        {
            "ENVIRONMENT": "production",
            "DATABASE_URL": "postgres://us%40er:p%2Fw@db.test:5433/site?sslmode=require",
        }
    )
    database = environment.database("DATABASE_URL")
    assert database == {
        "ENGINE": "nnirr_site.database",
        "NAME": "site",
        "USER": "us@er",
        "PASSWORD": "p/w",
        "HOST": "db.test",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_database_address_may_name_a_socket_folder():
    environment = Environment({"DATABASE_URL": "postgres://u@/site?host=%2Fvar%2Frun%2Fpg"})
    database = environment.database("DATABASE_URL")
    assert (database["HOST"], database["OPTIONS"]) == ("/var/run/pg", {})


@pytest.mark.parametrize(
    ("host", "name", "is_refused"),
    [
        ("db.test", "", True),
        ("203.0.113.9", "", True),
        ("db.test", "development", False),
        ("localhost", "", False),
        ("127.0.0.1", "", False),
        ("", "", False),
    ],
)
def test_published_keys_never_meet_the_database_of_another_machine(host, name, is_refused):
    values = {"DATABASE_URL": f"postgres://u@{host}/site", "ENVIRONMENT": name}
    environment = Environment(values)
    environment.database("DATABASE_URL")
    assert any("published keys" in problem for problem in environment.problems) == is_refused


@pytest.mark.parametrize(
    ("address", "port", "tls", "ssl"),
    [
        ("smtp://127.0.0.1:1025", 1025, False, False),
        ("smtp://mail.test", 25, False, False),
        ("smtps://u:p%40@mail.test", 465, False, True),
        ("smtp+tls://mail.test", 587, True, False),
    ],
)
def test_mail_address_is_taken_apart(address, port, tls, ssl):
    settings = Environment({"EMAIL_URL": address}).email("EMAIL_URL")
    assert settings["EMAIL_PORT"] == port
    assert (settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (tls, ssl)


def test_development_needs_nothing():
    environment = Environment({})
    assert environment.name == "development"
    assert environment.database("DATABASE_URL") is None
    environment.raise_problems()


def test_problems_are_told_together_and_once():
    environment = Environment({"PORT": "x", "WEB_THREADS": "y"})
    for _ in range(2):
        environment.integer("PORT", 8000)
        environment.integer("WEB_THREADS", 4)
    with pytest.raises(ImproperEnvironment) as caught:
        environment.raise_problems()
    assert str(caught.value).count("\n") == 2


BUCKET = {"S3_BUCKET": "site", "S3_ACCESS_KEY_ID": "id", "S3_SECRET_ACCESS_KEY": "secret"}


def test_files_are_on_the_disk_unless_a_bucket_is_named(tmp_path):
    assert Environment({}).object_storage("S3_BUCKET") is None
    (tmp_path / "key").write_text("from a file\n")
    environment = Environment(
        {
            "S3_BUCKET": "site",
            "S3_ENDPOINT_URL": "https://objects.example.net/",
            "S3_ACCESS_KEY_ID": "id",
            "S3_SECRET_ACCESS_KEY_FILE": str(tmp_path / "key"),
        }
    )
    assert environment.object_storage("S3_BUCKET") == {
        "bucket": "site",
        "endpoint_url": "https://objects.example.net",
        "region": "us-east-1",
        "access_key": "id",
        "secret_key": "from a file",
    }
    assert environment.problems == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"S3_BUCKET": ""}, "S3_BUCKET is missing"),
        ({"S3_SECRET_ACCESS_KEY": ""}, "S3_SECRET_ACCESS_KEY and S3_ACCESS_KEY_ID go together"),
        (
            {"S3_SECRET_ACCESS_KEY": "", "S3_SECRET_ACCESS_KEY_FILE": "/nowhere"},
            "S3_SECRET_ACCESS_KEY cannot be read from /nowhere (FileNotFoundError)",
        ),
        ({"S3_ENDPOINT_URL": "objects.example.net"}, "S3_ENDPOINT_URL must be an address"),
        ({"S3_ENDPOINT_URL": "https://host/path"}, "S3_ENDPOINT_URL must be an address"),
        ({"S3_ENDPOINT_URL": "http://objects.example.net"}, "S3_ENDPOINT_URL must begin with"),
    ],
)
def test_bucket_that_is_not_named_well_is_refused(changes, problem):
    environment = Environment(BUCKET | {"ENVIRONMENT": "production"} | changes)
    environment.object_storage("S3_BUCKET")
    assert any(line.startswith(problem) for line in environment.problems), environment.problems
    assert "secret" not in str(environment.problems)


@pytest.mark.parametrize("host", ["127.0.0.1:9000", "localhost:9000", "objects:9000"])
def test_bucket_nearby_needs_no_tls(host):
    values = BUCKET | {"ENVIRONMENT": "production", "S3_ENDPOINT_URL": f"http://{host}"}
    environment = Environment(values)
    assert environment.object_storage("S3_BUCKET")["endpoint_url"] == f"http://{host}"
    assert environment.problems == []


def test_way_past_a_pooler_goes_with_the_pooler():
    environment = Environment({"DATABASE_LISTEN_URL": "postgres://site@localhost/site"})
    assert environment.database_sessions("DATABASE_LISTEN_URL", "DATABASE_URL") is None
    assert environment.problems == ["DATABASE_LISTEN_URL goes with DATABASE_URL, which is missing"]
    assert Environment({}).database_sessions("DATABASE_LISTEN_URL", "DATABASE_URL") is None


def test_site_whose_files_are_on_the_disk_loads_nothing_of_amazon():
    code = "import sys, django; django.setup(); sys.exit('botocore' in sys.modules)"
    environment = {"DJANGO_SETTINGS_MODULE": "nnirr_site.settings"}
    assert start(environment, code).returncode == 0
    done = start(environment, code.replace("sys.exit", "import nnirr_site.processes; sys.exit"))
    assert done.returncode == 0, done.stderr
