"""The levels of the frameworks in a comparison."""

from __future__ import annotations

from comparisons.engine import Catalogue, Table
from comparisons.engine.catalogue import Framework, Level
from comparisons.presentation.downloads.documents.parts import Block, Grid, Row, Section, Text, one
from comparisons.presentation.wording import amount_in_words, costs_of_level, level_months_in_words, texts

COLUMNS = ("Level", "Who needs it", "Who checks", "What you get", "How long it takes", "What it costs", "Sources")


def levels(catalogue: Catalogue, table: Table) -> tuple[Block, ...]:
    """A table with a section for each framework that comes in levels; nothing where none does."""
    sections = tuple(
        Section(framework.short_name, tuple(_row(catalogue, framework, level) for level in framework.levels))
        for framework in table.with_levels
    )
    grid = Grid("Levels", COLUMNS, (12, 20, 18, 18, 12, 16, 18), sections, by="Framework")
    return (grid.without_empty_columns(),) if sections else ()


def _row(catalogue: Catalogue, framework: Framework, level: Level) -> Row:
    unverified = (Text(texts.NOT_VERIFIED, label=texts.NOT_VERIFIED_LABEL),) if level.confidence == "unverified" else ()
    costs = tuple(Text(amount_in_words(cost), label=f"{cost.label}:") for cost in costs_of_level(framework, level))
    sources = [catalogue.source_of[slug] for slug in level.sources if slug in catalogue.source_of]
    return (
        (Text(level.name), *unverified),
        one(level.needed_by),
        one(level.checked_by),
        one(level.result),
        one(level_months_in_words(level)),
        costs or one(""),
        tuple(Text(source.url, address=source.url) for source in sources) or one(""),
    )
