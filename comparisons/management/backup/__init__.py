"""A whole database in one archive, which restores to SQLite and to PostgreSQL alike.

The archive is a ZIP file: `manifest.json` says what it is, `manifest.sha256` is its checksum, and `tables/NAME.jsonl`
holds the rows of each table, one JSON array a line. The manifest has their checksums. Rows are read in one transaction
that sees a single moment, so a backup is consistent while editors save, and blocks nobody. Tables are read and written
as the applied migrations describe them, not as today's models do: an older archive restores, and is then migrated.

Why not the databases' own tools: `pg_dump` must be installed and at least as new as the server, and its files restore
to PostgreSQL alone. Copying a SQLite file loses what is in its write-ahead log.
"""
