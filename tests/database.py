"""One migrated template database, cloned for each test run, and put back after each real commit.

The template's name is a fingerprint of every migration, so it is built once and again only when a
migration changes. A clone takes less than 0.2 s. After a test that commits, the rows that the
migrations made (Wagtail's root page, locale, site, permissions) are restored from copies kept in
the schema `pristine`: a plain flush would leave Wagtail without a root page.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import django
import psycopg
import wagtail
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql

from nnirr_site.admin.roles import ROLES

LOCK = 8153
TEMPLATE_PREFIX = "nnirr_template_"
RUN_PREFIX = "nnirr_test_"

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
    for file in sorted((Path(settings.BASE_DIR) / "campaigns" / "sql").glob("*.sql")):
        digest.update(file.read_bytes())
    digest.update(repr(ROLES).encode())
    return digest.hexdigest()[:16]


@contextmanager
def cloned_database(worker: str) -> Iterator[str]:
    """Point Django's default connection at a fresh clone, drop it afterwards."""
    template = TEMPLATE_PREFIX + fingerprint()
    name = f"{RUN_PREFIX}{os.getpid()}_{worker}"
    with _maintenance_connection() as maintenance:
        maintenance.execute("SET lock_timeout = 0")  # another run may be building the template
        maintenance.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            # Held as long as this run lives; its absence tells others that the clone is orphaned.
            maintenance.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
            _drop_orphans(maintenance)
            if template not in _databases(maintenance, TEMPLATE_PREFIX):
                _build_template(maintenance, template)
            _drop(maintenance, name)
            maintenance.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        finally:
            maintenance.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        connection.settings_dict["NAME"] = name
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


def _build_template(maintenance: psycopg.Connection, template: str) -> None:
    for old in _databases(maintenance, TEMPLATE_PREFIX):
        _drop(maintenance, old)
    building = f"{TEMPLATE_PREFIX}building"
    maintenance.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(building))
    )
    connection.settings_dict["NAME"] = building
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute(PRISTINE)
    connection.close()
    maintenance.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
            sql.Identifier(building), sql.Identifier(template)
        )
    )
