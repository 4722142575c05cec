"""Template databases, cloned for each test run, and put back after each real commit.

A template's name is a fingerprint of what decides how it looks: of every migration, and for the
one with the starter content of the whole site. So each is built once, and again only when that
changes. A clone takes less than 0.2 s. After a test that commits, the rows that the migrations
made (Wagtail's root page, locale, site, permissions) are restored from copies kept in the schema
`pristine`: a plain flush would leave Wagtail without a root page.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from urllib.parse import quote, urlencode

import django
import psycopg
import wagtail
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings
from psycopg import sql

from nnirr_site.admin.roles import ROLES

BASE_DIR = Path(settings.BASE_DIR)
TEMPLATE_PREFIX = "nnirr_template_"
STARTER_PREFIX = "nnirr_starter_"
RUN_PREFIX = "nnirr_test_"
# Everything that the starter content is made of or with.
SITE_FOLDERS = ("nnirr_site", "initiatives", "resources", "campaigns", "templates", "static")

PRISTINE = """
CREATE SCHEMA pristine;

CREATE TABLE pristine.sequence_state AS
    SELECT format('%I.%I', schemaname, sequencename) AS name, last_value
    FROM pg_sequences WHERE schemaname = 'public';

DO $$
DECLARE
    name text;
    is_filled boolean;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO is_filled;
        IF is_filled THEN
            EXECUTE format('CREATE TABLE pristine.%I AS TABLE public.%I', name, name);
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION pristine.restore() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    name text;
    columns text;
BEGIN
    SET LOCAL lock_timeout = '20s';
    IF current_setting('is_superuser') = 'on' THEN
        SET LOCAL session_replication_role = replica;
    ELSE
        SET CONSTRAINTS ALL DEFERRED;
    END IF;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('DELETE FROM public.%I', name);
    END LOOP;
    FOR name, columns IN
        SELECT c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
        FROM pg_class c
        JOIN pg_class copy ON copy.relname = c.relname
            AND copy.relnamespace = 'pristine'::regnamespace AND copy.relkind = 'r'
        JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
            AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        GROUP BY c.relname
    LOOP
        EXECUTE format(
            'INSERT INTO public.%I (%s) SELECT %s FROM pristine.%I', name, columns, columns, name
        );
    END LOOP;
    PERFORM setval(state.name::regclass, coalesce(last_value, 1), last_value IS NOT NULL)
    FROM pristine.sequence_state state;
END $$;
"""


def fingerprint() -> str:
    """Name everything that decides how the migrated database looks."""
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__} {PRISTINE}".encode())
    for app in apps.get_app_configs():
        for file in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label}/{file.name}".encode())
            digest.update(file.read_bytes())
    for file in sorted((BASE_DIR / "campaigns" / "sql").glob("*.sql")):
        digest.update(file.read_bytes())
    digest.update(repr(ROLES).encode())
    return digest.hexdigest()[:16]


def starter_fingerprint() -> str:
    """Name everything that may decide how the loaded site looks: the packages and every file."""
    digest = hashlib.sha256((BASE_DIR / "uv.lock").read_bytes())
    digest.update(fingerprint().encode())
    for folder in SITE_FOLDERS:
        for file in sorted((BASE_DIR / folder).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"{file.relative_to(BASE_DIR)}\n".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def starter_words() -> Path:
    """Where that is kept which `load_starter_content` printed when it made the loaded site."""
    return starter_media().with_suffix(".txt")


def starter_media() -> Path:
    """Where the files of the loaded site are kept for as long as its template."""
    return Path(settings.DATA_DIR) / f"{STARTER_PREFIX}{starter_fingerprint()}"


@contextmanager
def cloned_database(worker: str) -> Iterator[str]:
    """Point Django's default connection at a fresh clone of the migrated database; drop it then."""
    with _clone(TEMPLATE_PREFIX, fingerprint(), worker, _migrate) as name:
        connection.settings_dict["NAME"] = name
        yield name


@contextmanager
def cloned_starter_database(worker: str, media_folder: Path) -> Iterator[str]:
    """A fresh clone of the database with the starter content; its files go to `media_folder`.

    Leaves Django's connection where it is.
    """
    usual = connection.settings_dict["NAME"]
    connections.close_all()
    try:
        media = starter_media()

        def copy_media() -> None:
            shutil.copytree(media, media_folder, dirs_exist_ok=True)

        clone = _clone(
            STARTER_PREFIX,
            starter_fingerprint(),
            worker,
            _load_starter,
            is_whole=lambda: media.exists() and starter_words().exists(),
            take_along=copy_media,
        )
        with clone as name:
            connection.settings_dict["NAME"] = usual
            yield name
            connections.close_all()
    finally:
        connection.settings_dict["NAME"] = usual


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Point Django's default connection at the database `name` for a while, in every thread."""
    usual = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = name
    cache.clear()  # the roots of sites, which are others here
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = usual
        cache.clear()


