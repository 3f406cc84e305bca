"""The publish page, and what is on it."""
