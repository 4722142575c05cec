#!/bin/sh
# Starts PgBouncer with pgbouncer.ini, but for where PostgreSQL is, who comes in and where it
# listens, which come from the environment: for containers, where names and passwords do.
set -eu
PATH=$PATH:/usr/sbin
umask 077
folder=$(mktemp -d)
sed -e "s|host=[^ ]* port=[0-9]* dbname=site |host=$POSTGRES_HOST port=${POSTGRES_PORT:-5432} dbname=${POSTGRES_DB:-site} |" \
    -e "s|^listen_addr = .*|listen_addr = ${LISTEN_ADDRESS:-0.0.0.0}|" \
    -e "s|^listen_port = .*|listen_port = ${LISTEN_PORT:-6432}|" \
    -e "s|^auth_file = .*|auth_file = $folder/userlist.txt|" \
    -e "s|^pool_mode = .*|&\nunix_socket_dir =|" \
    "$(dirname "$0")/pgbouncer.ini" >"$folder/pgbouncer.ini"
printf '"%s" "%s"\n' "${POSTGRES_USER:-site}" "$POSTGRES_PASSWORD" >"$folder/userlist.txt"
exec pgbouncer "$folder/pgbouncer.ini"
