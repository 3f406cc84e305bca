"""The ledger of each framework: what each answer says for it or against it."""

from __future__ import annotations

from comparisons.engine import Catalogue, Contribution, Standing
from comparisons.engine.decision_record import DecisionRecord
from comparisons.presentation.downloads.documents.parts import Block, Grid, Row, Section, Text, counted, one
from comparisons.presentation.wording import signed

SILENT = "Your answers say nothing about it."


def reasons(catalogue: Catalogue, record: DecisionRecord) -> tuple[Block, ...]:
    """For, against and neither, for each framework in the order of their standing."""
    if not record.answered:
        return ()
    sections = tuple(
        Section(f"{standing.framework.short_name}, score {signed(standing.score)}", _rows(catalogue, standing))
        for standing in record.recommendation.standings
    )
    columns = ("For or against", "Points", "Reason", "From the answer", "Aspect")
    return (Grid("Reasons", columns, (10, 9, 43, 25, 16), sections, by="Framework"),)


def _rows(catalogue: Catalogue, standing: Standing) -> tuple[Row, ...]:
    rows = tuple(
        (one(side), *_line(catalogue, contribution)) for side, lines in standing.reason_groups for contribution in lines
    )
    return rows or ((one("neither"), counted(0), one(SILENT), one(""), one("")),)


def _line(catalogue: Catalogue, contribution: Contribution) -> Row:
    aspect = catalogue.aspect_of.get(contribution.support.aspect)
    return (
        counted(contribution.points),
        one(contribution.support.reason),
        (Text(contribution.option.label, label=f"{contribution.criterion.name}:"),),
        one(aspect.name if aspect else ""),
    )
