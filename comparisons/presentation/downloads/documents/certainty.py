"""How sure a recommendation is, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from comparisons.engine.catalogue import Framework
from comparisons.engine.decision_record import DecisionRecord
from comparisons.engine.explanations import Change, Influence
from comparisons.presentation.downloads.documents.parts import Block, Items, Paragraph, Said, items
from comparisons.presentation.wording import result_in_words


def how_sure(record: DecisionRecord) -> tuple[Block, ...]:
    said = [_outlook(record)]
    if record.decisive_answers:
        names = _listed([each.criterion.name for each in record.decisive_answers], "and")
        without = "that answer" if len(record.decisive_answers) == 1 else "any one of these answers"
        said += [Said(f"The result rests on {names}: without {without} it would be another.")]
    elif record.left_out:
        said += [Said("Whichever single answer is left out, the result stays.")]
    return (Items(tuple(said)),) if record.answered else ()


def _outlook(record: DecisionRecord) -> Said:
    if record.outlook.settled:
        still_open = "No answer to the open questions can change the result."
        return Said(still_open if record.influence else "Every question is answered.", label="Settled.")
    possible = _listed(_names(record.outlook.possible), "or")
    leads = f" They could lead to {possible}." if possible else ""
    return Said(f"Answers to open questions can still change the result.{leads}", label="Not settled.")


def changes(record: DecisionRecord) -> tuple[Block, ...]:
    """The single answers that would give another result; where none would, the pairs."""
    if not record.answered:
        return ()
    if record.turning_points_by_criterion:
        intro = "Each of these answers, by itself, would give another result."
        return (Paragraph(Said(intro)), Items(tuple(_turns(record))))
    if not record.turning_pairs:
        return (Paragraph(Said("No change of one answer would, and no change of two.")),)
    pairs = tuple(
        Said(result_in_words(pair.result), label=f"{' and '.join(map(_change, pair.changes))}:")
        for pair in record.turning_pairs
    )
    return (Paragraph(Said("No single answer would. These pairs would:")), Items(pairs))


def _turns(record: DecisionRecord) -> Iterator[Said]:
    for criterion, points in record.turning_points_by_criterion:
        for point in points:
            yield Said(result_in_words(point.result), label=f"{criterion.question} {_change(point)}:")


def _change(change: Change) -> str:
    taken_away = change.option.slug not in change.options
    return f"{'without ' if taken_away else ''}“{change.option.label}”"


def to_find_out(record: DecisionRecord) -> tuple[Block, ...]:
    """What was answered with not sure, what matters most first."""
    found = tuple(map(_question, record.to_find_out))
    return (Items(found, numbered=True),) if found else ()


def _question(each: Influence) -> Said:
    criterion, what = each.criterion, "No answer to it alone would change the result."
    if each.changing:
        what = f"{each.changing} of {each.options} answers would change the result."
    return Said(f"{criterion.find_out or criterion.question} {what}", label=f"{criterion.name}:")


def open_questions(record: DecisionRecord) -> tuple[Block, ...]:
    return items(*(Said(criterion.question) for criterion in record.open))


def _names(frameworks: tuple[Framework, ...]) -> list[str]:
    return [framework.short_name for framework in frameworks]


def _listed(names: list[str], word: str) -> str:
    """As “a, b and c”."""
    return f" {word} ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
