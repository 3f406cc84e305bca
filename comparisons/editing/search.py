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
"""How many rows of a kind are found."""
MOST_CHARACTERS, MOST_WORDS = 200, 8
"""How much of a query is used."""
AROUND = 80
"""How many characters of a text are shown before the first word, and after it."""
TEXTS = (LineField, ProseField, NameField, HttpUrlField)


@dataclass(frozen=True)
class Piece:
    """A part of an excerpt; `is_match` where it is a word of the query."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class Hit:
    """A row, the first of its texts that has a word of the query, and an excerpt of that."""

    row: Any
    field: Any
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True)
class Hits:
    """Those of one kind of row, in its order. There are others where it `has_more`."""

    model: type[Model]
    hits: tuple[Hit, ...]
    has_more: bool


def words_of(query: str) -> tuple[str, ...]:
    """The words of a query, as far as it is used."""
    return tuple(query[:MOST_CHARACTERS].replace("\0", " ").split()[:MOST_WORDS])


def search(words: Sequence[str], kinds: Sequence[type[Editable]]) -> Iterator[Hits]:
    """The rows of these kinds whose texts together have all the words. One query for each kind."""
    for model in reversed(FROM_LEAF_TO_ROOT):
        if words and model in kinds and (rows := _rows(model, words)):
            yield _hits(model, rows, text_fields(model), words)


def search_comments(words: Sequence[str]) -> Hits | None:
    """The comments on values whose text has all the words, the newest first, each with its state. One query."""
    fields = [ValueComment._meta.get_field("text")]
    if not words:
        return None
    comments = ValueComment.objects.with_values().with_state().filter(_has_all(words, fields)).order_by("-pk")
    rows = list(comments[: MOST_ROWS + 1])
    return _hits(ValueComment, rows, fields, words) if rows else None


def text_fields(model: type[Editable]) -> list[Field[Any, Any]]:
    """The fields of prose, names and addresses. A choice of a few is no text."""
    return [field for field in model._meta.concrete_fields if isinstance(field, TEXTS) and not field.choices]


def _rows(model: type[Editable], words: Sequence[str]) -> list[Any]:
    """One row more than is wanted, if there are so many, each with the rows in its name."""
    fields = text_fields(model)
    if not fields:
        return []
    return list(model._default_manager.filter(_has_all(words, fields)).select_related()[: MOST_ROWS + 1])


def _has_all(words: Sequence[str], fields: Sequence[Any]) -> Q:
    return reduce(and_, (_has(word, fields) for word in words))


def _has(word: str, fields: Sequence[Any]) -> Q:
    return reduce(or_, (Q(**{f"{field.name}__icontains": word}) for field in fields))


def _hits(model: type[Model], rows: Sequence[Any], fields: Sequence[Any], words: Sequence[str]) -> Hits:
    """Of rows of which there may be one more than is wanted."""
    hits = tuple(_hit(row, fields, words) for row in rows[:MOST_ROWS])
    return Hits(model, hits, has_more=len(rows) > MOST_ROWS)


def _hit(row: Any, fields: Sequence[Any], words: Sequence[str]) -> Hit:
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    field = next((field for field in fields if pattern.search(getattr(row, field.name))), fields[0])
    return Hit(row, field, tuple(_excerpt(getattr(row, field.name), pattern)))


def _excerpt(text: str, pattern: re.Pattern[str]) -> Iterator[Piece]:
    first = pattern.search(text)
    start = max(0, first.start() - AROUND) if first else 0
    end = (first.end() if first else 0) + AROUND
    if start:
        yield Piece("…", is_match=False)
    place = start
    for match in pattern.finditer(text, start, end):
        yield Piece(text[place : match.start()], is_match=False)
        yield Piece(match[0], is_match=True)
        place = match.end()
    yield Piece(text[place:end] + ("…" if end < len(text) else ""), is_match=False)
