#!/bin/sh
# The image of PostgreSQL runs this once, as the superuser, when it makes an empty database: the owner of the tables,
# who migrates, and the role that serves.
set -eu
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --no-password --no-psqlrc -v ON_ERROR_STOP=1 <<'SQL'
\set owner `cat /run/secrets/owner_password`
\set web `cat /run/secrets/web_password`
CREATE ROLE plumbline LOGIN PASSWORD :'owner';
CREATE ROLE plumbline_web LOGIN PASSWORD :'web';
ALTER DATABASE plumbline OWNER TO plumbline;
REVOKE CONNECT ON DATABASE plumbline FROM PUBLIC;
GRANT CONNECT ON DATABASE plumbline TO plumbline_web;
SQL
