"""How many bytes a visitor waits for. 14,600 are what a server sends before it hears from the browser again."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import find

from comparisons.releases import release_cache
from tests.answers import BUSY, query
from tests.factories import release_of
from tests.shipped import shipped_catalogue
from tests.site import Document
from tests.wire import send

FIRST_FLIGHT = 14_600
PAGE = 30 << 10
STYLES = 12_000
SCRIPTS = 20_000

SHORT = "market=north-america&industry=saas"
LONG = query(
    existing="soc-2", laws="gdpr", approach="not-sure", goal="global-recognition", size="medium", budget="medium"
)
"""The longest recommendation of the organisations among the shipped scenarios."""
EVERYTHING = query(
    {
        criterion.slug: [option.slug for option in criterion.options if not option.exclusive]
        for criterion in shipped_catalogue().criteria
        if criterion.selection == "many" and criterion.slug != "existing"
    },
    others="some-others",
    existing="none",
    evidence="certificate",
)
"""Nearly every box is ticked, as nobody would: each framework is named by a customer, and each law applies."""

SMALL = [
    ("/", ""),
    ("/wizard/", ""),
    ("/wizard/", f"{SHORT}&asked=approach"),
    ("/wizard/obligations/", SHORT),
    ("/wizard/existing/", query()),
    ("/recommendation/", ""),
    ("/recommendation/", SHORT),
    ("/recommendation/", LONG),
    ("/releases/1/recommendation/", LONG),
]
OTHERS = [
    ("/frameworks/", ""),
    ("/frameworks/soc-2/", ""),
    ("/frameworks/iso-27001/", ""),
    ("/compare/", ""),
    ("/compare/iso-27001-vs-soc-2/", ""),
    ("/compare/iso-27001-vs-soc-2/", LONG),
    ("/compare/iso-27001-vs-soc-2-vs-hipaa-security-rule-vs-fedramp-vs-cmmc/", LONG),
    ("/recommendation/", query(BUSY)),
    ("/recommendation/", EVERYTHING),
    ("/recommendation/compare/", ""),
    ("/method/", ""),
    ("/dates/", ""),
]
COMPRESSED = {"br": brotli.compress, "gzip": gzip.compress}


@pytest.fixture(scope="module", autouse=True)
def served(shipped):
    with release_cache.restored():
        release_cache.replace(release_of(shipped, 1), release_of(shipped, 2))
        yield


def static_files(suffix):
    """What the start page and a recommendation load, by the name of the file."""
    loaded = {link for path in ("/", "/recommendation/", "/wizard/") for link in Document(send(path).text).loaded}
    links = sorted(link for link in loaded if link.endswith(suffix))
    return [find(link.removeprefix(settings.STATIC_URL)) for link in links]


def size_of(files, coding):
    return sum(len(COMPRESSED[coding](Path(file).read_bytes())) for file in files)


@pytest.mark.parametrize("coding", COMPRESSED)
@pytest.mark.parametrize(("path", "query"), SMALL)
def test_page_comes_at_once(path, query, coding):
    answer = send(path, query, headers={"Accept-Encoding": coding})

    assert (answer.status, answer.headers["Content-Encoding"]) == (200, coding)
    assert len(answer.body) <= FIRST_FLIGHT


@pytest.mark.parametrize("coding", COMPRESSED)
@pytest.mark.parametrize(("path", "query"), OTHERS)
def test_longer_page_is_light(path, query, coding):
    answer = send(path, query, headers={"Accept-Encoding": coding})

    assert (answer.status, answer.headers["Content-Encoding"]) == (200, coding)
    assert len(answer.body) <= PAGE


@pytest.mark.parametrize("coding", COMPRESSED)
def test_stylesheets_are_light(coding):
    files = static_files(".css")

    assert len(files) >= 1
    assert size_of(files, coding) <= STYLES


@pytest.mark.parametrize("coding", COMPRESSED)
def test_scripts_are_light(coding):
    files = static_files(".js")

    assert any("htmx" in file for file in files)
    assert size_of(files, coding) <= SCRIPTS


@pytest.mark.parametrize(("path", "query"), [*SMALL, *OTHERS])
def test_page_loads_nothing_from_elsewhere(path, query):
    links = Document(send(path, query).text).loaded

    assert links
    assert [link for link in links if not re.match(r"/(?!/)", link)] == []


def test_stylesheets_name_no_other_host():
    texts = {file: Path(file).read_text(encoding="utf-8") for file in static_files(".css")}

    assert {file: re.findall(r"(?:url\(|@import)[^;)]*//[^;)]*", text) for file, text in texts.items()} == {
        file: [] for file in texts
    }
