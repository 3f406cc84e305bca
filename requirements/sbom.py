"""Writes a CycloneDX 1.6 document of what `requirements/run.txt` locks: packages, versions, licences, hashes.

The same packages give the same document, so that two can be compared. Licences are those that the installed packages
declare; packages for other systems, which are not installed, have none.
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from importlib import metadata
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
PACKAGE = re.compile(r"^(?P<name>[\w.-]+)(?:\[[\w,-]+\])?==(?P<version>[^\s;]+)(?P<rest>(?:.*\\\n)*.*)", re.MULTILINE)


def component(name: str, version: str, hashes: list[str]) -> dict[str, Any]:
    """A locked package. A hash is of one of its files: which one, the lock file does not say."""
    purl = f"pkg:pypi/{name}@{version}"
    distribution = {
        "type": "distribution",
        "url": f"https://pypi.org/project/{name}/{version}/#files",
        "hashes": [{"alg": "SHA-256", "content": content} for content in hashes],
    }
    fields = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    return fields | licence_of(name) | {"externalReferences": [distribution]}


def licence_of(name: str) -> dict[str, Any]:
    """The licence as the installed package says it: an SPDX expression, or the name in its classifiers or its field."""
    try:
        declared = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return {}
    if expression := declared.get("License-Expression"):
        return {"licenses": [{"expression": expression}]}
    classifiers = declared.get_all("Classifier") or []
    names = [text.rpartition(" :: ")[2] for text in classifiers if text.startswith("License :: OSI Approved :: ")]
    names = names or [declared.get("License") or "unknown"]
    return {"licenses": [{"license": {"name": name.splitlines()[0]}} for name in names]}


def document(lock: str, version: str) -> dict[str, Any]:
    components = [
        component(match["name"], match["version"], re.findall(r"--hash=sha256:([0-9a-f]{64})", match["rest"]))
        for match in PACKAGE.finditer(lock)
    ]
    own = {"type": "application", "bom-ref": "plumbline", "name": "plumbline", "version": version}
    names = [entry["bom-ref"] for entry in components]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{version} {lock}')}",
        "version": 1,
        "metadata": {"component": own | {"licenses": [{"expression": "BSD-3-Clause AND CC-BY-4.0"}]}},
        "components": components,
        "dependencies": [{"ref": "plumbline", "dependsOn": names}],
    }


def main() -> None:
    text = (FOLDER.parent / "comparisons" / "__init__.py").read_text(encoding="utf-8")
    [version] = re.findall(r'^__version__ = "(.+)"', text, re.MULTILINE)
    sbom = document((FOLDER / "run.txt").read_text(encoding="utf-8"), version)
    json.dump(sbom, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
