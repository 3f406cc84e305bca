"""The compiled templates of the running version in a file of DATA_DIR: the next start takes them from there.

A file of another version is not used, because what a template is compiled to also depends on our code and on Jinja2.
"""

from __future__ import annotations

import json
import logging
from base64 import b64decode, b64encode
from pathlib import Path

from django.conf import settings
from jinja2.bccache import Bucket, BytecodeCache

from comparisons.releases import checked_file
from comparisons.releases.checked_file import DamagedFileError
from comparisons.releases.version import running_version

NAME = "compiled-templates"

logger = logging.getLogger(__name__)


class CompiledTemplates(BytecodeCache):
    """What Jinja2 asks for bytecode before it compiles a template."""

    def __init__(self) -> None:
        self._path = Path(settings.DATA_DIR) / NAME
        self._bytecode = _read(self._path)
        self._is_changed = False

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._bytecode:
            bucket.bytecode_from_string(b64decode(self._bytecode[bucket.key]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._bytecode[bucket.key] = b64encode(bucket.bytecode_to_string()).decode()
        self._is_changed = True

    def save(self) -> None:
        """Write the file if a template was compiled, and there is a folder. If it cannot be written, log that."""
        if not (self._is_changed and self._path.parent.is_dir()):
            return
        try:
            document = {"version": running_version(), "bytecode": self._bytecode}
            checked_file.write(self._path, json.dumps(document).encode())
        except OSError as error:
            logger.warning("Compiled templates are not kept for the next start: %s", error)


def _read(path: Path) -> dict[str, str]:
    """Bytecode by Jinja2's key of the template; empty if the file is missing, damaged or of another version."""
    try:
        document = json.loads(checked_file.read(path))
    except (OSError, DamagedFileError):
        return {}
    bytecode: dict[str, str] = document["bytecode"] if document.get("version") == running_version() else {}
    return bytecode
