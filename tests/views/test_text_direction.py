"""Editors' text runs in the direction of its own script."""

import re

import pytest

from comparisons.releases import release_cache
from tests.factories import release_of
from tests.pages import html_of

pytestmark = pytest.mark.usefixtures("served")

HEBREW = "\u05d0\u05d1\u05d2 \u05d3\u05d4\u05d5"


def element_of(page, text):
    """The start tag just before a text."""
    return re.search(rf"(<[^<>]+>)\s*{re.escape(text)}", page)[1]


def in_hebrew(catalogue):
    """The catalogue with a framework, a question and an answer in Hebrew."""
    first, *others = catalogue.frameworks
    value = first.values[0].model_copy(update={"text": HEBREW + " text", "note": HEBREW + " note"})
    changes = {"summary": HEBREW, "description": HEBREW + " paragraph", "values": (value, *first.values[1:])}
    question, *rest = catalogue.criteria
    option = question.options[0].model_copy(update={"label": HEBREW + " label"})
    criterion = question.model_copy(update={"question": HEBREW + "?", "options": (option, *question.options[1:])})
    update = {"frameworks": (first.model_copy(update=changes), *others), "criteria": (criterion, *rest)}
    return catalogue.model_copy(update=update)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/frameworks/{framework}/", HEBREW),
        ("/frameworks/{framework}/", HEBREW + " paragraph"),
        ("/frameworks/{framework}/", HEBREW + " text"),
        ("/frameworks/{framework}/", HEBREW + " note"),
        ("/wizard/{criterion}/", HEBREW + "?"),
        ("/wizard/{criterion}/", HEBREW + " label"),
    ],
)
def test_text_of_an_editor_has_its_own_direction(client, version_1, path, text):
    made = in_hebrew(version_1)
    release_cache.replace(release_of(made))
    address = path.format(framework=made.frameworks[0].slug, criterion=made.criteria[0].slug)

    main = html_of(client.get(address)).split("<main")[1]

    assert 'dir="auto"' in element_of(main, text)
