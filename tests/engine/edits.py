"""A small catalogue with an item of every kind, and edits of it: given ones, or any."""

from pathlib import Path

from hypothesis import strategies as st

from comparisons.content_files import read_content
from comparisons.engine import Catalogue

CATALOGUE = read_content(Path(__file__).parent.parent / "content")

words, small = st.sampled_from(["Other words.", "2026-02-01", "other", "yes", "law; blog"]), st.integers(0, 10)


def edit(catalogue, path, change):
    """The catalogue with `change` made to what is at the path: names of fields, and numbers of items."""
    data = catalogue.model_dump()
    *steps, last = path
    inside = data
    for step in steps:
        inside[step] = list(inside[step]) if isinstance(inside[step], tuple) else inside[step]
        inside = inside[step]
    inside[last] = change(inside[last])
    return Catalogue.model_validate(data)


def paths(data, before=()):
    """Where something can be edited, from the outside in."""
    for name, inside in data.items() if isinstance(data, dict) else enumerate(data):
        here = (*before, name)
        yield here, inside
        if isinstance(inside, dict | tuple):
            yield from paths(inside, here)


@st.composite
def changes_of(draw, value):
    """What an editor may make of it, or what never fits."""
    if isinstance(value, tuple):
        again = draw(st.lists(st.sampled_from(value), max_size=1)) if value else []
        return tuple(draw(st.permutations([*value, *again])))[draw(st.integers(0, 1)) :]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return draw(small)
    return draw(words) if isinstance(value, str) else value


def places_in(catalogue):
    """Up to four paths in it, each with what is there."""
    return st.lists(st.sampled_from(list(paths(catalogue.model_dump()))), max_size=4)


PLACES = places_in(CATALOGUE)


@st.composite
def edited(draw, catalogue=CATALOGUE):
    """The catalogue after some edits, faulty ones too, as long as it can be written down."""
    for path, value in draw(PLACES if catalogue is CATALOGUE else places_in(catalogue)):
        change = draw(changes_of(value))
        try:
            catalogue = edit(catalogue, path, lambda _, change=change: change)
        except (ValueError, LookupError):
            continue
    return catalogue
