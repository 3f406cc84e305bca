"""The commands that docs/operations.md shows in blocks do what it says, run one after the other."""

import re
import subprocess
import sys

import pytest

from tests.browser.site import DATABASE, ROOT, copy_database, environment

BLOCKS = re.findall(
    r"^```sh\n(.*?)^```", (ROOT / "docs" / "operations.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)


@pytest.mark.exhaustive
def test_commands_of_the_operations_page_run(ready_site, tmp_path):
    copy_database(ready_site / DATABASE, tmp_path / DATABASE)
    script = "".join(BLOCKS).replace(".venv/bin/python", sys.executable).replace("/var/backups", str(tmp_path))

    done = subprocess.run(  # noqa: S603  (the commands of our own page)
        ["/bin/sh", "-eux", "-c", script],
        cwd=ROOT,
        env=environment(tmp_path, "https://plumbline.example"),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    names = re.findall(r"manage\.py (\w+)", script)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(names) == ["backup", "check", "check_settings", "restore"]
    assert "SITE_URL=https://plumbline.example  (environment)" in done.stdout
    assert (tmp_path / "plumbline.zip").exists()
    assert f"Restored {' '.join(re.search(r'Wrote ([0-9,]+) (rows)', done.stdout).groups())}" in done.stdout
