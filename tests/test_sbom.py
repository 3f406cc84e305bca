"""The bill of materials names each locked package once, with its version, its checksums and its licence."""

import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKED = re.compile(r"^([\w.-]+)(?:\[.*\])?(==[^\s;]+)", re.MULTILINE)
LOCK = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")


def sbom():
    words = [sys.executable, "requirements/sbom.py"]
    return subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603


def test_each_locked_package_is_listed_with_its_checksums():
    components = json.loads(sbom())["components"]

    listed = {f"{part['name']}=={part['version']}": part["externalReferences"][0]["hashes"] for part in components}
    checksums = [checksum["content"] for hashes in listed.values() for checksum in hashes]
    assert len(listed) == len(components) > 20
    assert list(listed) == ["".join(pair) for pair in LOCKED.findall(LOCK)]
    assert checksums == re.findall(r"sha256:(\w+)", LOCK)


def test_each_installed_package_has_a_licence():
    components = json.loads(sbom())["components"]

    installed = {distribution.name.lower().replace("_", "-") for distribution in metadata.distributions()}
    unknown = [{"license": {"name": "unknown"}}]
    without = {part["name"] for part in components if part.get("licenses", unknown) == unknown}
    assert without & installed == set()


def test_same_packages_give_the_same_document():
    assert sbom() == sbom()
