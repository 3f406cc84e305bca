"""Catalogue -> content files: the inverse of `reader`.

Reading the files gives the catalogue again, and writing that gives the same bytes. Empty fields are left out. The slugs
of the catalogue must be unique, as they are in the working copy and in every release.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from comparisons.content_files import licence
from comparisons.content_files.file_names import SHARED
from comparisons.content_files.formats import KINDS
from comparisons.content_files.schemas import schema_of, schemas
from comparisons.content_files.yaml_layout import Data, yaml_text
from comparisons.engine import Catalogue
from comparisons.engine.catalogue import Choice, Criterion, FormerAnswer, Framework, Guide, Option
from comparisons.engine.catalogue.frozen import Frozen

MAPPINGS: dict[type[Frozen], tuple[str, str]] = {Framework: ("values", "aspect"), Option: ("support", "framework")}
"""Type -> the list that a file writes as a mapping, and the field that is its key."""

SILENT = {"role", "version", "add_at", "status", "precision"}
"""Fields that are written only where they differ from their default."""

LICENCE_LINE = f"# SPDX-License-Identifier: {licence.IDENTIFIER}"
"""In each file, since a file may travel alone."""


def write_content(catalogue: Catalogue) -> dict[str, bytes]:
    """File name -> content, schemas included."""
    files: dict[str, Data] = {name: _shared(catalogue, name) for name in SHARED}
    files |= {f"frameworks/{data['slug']}.yaml": data for data in _with_positions(catalogue.frameworks)}
    files |= {f"guides/{data['slug']}.yaml": data for data in _with_positions(catalogue.guides)}
    written = {name: f"{first_line(name)}\n{LICENCE_LINE}\n{yaml_text(data)}".encode() for name, data in files.items()}
    return written | {name: schema.encode() for name, schema in schemas().items()}


def first_line(name: str) -> str:
    """The comment that names the schema of the file for text editors."""
    return f"# yaml-language-server: $schema={'../' * name.count('/')}{schema_of(name)}"


def _shared(catalogue: Catalogue, name: str) -> Data:
    data = {field: as_file_data(getattr(catalogue, field)) for field in KINDS[name].model_fields}
    return data["sources"] if name == "sources.yaml" else data


def _with_positions(parts: Iterable[Framework | Guide]) -> Iterable[dict[str, Data]]:
    for position, part in enumerate(parts, 1):
        yield {"slug": part.slug, "position": position, **as_file_data(part)}


def as_file_data(value: Any) -> Any:
    """A value of the catalogue as data of a file."""
    if isinstance(value, tuple):
        return [as_file_data(item) for item in value]
    if isinstance(value, Choice | FormerAnswer):
        return str(value)
    if not isinstance(value, Frozen):
        return value
    data = {
        name: as_file_data(getattr(value, name))
        for name, field in type(value).model_fields.items()
        if field.is_required() or not _is_silent(name, getattr(value, name), field.default)
    }
    if isinstance(value, Criterion) and value.dropped:
        data["dropped"] = {str(entry.answer): entry.explanation for entry in value.dropped}
    part, key = MAPPINGS.get(type(value), ("", ""))
    if part in data:
        data[part] = {item[key]: {name: field for name, field in item.items() if name != key} for item in data[part]}
    return data


def _is_silent(name: str, value: Any, default: Any) -> bool:
    """Whether a field that a file may leave out is left out."""
    return not value or (name in SILENT and value == default)
