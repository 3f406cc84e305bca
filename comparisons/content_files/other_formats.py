"""What a file is that is no content file, so that whoever brings it can be told."""

from __future__ import annotations

import re
from typing import Any

STARTS = (
    (b"PK\x03\x04", "is a damaged zip archive"),
    (b"PK\x05\x06", "is a damaged zip archive"),
    (b"Rar!", "is a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive"),
    (b"\x1f\x8b", "is a gzip archive"),
    (b"%PDF", "is a PDF file"),
    (b"\xff\xfe", "is saved as UTF-16"),
    (b"\xfe\xff", "is saved as UTF-16"),
    (b"{", "is a JSON file"),
    (b"[", "is a JSON file"),
)
"""The first bytes of a file, and what it is."""
LINES_READ = 5
MIN_COLUMNS = 3
YAML_START = r"- |---|%YAML|#|[\w-]+:(\s|$)"
"""An item of a list, a document, a directive, a comment, or a key."""
OSCAL_ROOTS = {"catalog", "profile", "component-definition", "system-security-plan", "assessment-plan"}
"""The first keys of the documents of NIST's Open Security Controls Assessment Language."""


def what_it_is(data: bytes) -> str:
    """What the bytes look like, as the predicate of a sentence."""
    if not data:
        return "is empty"
    for start, words in STARTS:
        if data.startswith(start):
            return words
    try:
        lines = [line for line in data[:4000].decode().splitlines() if line.strip()][:LINES_READ]
    except UnicodeDecodeError:
        return "is no archive that can be read"
    if lines and re.match(YAML_START, lines[0]):
        return "is a YAML file"
    for separator in (",", ";", "\t"):
        columns = {line.count(separator) for line in lines}
        if len(lines) > 1 and min(columns) >= MIN_COLUMNS - 1:
            return "is a CSV file"
    return "is a text file"


def what_document_it_is(data: Any) -> str:
    """The format of another tool that a YAML document is in, as the predicate of a sentence. Empty if none is known."""
    if not isinstance(data, dict):
        return ""
    if "urn" in data and "objects" in data:
        return "is a library of CISO Assistant, which has another format"
    if OSCAL_ROOTS & {*data} and len(data) == 1:
        return "is an OSCAL document, which has another format"
    if "openapi" in data or "apiVersion" in data:
        return "is a configuration of something else"
    return ""
