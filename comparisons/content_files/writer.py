"""Catalogue -> content files: what `reader` reads, the other way round.

Reading what was written gives the catalogue again, and writing that gives the same bytes. A field that says nothing is
left out. The files of a catalogue whose slugs are unique, as those of the working copy and of every release are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from comparisons.content_files import licence
from comparisons.content_files.folders import SHARED
from comparisons.content_files.formats import KINDS
from comparisons.content_files.schemas import schema_of, schemas
from comparisons.content_files.yaml_layout import Data, laid_out
from comparisons.engine import Catalogue
from comparisons.engine.catalogue import Choice, Framework, Guide, Option
from comparisons.engine.catalogue.frozen import Frozen

MAPPINGS: dict[type[Frozen], tuple[str, str]] = {Framework: ("values", "aspect"), Option: ("support", "framework")}
"""Type -> the list that its file writes as a mapping, and what keys that."""

LICENCE_LINE = f"# SPDX-License-Identifier: {licence.IDENTIFIER}"
"""In each file, since a file may travel alone."""


def write_content(catalogue: Catalogue) -> dict[str, bytes]:
    """File name -> content, with the schemas that the files name."""
    files: dict[str, Data] = {name: _shared(catalogue, name) for name in SHARED}
    files |= {f"frameworks/{each['slug']}.yaml": each for each in _placed(catalogue.frameworks)}
    files |= {f"guides/{each['slug']}.yaml": each for each in _placed(catalogue.guides)}
    written = {name: f"{first_line(name)}\n{LICENCE_LINE}\n{laid_out(data)}".encode() for name, data in files.items()}
    return written | {name: schema.encode() for name, schema in schemas().items()}


def first_line(name: str) -> str:
    """What tells an editor of YAML which schema the file has to fit."""
    return f"# yaml-language-server: $schema={'../' * name.count('/')}{schema_of(name)}"


def _shared(catalogue: Catalogue, name: str) -> Data:
    data = {field: as_file_has_it(getattr(catalogue, field)) for field in KINDS[name].model_fields}
    return data["sources"] if name == "sources.yaml" else data


def _placed(parts: Iterable[Framework | Guide]) -> Iterable[dict[str, Data]]:
    for position, part in enumerate(parts, 1):
        yield {"slug": part.slug, "position": position, **as_file_has_it(part)}


def as_file_has_it(value: Any) -> Any:
    """A value of the catalogue as data of a file."""
    if isinstance(value, tuple):
        return [as_file_has_it(item) for item in value]
    if isinstance(value, Choice):
        return f"{value.criterion}/{value.option}"
    if not isinstance(value, Frozen):
        return value
    data = {
        name: as_file_has_it(getattr(value, name))
        for name, field in type(value).model_fields.items()
        if field.is_required() or getattr(value, name)
    }
    part, key = MAPPINGS.get(type(value), ("", ""))
    if part in data:
        data[part] = {item[key]: {name: said for name, said in item.items() if name != key} for item in data[part]}
    return data
