"""The programs that judge and run what is in `deploy`. `make test` runs this first, so that they are there.

Where one is missing, on Debian and as root, the distribution's package brings it; else one line says which to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig

PACKAGES = {"systemd-analyze": "systemd", "curl": "curl", "nginx": "nginx-light", "openssl": "openssl"}
"""Program -> the package of Debian that brings it. Caddy comes with the packages of Python."""


def path_of(name: str) -> str | None:
    """Debian keeps some programs where only root looks, and packages of Python beside the interpreter."""
    folders = (os.environ.get("PATH"), sysconfig.get_path("scripts"), "/usr/sbin")
    return next((path for folder in folders if (path := shutil.which(name, path=folder))), None)


def program(name: str) -> str:
    path = path_of(name)
    assert path, f"No {name}: install it (Debian: apt install {PACKAGES.get(name, name)})."
    return path


def missing() -> list[str]:
    """The packages of the programs that are not there."""
    return [package for name, package in PACKAGES.items() if not path_of(name)]


def main() -> None:
    if missing() and shutil.which("apt-get") and os.geteuid() == 0:
        for words in (["update"], ["install", "--yes", "--no-install-recommends", *missing()]):
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(["apt-get", *words], check=False, stdout=sys.stderr, env=environment)  # noqa: S603, S607
    if packages := missing():
        sys.exit(f"Tests of deploy/ need these packages: {', '.join(packages)}.")


if __name__ == "__main__":
    main()
