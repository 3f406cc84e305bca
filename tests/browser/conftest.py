import os
from pathlib import Path

import pytest

from tests.browser import chromium, site
from tests.browser.watching import Watch

PATIENCE = 30_000
"""Milliseconds. A loaded machine is slow, and nothing here measures time."""


def pytest_collection_modifyitems(items):
    """Browser tests first: they are the longest, and would otherwise be what the last process is still busy with."""
    here = Path(__file__).parent
    items.sort(key=lambda item: here not in item.path.parents)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    # Playwright's event loop stays in this process until its end; Django would refuse every later test the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = chromium.found()
    if not path:
        pytest.fail(chromium.ADVICE, pytrace=False)
    return {"executable_path": path, "args": chromium.FLAGS}


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    """Where the site keeps its data."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def address(site_folder):
    """Where the site is. It is served once for all the tests of a process."""
    with site.running(site_folder) as running:
        yield running


@pytest.fixture
def watch(address):
    watch = Watch(address)
    yield watch
    assert watch.faults() == []


@pytest.fixture
def open_browser(browser, address, watch):
    """Open a browser window of its own, with the settings given, and watch it."""
    contexts = []

    def opened(**settings):
        context = watch.over(browser.new_context(base_url=address, **settings))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_browser):
    return open_browser()


@pytest.fixture
def plain_page(open_browser):
    """A browser without JavaScript."""
    return open_browser(java_script_enabled=False)


@pytest.fixture(scope="session")
def signed_in(browser, address):
    """The state of a browser in which an editor has signed in: a setting for `open_browser`."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(site.EDITOR)
    page.get_by_label("Password").fill(site.PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Log out").or_(page.get_by_role("button", name="Log out")).wait_for()
    yield {"storage_state": context.storage_state()}
    context.close()
