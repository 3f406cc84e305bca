"""Why a part of a file does not fit its type, in words for whoever wrote the file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel

from comparisons.engine import catalogue

READ_AS = {
    bool: "{text} is read as {value}: put it in quotes",
    int: "{text} is read as the number {value}: put it in quotes",
    float: "{text} is read as the number {value}: put it in quotes",
    datetime.date: "{text} is read as a date: put it in quotes",
    datetime.datetime: "{text} is read as a date with a time: put it in quotes",
}
"""What YAML makes of a text without quotes."""

PATTERNS = {
    "^[a-z0-9]+(?:-[a-z0-9]+)*$": "may have small letters, digits and single hyphens only",
    "^[A-Z]{3}$": "is not a currency: write its three letters, such as USD",
    r"^https?://[^\s<>\"\x00-\x1f]+$": "is not the address of a web page: it begins with https:// or http://",
}
CONTROL_CHARACTERS = "holds a character that cannot be shown, or a line break where one line is expected"


def field_message(error: Mapping[str, Any], node: yaml.Node | None) -> str:
    """The message for an error of pydantic (`type`, `input`, `ctx`, `loc`) at this node of the file."""
    if error["type"] == "extra_forbidden":
        return _unknown_key(str(error["loc"][-1]))
    if error["type"] in {"string_type", "string_sub_type"} and (message := _misread(error.get("input"), node)):
        return message
    make = MESSAGES.get(error["type"])
    return make(error.get("ctx") or {}) if make else "does not fit here"


@cache
def _known_keys() -> list[str]:
    """Every key of every kind of item."""
    return sorted({name for kind in vars(catalogue).values() if _is_a_type(kind) for name in kind.model_fields})


def _is_a_type(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _unknown_key(key: str) -> str:
    close = get_close_matches(key, [known for known in _known_keys() if known != key], n=1, cutoff=0.8)
    return f"is not a key that is known here{f': “{close[0]}” is' if close else ''}"


def _misread(value: Any, node: yaml.Node | None) -> str:
    if not isinstance(node, yaml.ScalarNode) or type(value) not in READ_AS:
        return ""
    meaning = str(value).lower() if isinstance(value, bool) else str(value)
    return READ_AS[type(value)].format(text=node.value, value=meaning)


def _choices(context: Mapping[str, Any]) -> str:
    return f"has to be {str(context['expected']).replace(chr(39), '')}"


def _pattern(context: Mapping[str, Any]) -> str:
    return PATTERNS.get(str(context["pattern"]), CONTROL_CHARACTERS)


def _always(message: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda _: message


def _own(context: Mapping[str, Any]) -> str:
    """The message of a validator of ours."""
    return str(context["error"])


NUMBER = _always("has to be a whole number")
TEXT = _always("has to be a text")
A_LIST = _always("has to be a list")
DATE = _always("has to be a date, such as 2026-01-31")
MAPPING = _always("has to have keys and values of its own")

MESSAGES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": _always("is missing"),
    "string_type": TEXT,
    "string_sub_type": TEXT,
    "string_too_short": _always("is empty"),
    "string_too_long": lambda context: f"is longer than {context['max_length']} characters",
    "string_pattern_mismatch": _pattern,
    "int_type": NUMBER,
    "int_parsing": NUMBER,
    "int_parsing_size": _always("is too large a number"),
    "int_from_float": NUMBER,
    "greater_than": lambda context: f"has to be more than {context['gt']}",
    "greater_than_equal": lambda context: f"has to be {context['ge']} or more",
    "less_than_equal": lambda context: f"has to be {context['le']} or less",
    "bool_type": _always("has to be true or false"),
    "bool_parsing": _always("has to be true or false"),
    "date_type": DATE,
    "date_parsing": DATE,
    "date_from_datetime_parsing": DATE,
    "date_from_datetime_inexact": DATE,
    "literal_error": _choices,
    "tuple_type": A_LIST,
    "list_type": A_LIST,
    "too_short": lambda context: f"needs {context['min_length']} or more",
    "too_long": lambda context: f"has more than {context['max_length']}",
    "model_type": MAPPING,
    "model_attributes_type": MAPPING,
    "dict_type": MAPPING,
    "value_error": _own,
}
"""The type of an error of pydantic -> what we say, from its context."""
