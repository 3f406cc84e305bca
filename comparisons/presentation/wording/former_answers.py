"""What became of the answers of an older address, in words."""

from __future__ import annotations

from comparisons.engine import FormerAnswerNote
from comparisons.presentation.wording.statements import Piece, Statement, statement


def former_answer_in_words(note: FormerAnswerNote) -> tuple[Statement, ...]:
    """A sentence for each question that a former answer is one to today, or why it has to be answered again."""
    if not note.became and note.again:
        again = Piece(f"Answer “{note.again.name}” again", criterion=note.again.slug)
        return (statement(f"{note.explanation} ", [again], "."),)
    return tuple(
        statement([Piece(criterion.name, criterion=criterion.slug)], f": your answer is now {_listed(labels)}.")
        for criterion, options in note.became
        for labels in [[f"“{option.label}”" for option in options]]
    )


def _listed(labels: list[str]) -> str:
    """As “a, b and c”."""
    return " and ".join([", ".join(labels[:-1]), labels[-1]] if labels[1:] else labels)
