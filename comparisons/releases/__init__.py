"""Immutable, numbered catalogues: publishing one, and serving them from memory."""
