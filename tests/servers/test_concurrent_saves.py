"""Eight people save at once: each save is accepted or refused as a conflict, and none that was accepted is lost."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import pytest

from tests.examples import examples

SAVES = max(10, examples(20))
REFUSED = "Someone else saved this first"


@dataclass(frozen=True)
class Save:
    """`base` is the text that its author had read."""

    row: int
    base: str
    text: str
    status: int
    page: str

    @property
    def is_accepted(self):
        return self.status == 302


def save_again_and_again(editor, row, name):
    path, saves = f"/admin/comparisons/source/{row}/change/", []
    for number in range(SAVES):
        form = editor.form(path, "source_form")
        [base], text = form["title"], f"{name}, save {number}"
        answer = editor.post(path, {**form, "title": [text]})
        saves.append(Save(row, base, text, answer.status, answer.text))
    return saves


def save_all_at_once(editors, keys):
    with ThreadPoolExecutor(len(editors)) as pool:
        names = [f"Editor {number}" for number in range(len(editors))]
        histories = pool.map(save_again_and_again, editors, keys, names)
        return [save for saves in histories for save in saves]


def titles(site):
    return dict(site.rows("SELECT id, title FROM comparisons_source"))


def changes(site, row):
    """From the audit log: what editors overwrote, and with what."""
    entries = site.entries(f"model = 'comparisons.source' AND key = {row} AND comment = 'form'")
    return [(entry.before["title"], entry.after["title"]) for entry in entries]


def chain(saves, row, start):
    """The texts of a row, each saved by someone who had read the one before."""
    after = {save.base: save.text for save in saves if save.row == row and save.is_accepted}
    texts = [start]
    while texts[-1] in after:
        texts.append(after.pop(texts[-1]))
    return texts


@pytest.mark.exhaustive
@pytest.mark.parametrize("shared", [True, False], ids=["one row", "a row each"])
def test_saves_at_once_are_accepted_or_refused_and_none_is_lost(site, editors, shared):
    before = titles(site)
    keys = sorted(before)[:1] * len(editors) if shared else sorted(before)[1 : len(editors) + 1]
    earlier = {row: len(changes(site, row)) for row in keys}

    saves = save_all_at_once(editors, keys)

    accepted, refused = ([save for save in saves if save.is_accepted is wanted] for wanted in (True, False))
    chains = {row: chain(saves, row, before[row]) for row in keys}
    assert [save for save in refused if save.status != 200 or REFUSED not in save.page] == []
    assert sum(len(texts) - 1 for texts in chains.values()) == len(accepted)
    assert {row: titles(site)[row] for row in keys} == {row: texts[-1] for row, texts in chains.items()}
    logged = {row: changes(site, row)[earlier[row] :] for row in keys}
    assert logged == {row: list(pairwise(texts)) for row, texts in chains.items()}
    assert bool(refused) is shared
