"""JSON Schemas of the content files, for editors that check and complete YAML: made from the types of the catalogue.

They know one file at a time; whether files fit together is what `check_content` tells.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from comparisons.content_files.formats import Aspects, Criteria, Crosswalks, Sources
from comparisons.content_files.scenarios import Scenarios
from comparisons.engine.catalogue import Framework, Guide
from comparisons.engine.catalogue.frozen import Frozen, Slug

Schema = dict[str, Any]

FOLDER = "schema"
DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest that the common editors know whole."""

KINDS: dict[str, tuple[type[Frozen], str]] = {
    "sources": (Sources, "sources.yaml: where statements come from"),
    "aspects": (Aspects, "aspects.yaml: the rows of the comparison, and their groups"),
    "criteria": (Criteria, "criteria.yaml: the questions, and what each answer says of each framework"),
    "crosswalk": (Crosswalks, "crosswalk.yaml: which topics of two frameworks touch"),
    "framework": (Framework, "frameworks/<slug>.yaml: one framework"),
    "guide": (Guide, "guides/<slug>.yaml: one written comparison of given frameworks"),
    "scenarios": (Scenarios, "scenarios.yaml: answers, and the verdict that they must give"),
}
LISTS = ("sources", "scenarios")
"""Files that are a list, and not a mapping with one in it."""

POSITION: Schema = {
    "type": "integer",
    "exclusiveMinimum": 0,
    "description": "Where it stands among the others: the smallest first.",
}


def schema_of(name: str) -> str:
    """The schema of a content file, both by their names from the folder of the content on."""
    kind = name.partition("/")[0].removesuffix("s") if "/" in name else name.removesuffix(".yaml")
    return f"{FOLDER}/{kind}.json"


@cache
def schemas() -> dict[str, str]:
    """File name -> schema, as text."""
    return {f"{FOLDER}/{kind}.json": json.dumps(_schema(kind), indent=2, ensure_ascii=False) + "\n" for kind in KINDS}


def write_schemas(folder: Path) -> None:
    """Write the schemas into the folder of the content."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


def _schema(kind: str) -> Schema:
    model, title = KINDS[kind]
    made: Schema = _untitled(TypeAdapter(model).json_schema())
    types = {model.__name__: made} | made.pop("$defs", {})
    _as_files_have_it(types)
    del types[model.__name__]
    whole: Schema = made["properties"][kind] if kind in LISTS else made
    return {"$schema": DRAFT, "title": title} | whole | ({"$defs": types} if types else {})


def _as_files_have_it(types: dict[str, Schema]) -> None:
    """What files write otherwise than the catalogue: mappings, choices, and the place among others."""
    _mapping(types, "Framework", "values", "Value", "aspect")
    _mapping(types, "Option", "support", "Support", "framework")
    if types.pop("Choice", None):
        slug = TypeAdapter(Slug).json_schema()["pattern"].strip("^$")
        choice = {"type": "string", "pattern": f"^{slug}/{slug}$", "description": "criterion/option"}
        types["Criterion"]["properties"]["ask_when"]["items"] = choice
    for name in ("Framework", "Guide"):
        if name in types:
            made = types[name]
            made["properties"] = {"slug": made["properties"]["slug"], "position": POSITION} | made["properties"]
    if "Framework" in types:
        types["Framework"]["required"].insert(1, "position")


def _mapping(types: dict[str, Schema], holder: str, field: str, item: str, key: str) -> None:
    if holder not in types:
        return
    types[item]["required"].remove(key)
    types[holder]["properties"][field] = {
        "type": "object",
        "description": f"{key} -> {item.lower()}",
        "propertyNames": types[item]["properties"].pop(key),
        "additionalProperties": {"$ref": f"#/$defs/{item}"},
    }


def _untitled(schema: Any) -> Any:
    """Without the titles that repeat a name, and with pairs as every draft of JSON Schema tells them."""
    if isinstance(schema, list):
        return [_untitled(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: _untitled(part) for key, part in schema.items() if key != "title" or not isinstance(part, str)}
    if pair := schema.pop("prefixItems", None):
        schema["items"] = pair[0]
    return schema
