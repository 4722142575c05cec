"""What the records of a mail domain say, and what receivers will make of it.

Nothing is known where DNS cannot be asked, and that is said: a record that is not there and one
that could not be asked for are two things.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import dns.exception
import dns.name
import dns.resolver

SECONDS = 5.0
MOST_LOOKUPS = 10  # RFC 7208, 4.6.4: receivers give up beyond
ASKS_DNS = re.compile(r"[+?~-]?(?:include:|a(?:[:/]|$)|mx(?:[:/]|$)|ptr(?::|$)|exists:)|redirect=")
INCLUDED = re.compile(r"[+?~-]?include:(\S+)|redirect=(\S+)")
SHORT_KEY = 216  # letters of base64: what is shorter is a key of 1,024 bits


class Verdict(enum.StrEnum):
    GOOD = "ok"
    WEAK = "weak"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """One thing, how it stands, and in a sentence what to do."""

    what: str
    verdict: Verdict
    words: str


class NotAsked(Exception):
    """DNS did not answer."""


class Records:
    """Asks DNS, by the machine's own servers or those that are named (`address` or
    `address:port`).
    """

    def __init__(self, servers: Iterable[str] = ()):
        names = list(servers)
        self._resolver = dns.resolver.Resolver(configure=not names)
        self._resolver.lifetime = SECONDS
        if names:
            self._resolver.nameservers = [name.partition(":")[0] for name in names]
            ports = {name.partition(":")[2] for name in names} - {""}
            self._resolver.port = int(next(iter(ports), "53"))

    def find(self, name: str, kind: str) -> list[str]:
        """The records of a name; none if there are none. Raises NotAsked."""
        try:
            answer = self._resolver.resolve(dns.name.from_text(name), kind, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, OSError, UnicodeError) as error:
            raise NotAsked(f"{kind} of {name}: {type(error).__name__}") from None
        if kind == "TXT":
            return [b"".join(record.strings).decode("utf-8", "replace") for record in answer]
        return [record.to_text() for record in answer]


def check_domain(
    records: Records, domain: str, return_domain: str = "", selectors: Iterable[str] = ()
) -> Iterator[Finding]:
    """Look at everything that decides whether mail from `domain` arrives."""
    return_domain = return_domain or domain
    yield from _guarded("MX", lambda: check_receiving(records, return_domain))
    yield from _guarded("SPF", lambda: check_spf(records, return_domain))
    for selector in selectors:
        yield from _guarded(f"DKIM {selector}", lambda s=selector: check_dkim(records, domain, s))
    yield from _guarded("DMARC", lambda: check_dmarc(records, domain))
    yield check_alignment(domain, return_domain)


def _guarded(what: str, check) -> Iterator[Finding]:
    try:
        yield from check()
    except NotAsked as error:
        yield Finding(what, Verdict.UNKNOWN, f"DNS could not be asked ({error}).")


def check_receiving(records: Records, domain: str) -> Iterator[Finding]:
    """Bounces come back to the domain of the return path, and many receivers ask whether they
    can."""
    hosts = [text.split()[-1] for text in records.find(domain, "MX")]
    if hosts == ["."]:
        yield Finding("MX", Verdict.BAD, f"{domain} says that it takes no mail (null MX).")
    elif hosts:
        yield Finding("MX", Verdict.GOOD, f"{domain} takes mail at {', '.join(sorted(hosts))}")
    elif records.find(domain, "A") or records.find(domain, "AAAA"):
        yield Finding("MX", Verdict.WEAK, f"{domain} has no MX record, only an address.")
    else:
        yield Finding("MX", Verdict.BAD, f"{domain} takes no mail: bounces are lost. Add an MX.")


def check_spf(records: Records, domain: str) -> Iterator[Finding]:
    found = [text for text in records.find(domain, "TXT") if is_spf(text)]
    if not found:
        yield Finding("SPF", Verdict.BAD, f"{domain} has no TXT record that begins v=spf1.")
        return
    if len(found) > 1:
        yield Finding("SPF", Verdict.BAD, f"{domain} has {len(found)} SPF records: none counts.")
        return
    [policy] = found
    terms = policy.lower().split()
    if {"+all", "all"} & set(terms):
        yield Finding("SPF", Verdict.BAD, "+all lets everybody send for the domain.")
    elif not any(term in {"-all", "~all"} or term.startswith("redirect=") for term in terms):
        yield Finding("SPF", Verdict.WEAK, "It does not end in -all or ~all: others may send too.")
    else:
        yield Finding("SPF", Verdict.GOOD, policy)
    lookups = count_lookups(records, policy, {domain.lower()})
    if lookups > MOST_LOOKUPS:
        yield Finding(
            "SPF", Verdict.BAD, f"It needs {lookups} questions; receivers ask {MOST_LOOKUPS}."
        )


def is_spf(text: str) -> bool:
    return text.lower() == "v=spf1" or text.lower().startswith("v=spf1 ")


def count_lookups(records: Records, policy: str, seen: set[str]) -> int:
    """How many questions a receiver has to ask, those of included domains with them."""
    terms = policy.lower().split()
    total = sum(1 for term in terms if ASKS_DNS.match(term))
    for term in terms:
        if (match := INCLUDED.fullmatch(term)) is None or total > MOST_LOOKUPS:
            continue
        name = match[1] or match[2]
        if name in seen or "%" in name:
            continue
        seen.add(name)
        for text in filter(is_spf, records.find(name, "TXT")):
            total += count_lookups(records, text, seen)
    return total


def check_dkim(records: Records, domain: str, selector: str) -> Iterator[Finding]:
    what = f"DKIM {selector}"
    name = f"{selector}._domainkey.{domain}"
    texts = records.find(name, "TXT")
    if not texts:
        yield Finding(what, Verdict.BAD, f"There is no TXT record at {name}.")
        return
    tags = read_tags(texts[0])
    key = tags.get("p", "").replace(" ", "")
    if not key:
        yield Finding(what, Verdict.BAD, f"The key at {name} is withdrawn or missing (p=).")
    elif tags.get("k", "rsa") == "rsa" and len(key) <= SHORT_KEY:
        yield Finding(what, Verdict.WEAK, "The key has 1,024 bits; take 2,048.")
    elif "y" in tags.get("t", "").split(":"):
        yield Finding(what, Verdict.WEAK, "t=y says that the domain only tries it out.")
    else:
        yield Finding(what, Verdict.GOOD, f"a key is at {name}")


def check_dmarc(records: Records, domain: str) -> Iterator[Finding]:
    """Of the domain, or of the one above that it belongs to."""
    for owner in owners(domain):
        policies = [
            text
            for text in records.find(f"_dmarc.{owner}", "TXT")
            if text.lower().replace(" ", "").startswith("v=dmarc1")
        ]
        if policies:
            yield from judge_dmarc(owner, domain, policies)
            return
    yield Finding("DMARC", Verdict.BAD, f"There is no TXT record at _dmarc.{domain}.")


def owners(domain: str) -> list[str]:
    """The domain and those above it, without the top one."""
    labels = domain.split(".")
    return [".".join(labels[place:]) for place in range(max(1, len(labels) - 1))]


def judge_dmarc(owner: str, domain: str, policies: list[str]) -> Iterator[Finding]:
    if len(policies) > 1:
        yield Finding("DMARC", Verdict.BAD, f"_dmarc.{owner} has {len(policies)}: none counts.")
        return
    tags = read_tags(policies[0])
    wanted = tags.get("p", "") if owner == domain else tags.get("sp", tags.get("p", ""))
    if wanted not in {"none", "quarantine", "reject"}:
        yield Finding("DMARC", Verdict.BAD, f"_dmarc.{owner} says p={wanted or 'nothing'}.")
    elif wanted == "none":
        yield Finding("DMARC", Verdict.WEAK, "p=none: watch for some weeks, then take quarantine.")
    else:
        yield Finding("DMARC", Verdict.GOOD, policies[0])
    if "rua" not in tags:
        yield Finding("DMARC", Verdict.WEAK, "No rua=: nobody reports who sends for the domain.")


def check_alignment(domain: str, return_domain: str) -> Finding:
    """Whether SPF counts for DMARC: it does only for the From domain or one beside it."""
    ours, theirs = domain.lower(), return_domain.lower()
    is_near = ours == theirs or ours.endswith(f".{theirs}") or theirs.endswith(f".{ours}")
    if is_near:
        return Finding("alignment", Verdict.GOOD, f"mail comes back to {return_domain}")
    return Finding(
        "alignment",
        Verdict.WEAK,
        f"Mail comes back to {return_domain}, not to {domain}: then only DKIM counts for DMARC.",
    )


def read_tags(text: str) -> dict[str, str]:
    """`name=value` pairs with semicolons between; names in small letters."""
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, _equal, value in pairs if name.strip()}
