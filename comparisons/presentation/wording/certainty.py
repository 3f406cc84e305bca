"""How sure a result is, as its page and its files word it."""

from __future__ import annotations

from comparisons.engine.decision_record import DecisionRecord
from comparisons.presentation.wording import texts
from comparisons.presentation.wording.statements import Statement, listed, names, questions, statement


def no_turning_points_in_words(record: DecisionRecord) -> str:
    """That no other answer gives another result, as far as that was tried."""
    if not any(options for _, options in record.answered):
        return texts.NOTHING_TO_CHANGE
    unchanged = texts.NO_TURNING_POINTS if record.smallest_change.complete else texts.PAIRS_NOT_ALL_TRIED
    return f"{unchanged} {texts.MORE_CAN_BE_REQUIRED}"


def certainty_in_words(record: DecisionRecord) -> tuple[Statement, ...]:
    """Whether open questions can change the result, and which answers it rests on."""
    statements = [_outlook(record)]
    decisive = [answer.criterion for answer in record.decisive_answers]
    if decisive:
        without = "that answer" if len(decisive) == 1 else "any one of these answers"
        rests_on = listed(questions(decisive), "and")
        statements.append(statement("The result depends on ", rests_on, f": without {without} it would change."))
    elif record.left_out:
        statements.append(statement("Leave out any one answer: the result stays the same."))
    return tuple(statements)


def _outlook(record: DecisionRecord) -> Statement:
    if record.outlook.settled:
        is_open = "No answer to the open questions can change the result."
        return statement(is_open if record.influence else "Every question is answered.", label="Settled.")
    is_proven = record.outlook.complete or len(record.outlook.possible) > len(record.recommendation.leading)
    if not is_proven:
        cannot_tell = "Too many answers are open to try them all. We cannot rule out that they change the result."
        return statement(cannot_tell, label="Not settled.")
    can_change = "Answers to open questions can still change the result."
    possible = listed(names(record.outlook.possible), "or")
    if not possible:
        return statement(can_change, label="Not settled.")
    end = "." if record.outlook.complete else ", and perhaps to others."
    return statement(f"{can_change} They could lead to ", possible, end, label="Not settled.")
