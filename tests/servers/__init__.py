"""Several editors, several processes, one database: SQLite, and a real PostgreSQL. Servers are killed, too."""
