#!/bin/sh
# As the owner of the tables, after each migration: what the role that serves may do with them.
set -eu
PGPASSWORD=$(cat /run/secrets/owner_password)
export PGPASSWORD
psql --host database --username plumbline --dbname plumbline --no-password --no-psqlrc -v ON_ERROR_STOP=1 <<'SQL'
\set password `cat /run/secrets/web_password`
\i /postgresql.sql
SQL
