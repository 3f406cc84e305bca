"""The programs that judge and run what is in `deploy`. `make test` runs this first, so that they are there.

Where one is missing, on Debian and as root, the distribution's package brings it; else one line says which to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = {"systemd-analyze": "systemd"}
"""Program -> the package of Debian that brings it."""


def program(name: str) -> str:
    """The path of a program. Debian keeps some where only root looks."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    assert path, f"No {name}: install it (Debian: apt install {PACKAGES[name]})."
    return path


def missing() -> list[str]:
    """The packages of the programs that are not there."""
    names = [name for name in PACKAGES if not (shutil.which(name) or shutil.which(name, path="/usr/sbin"))]
    return [PACKAGES[name] for name in names]


def main() -> None:
    if missing() and shutil.which("apt-get") and os.geteuid() == 0:
        for words in (["update"], ["install", "--yes", "--no-install-recommends", *missing()]):
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(["apt-get", *words], check=False, stdout=sys.stderr, env=environment)  # noqa: S603, S607
    if packages := missing():
        sys.exit(f"Tests of deploy/ need these packages: {', '.join(packages)}.")


if __name__ == "__main__":
    main()
