"""Where the log goes: one stream, in the format and from the level that the environment names."""

from __future__ import annotations

from typing import Any


def log_settings(level: str, log_format: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"refused_hosts": {"()": "config.log_filters.RefusedHosts"}},
        "formatters": {
            "text": {"()": "comparisons.serving.log_formats.LineFormatter"},
            "json": {"()": "comparisons.serving.log_formats.JsonFormatter"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": log_format}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"filters": ["refused_hosts"]},
        },
    }
