"""How sure a recommendation is, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from comparisons.engine.decision_record import DecisionRecord
from comparisons.presentation.downloads.documents.parts import Block, Items, Paragraph, Text, items, text_of
from comparisons.presentation.wording import (
    certainty_in_words,
    change_in_words,
    changes_in_words,
    find_out_in_words,
    no_turning_points_in_words,
    result_in_words,
    texts,
)


def how_sure(record: DecisionRecord) -> tuple[Block, ...]:
    return items(*map(text_of, certainty_in_words(record))) if record.answered else ()


def changes(record: DecisionRecord) -> tuple[Block, ...]:
    """The single answers that would give another result; where none would, the pairs."""
    if not record.answered:
        return ()
    if record.turning_points_by_criterion:
        return (Paragraph(Text(texts.TURNING_POINTS)), Items(tuple(_turning_points(record))))
    if not record.turning_pairs:
        return (Paragraph(Text(no_turning_points_in_words(record))),)
    pairs = tuple(
        Text(result_in_words(pair.result), label=f"{changes_in_words(pair.changes)}:") for pair in record.turning_pairs
    )
    return (Paragraph(Text(texts.TURNING_PAIRS)), Items(pairs))


def _turning_points(record: DecisionRecord) -> Iterator[Text]:
    for criterion, points in record.turning_points_by_criterion:
        for point in points:
            yield Text(result_in_words(point.result), label=f"{criterion.question} {change_in_words(point)}:")


def to_find_out(record: DecisionRecord) -> tuple[Block, ...]:
    """What was answered with “Not sure”, what matters most first."""
    questions = tuple(text_of(find_out_in_words(influence)) for influence in record.to_find_out)
    return (Items(questions, numbered=True),) if questions else ()


def open_questions(record: DecisionRecord) -> tuple[Block, ...]:
    return items(*(Text(criterion.question) for criterion in record.open))
