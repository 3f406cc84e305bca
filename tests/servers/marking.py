"""A framework with forty inlines, of which one save writes the same words into every part: what is torn then shows."""

from __future__ import annotations

from itertools import groupby

from tests.servers.conftest import Entry, Site
from tests.servers.editor import Editor, Form

INLINES = 40
MARKED = {"values": "note", "stages": "result", "costs": "basis", "resources": "note"}
"""The inlines of the form -> the text in each that holds the mark. That of the framework itself is its summary."""
TABLES = {"values": "value", "stages": "stage", "costs": "cost", "resources": "resource"}


def path_of(key: int) -> str:
    return f"/admin/comparisons/framework/{key}/change/"


def form_of(editor: Editor, key: int) -> Form:
    return editor.form(path_of(key), "framework_form")


def count(form: Form, inlines: str) -> int:
    return int(form[f"{inlines}-TOTAL_FORMS"][0])


def make_forty_inlines(site: Site, editor: Editor, slug: str) -> int:
    """Give the framework as many resources as are missing; its key."""
    [(key,)] = site.rows(f"SELECT id FROM comparisons_framework WHERE slug = '{slug}'")  # noqa: S608  (own words)
    form = form_of(editor, key)
    there, first = sum(count(form, inlines) for inlines in MARKED), count(form, "resources")
    assert there <= INLINES
    for number in range(first, first + INLINES - there):
        row = {"id": "", "framework": str(key), "title": f"Resource {number}", "kind": "guidance", "provider": "A body"}
        form |= {f"resources-{number}-{name}": [value] for name, value in {**row, "position": "1"}.items()}
    form["resources-TOTAL_FORMS"] = [str(first + INLINES - there)]
    assert editor.post(path_of(key), marked(form, "At first.")).status == 302
    return int(key)


def marked(form: Form, mark: str) -> Form:
    texts = [f"{inlines}-{n}-{name}" for inlines, name in MARKED.items() for n in range(count(form, inlines))]
    return {**form, **{name: [mark] for name in ("summary", *texts)}}


def marks(site: Site, key: int) -> list[str]:
    """What the framework and each of its inlines say, at one moment."""
    parts = [f"SELECT {MARKED[each]} FROM comparisons_{TABLES[each]} WHERE framework_id = {key}" for each in MARKED]  # noqa: S608
    query = " UNION ALL ".join([f"SELECT summary FROM comparisons_framework WHERE id = {key}", *parts])  # noqa: S608
    return [mark for (mark,) in site.rows(query)]


def marks_by_change_set(site: Site, key: int) -> list[list[str]]:
    """For each change set, in order: the marks that it wrote to the framework and its inlines."""
    names = {"comparisons.framework": "summary"}
    names |= {f"comparisons.{TABLES[inlines]}": name for inlines, name in MARKED.items()}
    entries = [entry for entry in site.entries() if entry.model in names and key == _framework_of(entry)]
    change_sets = groupby(entries, lambda entry: entry.change_set)
    return [[entry.after[names[entry.model]] for entry in change_set] for _, change_set in change_sets]


def _framework_of(entry: Entry) -> int:
    return entry.key if entry.model == "comparisons.framework" else entry.after["framework"][0]
