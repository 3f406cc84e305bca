"""Plumbline, the Django application."""

__version__ = "0.2.0"
"""By Semantic Versioning. Said here alone: pyproject.toml, `manage.py --version` and the admin's footer read it."""
