"""A site of each process's own, which tests may change, and which is put back after them."""

import pytest

from tests.browser import site


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    """Where the site keeps its data."""
    return tmp_path_factory.mktemp("own-site")


@pytest.fixture(scope="session")
def address(site_folder, ready_site):
    with site.running(site_folder, ready=ready_site) as running:
        yield running


@pytest.fixture
def begin_with(site_folder, ready_site):
    """Put a database in the place of the site's; after the test, the one that it began with."""
    yield lambda name: site.copy_database(ready_site / name, site_folder / site.DATABASE)
    site.copy_database(ready_site / site.DATABASE, site_folder / site.DATABASE)


@pytest.fixture
def changed(begin_with, editor):
    """An editor's browser, before a working copy that differs from the release."""
    begin_with(site.CHANGED)
    return editor
