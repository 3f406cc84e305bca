"""`make quality`: what outside judges say of the pages. Prints figures, and fails on a miss."""

import sys
import tempfile
from pathlib import Path

import django

django.setup()

from tests.browser import site  # noqa: E402  (needs the applications to be loaded)
from tests.quality import lighthouse, markup, observatory  # noqa: E402


def main() -> None:
    missed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="plumbline-quality-") as name:
        folder = Path(name)
        (folder / "http").mkdir()
        (folder / "https").mkdir()
        with site.running(folder / "http") as address:
            missed += markup.judge(address, folder / "markup")
            missed += lighthouse.judge(address, folder)
        certificate = observatory.certificate(folder)
        with site.running(folder / "https", certificate) as address:
            missed += observatory.judge(address, certificate[0])
    for line in missed:
        print(line, file=sys.stderr)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
