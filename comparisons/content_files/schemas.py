"""JSON Schemas of the content files, made from the types of the catalogue. Text editors use them to check YAML.

A schema describes one file. `check_content` checks the references between files.
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
"""The newest draft that common text editors fully support."""

KINDS: dict[str, tuple[type[Frozen], str]] = {
    "sources": (Sources, "sources.yaml: where statements come from"),
    "aspects": (Aspects, "aspects.yaml: the rows of the comparison, and their groups"),
    "criteria": (Criteria, "criteria.yaml: the questions, and what each answer says of each framework"),
    "crosswalk": (Crosswalks, "crosswalk.yaml: which topics of two frameworks touch"),
    "framework": (Framework, "frameworks/<slug>.yaml: one framework"),
    "guide": (Guide, "guides/<slug>.yaml: one written comparison of given frameworks"),
    "scenarios": (Scenarios, "scenarios.yaml: answers, and the verdict that they must give"),
}
SLUG = TypeAdapter(Slug).json_schema()["pattern"].strip("^$")
CHOICE = f"{SLUG}/{SLUG}"
FORMER_ANSWER = "a former criterion/option that now means this one, or the same with “if” and an answer of today"
LISTS = ("sources", "scenarios")
"""Files that are a list, not a mapping."""

POSITION: Schema = {
    "type": "integer",
    "exclusiveMinimum": 0,
    "description": "Its position in the order of display: the smallest comes first.",
}


def schema_of(name: str) -> str:
    """The name of the schema of a content file. Both names are relative to the folder of the content."""
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
    schema: Schema = _without_titles(TypeAdapter(model).json_schema())
    types = {model.__name__: schema} | schema.pop("$defs", {})
    _adapt_to_files(types)
    del types[model.__name__]
    root: Schema = schema["properties"][kind] if kind in LISTS else schema
    return {"$schema": DRAFT, "title": title} | root | ({"$defs": types} if types else {})


def _adapt_to_files(types: dict[str, Schema]) -> None:
    """Change the schemas where the format of files differs: mappings, choices, positions."""
    _mapping(types, "Framework", "values", "Value", "aspect")
    _mapping(types, "Option", "support", "Support", "framework")
    if types.pop("Choice", None):
        choice = {"type": "string", "pattern": f"^{CHOICE}$", "description": "criterion/option"}
        for name, field in (("Criterion", "ask_when"), ("Framework", "only_when")):
            if name in types:
                types[name]["properties"][field]["items"] = choice
    if types.pop("FormerAnswer", None):
        former = {"type": "string", "pattern": f"^{CHOICE}( if {CHOICE})?$", "description": FORMER_ANSWER}
        types["Option"]["properties"]["was"]["items"] = former
    if dropped := types.pop("DroppedAnswer", None):
        types["Criterion"]["properties"]["dropped"] = {
            "type": "object",
            "description": "a former criterion/option -> why it has to be answered again",
            "propertyNames": choice,
            "additionalProperties": dropped["properties"]["explanation"],
        }
    for name in ("Framework", "Guide"):
        if name in types:
            properties = types[name]["properties"]
            types[name]["properties"] = {"slug": properties["slug"], "position": POSITION} | properties
    if "Framework" in types:
        types["Framework"]["required"].insert(1, "position")


def _mapping(types: dict[str, Schema], parent: str, field: str, item: str, key: str) -> None:
    if parent not in types:
        return
    types[item]["required"].remove(key)
    types[parent]["properties"][field] = {
        "type": "object",
        "description": f"{key} -> {item.lower()}",
        "propertyNames": types[item]["properties"].pop(key),
        "additionalProperties": {"$ref": f"#/$defs/{item}"},
    }


def _without_titles(schema: Any) -> Any:
    """Leave out titles, which repeat a name, and write pairs as lists, which every draft of JSON Schema supports."""
    if isinstance(schema, list):
        return [_without_titles(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: _without_titles(part) for key, part in schema.items() if key != "title" or not isinstance(part, str)}
    if pair := schema.pop("prefixItems", None):
        schema["items"] = pair[0]
    return schema
