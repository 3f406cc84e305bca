-- A role for serving that owns no table: whoever gets its password cannot change or drop tables.
-- Choose a password for it, for example with `openssl rand -hex 24`, and keep it. Then, as the owner of the database,
-- after `manage.py prepare`, and again after each upgrade:
--   psql "$DATABASE_URL" -v password="$PASSWORD" -f deploy/postgresql.sql
-- Serve with the user plumbline_web and that password in DATABASE_URL. Migrations, backup and restore stay with the
-- owner.

SELECT format('CREATE ROLE plumbline_web LOGIN PASSWORD %L', :'password')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'plumbline_web') \gexec

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO plumbline_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO plumbline_web;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO plumbline_web;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM plumbline_web;
REVOKE UPDATE, DELETE ON comparisons_auditlogentry, comparisons_release, comparisons_valuecomment FROM plumbline_web;
