"""Search the working copy: every text of every kind of row, found from the models, so that none can be forgotten.

What editors say to each other of values is searched too; it is no part of the working copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Field, Model, Q

from comparisons.models import FROM_LEAF_TO_ROOT, Editable, ValueComment
from comparisons.models.fields import HttpUrlField, LineField, NameField, ProseField

MOST_ROWS = 20
MOST_OF_ONE_KIND = 500
"""How many rows of a kind are found: among all kinds, and where one alone is searched."""
MOST_CHARACTERS, MOST_WORDS = 200, 8
"""How much of a query is used."""
AROUND = 80
"""How many characters of a text are shown before the first word, and after it."""
WORD = re.compile(r"[\"“”]([^\"“”]*[^\"“”\s][^\"“”]*)[\"“”]|([^\s\"“”]+)")
"""A word of a query, or some in quotation marks, which have to stand in a text as they do there."""
TEXTS = (LineField, ProseField, NameField, HttpUrlField)


@dataclass(frozen=True)
class Piece:
    """A part of an excerpt; `is_match` where it is a word of the query."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class Match:
    """A text that has a word of the query, and an excerpt of it."""

    field: Any
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True)
class Hit:
    """A row, with those of its texts that have a word of the query."""

    row: Any
    matches: tuple[Match, ...]


@dataclass(frozen=True)
class Hits:
    """Those of one kind of row, in its order. There are others where it `has_more`."""

    model: type[Model]
    hits: tuple[Hit, ...]
    has_more: bool


def words_of(query: str) -> tuple[str, ...]:
    """The words of a query, as far as it is used."""
    words = (phrase or word for phrase, word in WORD.findall(query[:MOST_CHARACTERS].replace("\0", " ")))
    return tuple(" ".join(word.split()) for word in words)[:MOST_WORDS]


def search(words: Sequence[str], kinds: Sequence[type[Editable]], most: int = MOST_ROWS) -> Iterator[Hits]:
    """The rows of these kinds whose texts together have all the words, `most` of each. One query for each kind."""
    for model in reversed(FROM_LEAF_TO_ROOT):
        if words and model in kinds and (rows := _rows(model, words, most)):
            yield _hits(model, rows, text_fields(model), words, most)


def search_comments(words: Sequence[str], most: int = MOST_ROWS) -> Hits | None:
    """The comments on values whose text has all the words, the newest first, each with its state. One query."""
    fields = [ValueComment._meta.get_field("text")]
    if not words:
        return None
    comments = ValueComment.objects.with_values().with_state().filter(_has_all(words, fields)).order_by("-pk")
    rows = list(comments[: most + 1])
    return _hits(ValueComment, rows, fields, words, most) if rows else None


def text_fields(model: type[Editable]) -> list[Field[Any, Any]]:
    """The fields of prose, names and addresses. A choice of a few is no text."""
    return [field for field in model._meta.concrete_fields if isinstance(field, TEXTS) and not field.choices]


def _rows(model: type[Editable], words: Sequence[str], most: int) -> list[Any]:
    """One row more than is wanted, if there are so many, each with the rows in its name."""
    fields = text_fields(model)
    if not fields:
        return []
    return list(model._default_manager.filter(_has_all(words, fields)).select_related()[: most + 1])


def _has_all(words: Sequence[str], fields: Sequence[Any]) -> Q:
    return reduce(and_, (_has(word, fields) for word in words))


def _has(word: str, fields: Sequence[Any]) -> Q:
    return reduce(or_, (Q(**{f"{field.name}__icontains": word}) for field in fields))


def _hits(model: type[Model], rows: Sequence[Any], fields: Sequence[Any], words: Sequence[str], most: int) -> Hits:
    """Of rows of which there may be one more than is wanted."""
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    hits = tuple(Hit(row, tuple(_matches(row, fields, pattern))) for row in rows[:most])
    return Hits(model, hits, has_more=len(rows) > most)


def _matches(row: Any, fields: Sequence[Any], pattern: re.Pattern[str]) -> Iterator[Match]:
    for field in fields:
        text = getattr(row, field.name)
        if first := pattern.search(text):
            yield Match(field, tuple(_excerpt(text, pattern, first)))


def _excerpt(text: str, pattern: re.Pattern[str], first: re.Match[str]) -> Iterator[Piece]:
    start, end = max(0, first.start() - AROUND), first.end() + AROUND
    if start:
        yield Piece("…", is_match=False)
    place = start
    for match in pattern.finditer(text, start, end):
        yield Piece(text[place : match.start()], is_match=False)
        yield Piece(match[0], is_match=True)
        place = match.end()
    yield Piece(text[place:end] + ("…" if end < len(text) else ""), is_match=False)
