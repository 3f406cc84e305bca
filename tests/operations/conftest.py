import pytest

from tests.browser.site import DATABASE, copy_database
from tests.operations.stopped_site import Site, must


@pytest.fixture
def source(tmp_path, ready_site):
    """A site on SQLite with the shipped content as release 1."""
    site = Site(tmp_path / "source")
    copy_database(ready_site / DATABASE, site.folder / DATABASE)
    return site


@pytest.fixture
def archive(source, tmp_path):
    must(source.run("backup", str(tmp_path / "a.zip")))
    return tmp_path / "a.zip"
