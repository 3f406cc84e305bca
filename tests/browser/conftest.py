import os
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import chromium, site
from tests.browser.pages import PAGES
from tests.browser.windows import PATIENCE, Windows
from tests.sharing import running_once

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    """Browser tests first: they are the longest, and would otherwise be what the last process is still busy with."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: here not in item.path.parents)


@pytest.fixture(scope="session", params=PAGES)
def name(request):
    """The name of a page. All tests that look at one page follow one another, so that one visit does for them."""
    return request.param


@pytest.fixture(scope="session")
def browser_type_launch_args():
    # Playwright's event loop stays in this process until its end; Django would refuse every later test the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = chromium.found()
    if not path:
        pytest.fail(chromium.ADVICE, pytrace=False)
    return {"executable_path": path, "args": chromium.FLAGS}


@pytest.fixture(scope="session")
def address(run_folder, ready_site):
    """Where the site is. It is one for the tests of all processes, so none may change it."""

    @contextmanager
    def unchanged(folder):
        own = Path(tempfile.mkdtemp(dir=folder))
        with site.running(own, ready=ready_site) as running:
            yield running
        assert site.rows(own / site.DATABASE) == site.rows(ready_site / site.DATABASE)

    with running_once(run_folder / "site", unchanged) as running:
        yield running


@pytest.fixture(scope="session")
def signed_in(address, ready_site):
    """The state of a browser in which an editor has signed in: a setting for `open_browser`."""
    return site.signed_in(address, ready_site)


@pytest.fixture(scope="session")
def all_windows(browser):
    windows = Windows(browser)
    yield windows
    windows.close()


@pytest.fixture
def windows(all_windows, address):
    all_windows.begin(address)
    yield all_windows
    assert all_windows.end() == []


@pytest.fixture
def watch(windows):
    """What sees what no page may do. A test names to it what it expects."""
    return windows.watch


@pytest.fixture
def open_browser(windows):
    """Open a browser window, with the settings given, and watch it."""
    return windows.open


@pytest.fixture
def page(open_browser):
    return open_browser()


@pytest.fixture
def plain_page(open_browser):
    """A browser without JavaScript."""
    return open_browser(java_script_enabled=False)


@pytest.fixture
def open_editor(open_browser, signed_in):
    """Open a browser window in which an editor is signed in."""
    return partial(open_browser, reduced_motion="reduce", **signed_in)


@pytest.fixture
def editor(open_editor):
    return open_editor()
