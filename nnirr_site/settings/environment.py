"""Reads the process environment once, and says in one message everything that is wrong with it."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from cryptography.hazmat.primitives.serialization import load_der_public_key

INSECURE_MARKERS = (
    "insecure",
    "changeme",
    "change-me",
    "development-only",
    "example",
    "secret-key",
)
MINIMUM_SECRET_LENGTH = 50
MINIMUM_VAULT_KEY_LENGTH = 32
# By its name: what may also come in a file, so that no other process and no listing of a
# container's settings shows it. DATABASE_URL and EMAIL_URL have a password in them.
SECRET_NAME = re.compile(
    r"(^|_)(KEY|KEYS|KEY_ID|FALLBACKS|SECRET|TOKEN|PASSWORD|DSN|MAILBOX)$"
    r"|^(DATABASE|EMAIL)_([A-Z]+_)?URL$"
)
FILE_SUFFIX = "_FILE"
CREDENTIALS = "CREDENTIALS_DIRECTORY"  # set by systemd for a unit with LoadCredential=


class ImproperEnvironment(Exception):
    """Raised at start with one line for each variable that is missing, malformed or unsafe."""


@dataclass
class Environment:
    """Typed access to environment variables; problems are collected until `raise_problems()`.

    Collecting means that somebody who deploys sees the whole list at once, not one variable a try.
    """

    values: Mapping[str, str]
    problems: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """`development`, `test` or `production`."""
        name = self.text("ENVIRONMENT", "development")
        if name not in {"development", "test", "production"}:
            self.refuse("ENVIRONMENT", "must be development, test or production")
            return "production"
        return name

    @property
    def is_production(self) -> bool:
        return self.name == "production"

    def refuse(self, variable: str, reason: str) -> None:
        """Note a problem. The value itself is never repeated: it may be a secret."""
        line = f"{variable} {reason}"
        if line not in self.problems:
            self.problems.append(line)

    def raise_problems(self) -> None:
        """Raise `ImproperEnvironment` with everything noted so far, if anything was."""
        if self.problems:
            lines = "\n".join(f"  - {problem}" for problem in self.problems)
            raise ImproperEnvironment(f"The environment is not fit to start with:\n{lines}")

    def text(self, variable: str, default: str = "") -> str:
        value = self.values.get(variable, "").strip()
        if SECRET_NAME.search(variable):
            value = self._read_secret(variable, value)
        return value or default

    def _read_secret(self, variable: str, value: str) -> str:
        """What stands in the file that `…_FILE` names, else in systemd's credential of this name,
        else in the variable itself. Two at once are refused: one of them is forgotten.
        """
        path = self._find_secret_file(variable)
        if path is None:
            return value
        if value:
            self.refuse(variable, f"is set twice: in the environment and in the file {path}")
            return value
        try:
            lines = path.read_text("utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            self.refuse(variable, f"cannot be read from {path} ({type(error).__name__})")
            return ""
        kept = [line.strip() for line in lines if line.strip()]
        if len(kept) != 1:
            self.refuse(variable, f"must be one line in the file {path}")
            return ""
        return kept[0]

    def _find_secret_file(self, variable: str) -> Path | None:
        if named := self.values.get(variable + FILE_SUFFIX, "").strip():
            return Path(named)
        if folder := self.values.get(CREDENTIALS, "").strip():
            path = Path(folder) / variable
            return path if path.exists() else None
        return None

    def folder(self, variable: str, default: Path) -> Path:
        """An absolute path; it need not be there yet."""
        return Path(self.text(variable, str(default))).resolve()

    def required_in_production(self, variable: str, default: str = "") -> str:
        value = self.text(variable)
        if not value and self.is_production:
            self.refuse(variable, "is missing")
        return value or default

    def _parsed(self, variable: str, default, parse: Callable, expectation: str):
        raw = self.text(variable)
        if not raw:
            return default
        try:
            return parse(raw)
        except ValueError:
            self.refuse(variable, f"must be {expectation}")
            return default

    def integer(self, variable: str, default: int, minimum: int = 0, maximum: int = 2**31) -> int:
        def parse(raw: str) -> int:
            number = int(raw)
            if not minimum <= number <= maximum:
                raise ValueError
            return number

        return self._parsed(variable, default, parse, f"a whole number from {minimum} to {maximum}")

    def boolean(self, variable: str, default: bool) -> bool:
        words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}

        def parse(raw: str) -> bool:
            try:
                return words[raw.lower()]
            except KeyError:
                raise ValueError from None

        return self._parsed(variable, default, parse, "yes or no")

    def words(self, variable: str, default: list[str]) -> list[str]:
        """A comma-separated list."""
        parts = [part.strip() for part in self.text(variable).split(",")]
        return [part for part in parts if part] or list(default)

    def choice(self, variable: str, default: str, offered: list[str]) -> str:
        """One of some words; the first one of `offered` if it is none of them."""
        value = self.text(variable, default)
        if value not in offered:
            self.refuse(variable, f"must be one of {', '.join(offered)}")
            return offered[0]
        return value

    def second_factor(self, variable: str) -> str:
        """Who has to sign in with a second factor. In production whoever sees personal data."""
        offered = ["personal", "everyone", "nobody"]
        value = self.choice(variable, "personal" if self.is_production else "nobody", offered)
        if self.is_production and value == "nobody":
            self.refuse(variable, "must be personal or everyone in production")
        return value

    def languages(self, variable: str, default: list[str], offered: list[str]) -> list[str]:
        """Codes of the languages that pages can be in; the first one of `offered` always is."""
        codes = self.words(variable, default)
        unknown = [code for code in codes if code not in offered]
        if unknown:
            self.refuse(variable, f"must be some of {', '.join(offered)}, with commas between")
        return [code for code in offered if code == offered[0] or code in codes]

    def secret(
        self,
        variable: str,
        default: str = "",
        minimum: int = MINIMUM_SECRET_LENGTH,
        is_required: bool = True,
    ) -> str:
        """A key that production must set itself, long and not a known placeholder."""
        read = self.required_in_production if is_required else self.text
        value = read(variable, default)
        if self.text(variable):
            self._judge_secret(variable, value, minimum)
        return value

    def secrets(self, variable: str, minimum: int = MINIMUM_SECRET_LENGTH) -> list[str]:
        """A comma-separated list of keys, each of which must be as good as one `secret`."""
        values = self.words(variable, [])
        for value in values:
            self._judge_secret(variable, value, minimum)
        return values

    def basic_auth(self, variable: str) -> str:
        """`user:password` that others have to send; empty turns off what it guards."""
        value = self.text(variable)
        user, colon, password = value.partition(":")
        if value and not (user and colon and password):
            self.refuse(variable, "must look like user:password")
        elif value:
            self._judge_secret(variable, password, MINIMUM_VAULT_KEY_LENGTH)
        return value

    def error_reports(self, variable: str) -> str:
        """The address at which a Sentry server takes reports of errors; empty: none are made."""
        value = self.text(variable)
        if not value:
            return ""
        try:
            parts = urlsplit(value)
            is_whole = bool(parts.username and parts.hostname and parts.path.strip("/"))
        except ValueError:
            is_whole = False
        if not is_whole or parts.scheme not in {"http", "https"}:
            self.refuse(variable, "must look like https://key@host/number")
            return ""
        if self.is_production and parts.scheme != "https" and not _is_loopback(parts.hostname):
            self.refuse(variable, "must begin with https:// unless the server is on this machine")
        return value

    def vault_keys(self, variable: str) -> list[str]:
        """The keys that seal personal data, the newest first; production needs one at least."""
        keys = self.secrets(variable, MINIMUM_VAULT_KEY_LENGTH)
        if self.is_production and not keys:
            self.refuse(variable, "is missing")
        return keys

    def index_keys(self, variable: str, alone: str) -> list[str]:
        """The keys under which equal values are found, the newest first, or the one in `alone`.

        Either will do. Who sets both means the list, and may not have forgotten the other in it.
        """
        keys = self.secrets(variable, MINIMUM_VAULT_KEY_LENGTH)
        only = self.secret(alone, minimum=MINIMUM_VAULT_KEY_LENGTH, is_required=not keys)
        if keys and only and only not in keys:
            self.refuse(alone, f"must be one of {variable}, or be left out")
        return keys

    def _judge_secret(self, variable: str, value: str, minimum: int) -> None:
        if not self.is_production:
            return
        if len(value) < minimum:
            self.refuse(variable, f"must have at least {minimum} characters")
        if len(set(value)) < 5 or any(mark in value.lower() for mark in INSECURE_MARKERS):
            self.refuse(variable, "is a placeholder or too simple to guess")

    def proxies(self, variable: str) -> int:
        """How many proxies stand in front. The site speaks no TLS, so production has one at least:
        without it every request would be sent to https, and come back as http, for ever."""
        self.required_in_production(variable)
        number = self.integer(variable, 0, maximum=10)
        if self.is_production and self.text(variable) and not number:
            self.refuse(variable, "must be 1 or more in production: a proxy in front has the TLS")
        return number

    def hosts(self, variable: str, default: list[str]) -> list[str]:
        hosts = self.words(variable, default)
        if self.is_production:
            if not self.text(variable):
                self.refuse(variable, "is missing")
            elif "*" in hosts:
                self.refuse(variable, "must name hosts; * lets anyone choose the host in our links")
            elif any(host.startswith(".") and "." not in host.strip(".") for host in hosts):
                self.refuse(variable, "must not allow all hosts of a top-level domain")
        return hosts

    def site_url(self, variable: str, default: str) -> str:
        """The public address without a final slash. Every link in a mail is built from it."""
        url = self.required_in_production(variable, default).rstrip("/")
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
            self.refuse(variable, "must be an address such as https://example.org, without a path")
        elif self.is_production and parts.scheme != "https":
            self.refuse(variable, "must begin with https:// in production")
        return url

    def database_sessions(self, variable: str, pooled: str) -> dict | None:
        """The way past a pooler to which the address in `pooled` leads; None without one."""
        if self.text(variable) and not self.text(pooled):
            self.refuse(variable, f"goes with {pooled}, which is missing")
            return None
        return self.database(variable, is_required=False)

    def database(self, variable: str, is_required: bool = True) -> dict | None:
        """Django's connection settings from `postgres://user:password@host:port/name?option=…`.

        `host` may be a socket folder, percent-encoded. None means: use the embedded server.
        """
        raw = self.text(variable)
        if not raw:
            if self.is_production and is_required:
                self.refuse(variable, "is missing")
            return None
        try:
            parts = urlsplit(raw)
            port = parts.port
        except ValueError:
            self.refuse(variable, "is not a valid address")
            return None
        if parts.scheme not in {"postgres", "postgresql"}:
            self.refuse(variable, "must begin with postgres:// (PostgreSQL is the only database)")
            return None
        options = dict(parse_qsl(parts.query))
        name = unquote(parts.path.lstrip("/"))
        if not name:
            self.refuse(variable, "must end in the name of the database")
        host = options.pop("host", None) or unquote(parts.hostname or "")
        is_here = not host or host.startswith("/") or _is_loopback(host)
        if not is_here and not self.text("ENVIRONMENT"):
            self.refuse(
                "ENVIRONMENT",
                "must be set where the database is on another machine: without it personal data"
                " would be sealed with the published keys of development",
            )
        return {
            "ENGINE": "nnirr_site.database",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": host,
            "PORT": str(port or ""),
            "OPTIONS": options,
        }

    def public_key(self, variable: str) -> str:
        """A public key in base64, as providers show theirs; empty: none."""
        value = self.text(variable)
        if not value:
            return ""
        try:
            load_der_public_key(b64decode(value, validate=True))
        except ValueError:
            self.refuse(variable, "must be the public key that the provider shows, in base64")
            return ""
        return value

    def rates(self, variable: str) -> dict[str, float]:
        """Numbers above 0 by name, from `google=10,example.org=0.5`."""

        def parse(raw: str) -> dict[str, float]:
            pairs = [part.split("=") for part in raw.split(",") if part.strip()]
            rates = {name.strip().lower(): float(number) for name, number in pairs}
            if not all(name and 0 < number <= 10_000 for name, number in rates.items()):
                raise ValueError
            return rates

        return self._parsed(variable, {}, parse, "a list such as google=10,example.org=0.5")

    def mailbox(self, variable: str) -> str:
        """A bare address to which a `+` and a word can be added; empty: there is none."""
        value = self.text(variable)
        local, _at, domain = value.partition("@")
        is_bare = local and domain and not set(value) & set("<> ,;+")
        if value and not is_bare:
            self.refuse(variable, "must be a bare address such as bounces@example.org")
            return ""
        if len(local) > 64 - len("+") - 26:
            self.refuse(variable, "must have no more than 37 signs before the @")
        return value

    def imap(self, variable: str) -> str:
        """`imaps://user:password@host:port/folder`; without TLS for this machine only."""
        value = self.text(variable)
        if not value:
            return ""
        try:
            parts = urlsplit(value)
            is_whole = bool(parts.username and parts.password and parts.hostname)
            is_whole = is_whole and parts.port != 0
        except ValueError:
            is_whole = False
        if not is_whole or parts.scheme not in {"imap", "imaps"}:
            self.refuse(variable, "must look like imaps://user:password@host/INBOX")
            return ""
        if self.is_production and parts.scheme == "imap" and not _is_loopback(parts.hostname):
            self.refuse(variable, "must be imaps:// unless the server is on this machine")
        return value

    def object_storage(self, variable: str) -> dict[str, str] | None:
        """Bucket, address, region and keys of S3-compatible storage; None if files are on the disk.

        Without keys they are those of the machine, as boto3 finds them.
        """
        bucket = self.text(variable)
        place = {
            "bucket": bucket,
            "endpoint_url": self.text("S3_ENDPOINT_URL").rstrip("/"),
            "region": self.text("S3_REGION", "us-east-1"),
            "access_key": self.text("S3_ACCESS_KEY_ID"),
            "secret_key": self.text("S3_SECRET_ACCESS_KEY"),
        }
        if not bucket:
            if place["endpoint_url"] or place["access_key"]:
                self.refuse(variable, "is missing, while other settings of object storage are set")
            return None
        if bool(place["access_key"]) != bool(place["secret_key"]):
            self.refuse("S3_SECRET_ACCESS_KEY", "and S3_ACCESS_KEY_ID go together")
        parts = urlsplit(place["endpoint_url"])
        if place["endpoint_url"] and (
            parts.scheme not in {"http", "https"} or not parts.hostname or parts.path
        ):
            self.refuse("S3_ENDPOINT_URL", "must be an address without a path")
        elif self.is_production and parts.scheme == "http" and not _is_near(parts.hostname):
            self.refuse(
                "S3_ENDPOINT_URL",
                "must begin with https:// unless it is on this machine or in the same network of"
                " containers (a name without a dot): names of signers go there",
            )
        return place

    def cdn(self, variable: str) -> dict[str, str] | None:
        """How a CDN in front is told what to forget; None without one.

        `https://…` is sent a list, `purge+https://host` each address with PURGE; `cloudflare://ZONE`,
        `fastly://SERVICE` and `cloudfront://DISTRIBUTION` are those.
        """
        raw, token = self.text(variable), self.text("CDN_PURGE_TOKEN")
        if not raw:
            return None
        scheme, _colon, place = raw.partition("://")
        kinds = {
            **dict.fromkeys(("http", "https"), "plain"),
            **dict.fromkeys(("purge+http", "purge+https"), "purge"),
            **{name: name for name in ("cloudflare", "fastly", "cloudfront")},
        }
        if scheme not in kinds or not place:
            self.refuse(
                variable,
                "must begin with https://, purge+https://, cloudflare://, fastly:// or cloudfront://",
            )
            return None
        kind = kinds[scheme]
        if kind in ("plain", "purge"):
            plain = scheme.removeprefix("purge+")
            host = urlsplit(f"{plain}://{place}").hostname or ""
            if self.is_production and plain == "http" and not _is_near(host):
                self.refuse(variable, "must use https unless it is on this machine or network")
            place = f"{plain}://{place}".rstrip("/") if kind == "purge" else raw
        if kind in ("cloudflare", "fastly") and not token:
            self.refuse("CDN_PURGE_TOKEN", f"is missing, which {scheme} asks for")
        return {"kind": kind, "place": place, "token": token}

    def email(self, variable: str) -> dict[str, object]:
        """Django's mail settings from `smtp://user:password@host:port`.

        `smtps://` is TLS from the first byte, `smtp+tls://` is STARTTLS. Empty means that no
        server is known: development and tests choose their own backend.
        """
        raw = self.text(variable)
        if not raw:
            if self.is_production:
                self.refuse(variable, "is missing")
            return {}
        try:
            parts = urlsplit(raw)
            port = parts.port
        except ValueError:
            self.refuse(variable, "is not a valid address")
            return {}
        if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname:
            self.refuse(variable, "must look like smtp://host:port, smtps:// or smtp+tls://")
            return {}
        if self.is_production and parts.scheme == "smtp" and not _is_loopback(parts.hostname):
            self.refuse(
                variable,
                "must be smtps:// or smtp+tls:// unless the mail server is on this machine:"
                " mails carry personal links",
            )
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[parts.scheme],
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": parts.scheme == "smtps",
            "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        }


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_near(host: str) -> bool:
    """This machine, or a name that only a private network knows."""
    return _is_loopback(host) or ("." not in host and ":" not in host)
