"""One stored release of each format that Plumbline had since version 0.2: each has to stay readable.

`DEBUG=true DJANGO_SETTINGS_MODULE=config.settings python -m tests.releases.stored_formats` adds the release of the
present format. Do that whenever a type of the catalogue changes, and never change or remove a file.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import django

FOLDER = Path(__file__).parent / "formats"


def fingerprint() -> str:
    """12 hexadecimal digits of the catalogue's schema. Words that only describe it are not part of it."""
    from comparisons.engine import Catalogue  # noqa: PLC0415  (needs the applications to be loaded)

    schema = json.dumps(_without_words(Catalogue.model_json_schema(mode="serialization")), sort_keys=True)
    return hashlib.sha256(schema.encode()).hexdigest()[:12]


def _without_words(schema: Any) -> Any:
    if isinstance(schema, dict):
        is_word = {"title", "description"}
        return {
            key: _without_words(value)
            for key, value in schema.items()
            if not (key in is_word and isinstance(value, str))
        }
    return [_without_words(value) for value in schema] if isinstance(schema, list) else schema


def add_present_format() -> Path:
    """Write a small catalogue with a row of each kind, as a release would hold it."""
    from comparisons.content_files import read_content  # noqa: PLC0415  (needs the applications to be loaded)

    path = FOLDER / f"{fingerprint()}.json"
    path.write_text(read_content(Path(__file__).parent.parent / "content").model_dump_json() + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    django.setup()
    print(add_present_format())  # noqa: T201