@contextmanager
def _clone(
    prefix: str,
    version: str,
    worker: str,
    build: Callable,
    is_whole: Callable[[], bool] = lambda: True,
    take_along: Callable[[], None] = lambda: None,
) -> Iterator[str]:
    """A clone of the template `prefix + version`, which `build` makes where it is not there yet, or
    where what belongs to it beside the database is gone.
    """
    template = prefix + version
    name = f"{RUN_PREFIX}{os.getpid()}_{worker}"
    with _maintenance_connection() as maintenance:
        maintenance.execute("SET lock_timeout = 0")  # another run may be building the template
        maintenance.execute("SELECT pg_advisory_lock(hashtext(%s))", [prefix])
        try:
            # Held as long as this run lives; its absence tells others that the clone is orphaned.
            maintenance.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
            _drop_orphans(maintenance)
            if template not in _databases(maintenance, prefix) or not is_whole():
                _build_template(maintenance, prefix, template, build)
            _drop(maintenance, name)
            _create(maintenance, name, template)
            take_along()
        finally:
            maintenance.execute("SELECT pg_advisory_unlock(hashtext(%s))", [prefix])
        try:
            yield name
        finally:
            connections.close_all()
            _drop(maintenance, name)


def restore() -> None:
    """Put the database back to what the migrations made of it, in the current connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pristine.restore()")
    cache.clear()


def database_url() -> str:
    """The address of the test run's database, for processes that a test starts."""
    connection.ensure_connection()
    place = connection.settings_dict
    credentials = quote(place["USER"] or "")
    if place["PASSWORD"]:
        credentials += f":{quote(place['PASSWORD'], safe='')}"
    query = urlencode({"host": place["HOST"]} if place["HOST"] else {})
    port = f":{place['PORT']}" if place["PORT"] else ""
    return f"postgres://{credentials}@localhost{port}/{place['NAME']}?{query}"


def _maintenance_connection() -> psycopg.Connection:
    """A connection to the server itself; never to template1, which would block CREATE DATABASE."""
    wrapper = connections.create_connection("default")
    wrapper.settings_dict = wrapper.settings_dict | {"NAME": "postgres"}
    maintenance = wrapper.get_new_connection(wrapper.get_connection_params())
    maintenance.autocommit = True
    return maintenance


def _databases(maintenance: psycopg.Connection, prefix: str) -> set[str]:
    rows = maintenance.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix]
    )
    return {row[0] for row in rows}


def _drop(maintenance: psycopg.Connection, name: str) -> None:
    maintenance.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )


def _drop_orphans(maintenance: psycopg.Connection) -> None:
    for name in _databases(maintenance, RUN_PREFIX):
        key = "hashtext(%s)"
        is_ours = maintenance.execute(f"SELECT pg_try_advisory_lock({key})", [name]).fetchone()[0]
        if is_ours:
            _drop(maintenance, name)
            maintenance.execute(f"SELECT pg_advisory_unlock({key})", [name])


def _create(maintenance: psycopg.Connection, name: str, template: str) -> None:
    maintenance.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
            sql.Identifier(name), sql.Identifier(template)
        )
    )


def _build_template(maintenance, prefix: str, template: str, build: Callable) -> None:
    """Build under another name first: what is half built when the run dies is not taken up."""
    for old in _databases(maintenance, prefix):
        _drop(maintenance, old)
    building = f"{prefix}building"
    build(maintenance, building)
    connection.close()
    maintenance.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
            sql.Identifier(building), sql.Identifier(template)
        )
    )


def _migrate(maintenance: psycopg.Connection, name: str) -> None:
    _create(maintenance, name, "template0")
    connection.settings_dict["NAME"] = name
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute(PRISTINE)


def _load_starter(maintenance: psycopg.Connection, name: str) -> None:
    """The migrated database is a template already: the run's own was cloned from it."""
    _create(maintenance, name, TEMPLATE_PREFIX + fingerprint())
    connection.settings_dict["NAME"] = name
    for old in Path(settings.DATA_DIR).glob(f"{STARTER_PREFIX}*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    printed = StringIO()
    with override_settings(MEDIA_ROOT=starter_media()):
        call_command("load_starter_content", stdout=printed)
        _offer_other_formats()
    starter_words().write_text(printed.getvalue())


def _offer_other_formats() -> None:
    """What the worker makes of the prints in its first minutes: here with the first one's content,
    as pages look alike with it and it takes no time.
    """
    from nnirr_site.models import SiteDocument
    from resources.materials.build import choices
    from resources.models import PrintedFile

    leads = {
        (row.kind, row.language): row.document
        for row in PrintedFile.objects.select_related("document")
    }
    made = []
    for choice in choices():
        lead = leads[choice.spec.kind, choice.language]
        if not choice.is_lead:
            document = SiteDocument(
                title=f"{lead.title} {choice.filename}",
                language=choice.language,
                paper=choice.paper,
                is_black_and_white=choice.is_black_and_white,
                other_format_of=lead,
                collection=lead.collection,
                file_size=lead.file_size,
                file_hash=lead.file_hash,
                pages=lead.pages,
            )
            with lead.file.open("rb") as file:
                document.file.save(choice.filename, ContentFile(file.read()), save=False)
            made.append(document)
    SiteDocument.objects.bulk_create(made)
