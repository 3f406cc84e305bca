"""The licence of the content is in every file of it, and in its README."""

import pytest

from comparisons.content_files import SHIPPED, licence


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.yaml")), ids=lambda path: path.name)
def test_shipped_file_names_the_licence_in_its_second_line(path):
    assert path.read_text(encoding="utf-8").splitlines()[1] == "# SPDX-License-Identifier: CC-BY-4.0"


def test_readme_of_the_content_names_the_licence():
    assert f"[{licence.NAME}]({licence.ADDRESS})" in (SHIPPED / "README.md").read_text(encoding="utf-8")
