"""A comparison as a document."""

from __future__ import annotations

from comparisons.engine import Catalogue, Table, compare
from comparisons.engine.catalogue import Guide, Source
from comparisons.engine.comparison import Cell as Compared
from comparisons.engine.comparison import Row as AspectRow
from comparisons.presentation.downloads.documents.levels import levels
from comparisons.presentation.downloads.documents.origin import origin_of, pinned_address
from comparisons.presentation.downloads.documents.parts import (
    Cell,
    Document,
    Grid,
    Items,
    Paragraph,
    Part,
    Row,
    Section,
    Text,
    one,
)
from comparisons.presentation.downloads.documents.prose import prose
from comparisons.presentation.wording import fact_rows, texts
from comparisons.presentation.wording.fact_rows import Fact
from comparisons.releases.release_cache import Edition

NO_VALUE = Text(texts.NO_VALUE)
NOT_VERIFIED = Text(texts.NOT_VERIFIED, label=texts.NOT_VERIFIED_LABEL)


def comparison_document(edition: Edition, slugs: tuple[str, ...]) -> Document:
    table = compare(edition.catalogue, slugs)
    pinned = edition.pinned("comparison", slugs=slugs) if edition.published_at else ""
    parts = (
        Part("At a glance", (_facts(table),)),
        Part("Aspect by aspect", (_grid(table),)),
        Part("Levels", levels(edition.catalogue, table)),
        Part("Sources", (sources_grid(table.sources),) if table.sources else ()),
    )
    return Document(
        kind="Comparison",
        title=" vs ".join(framework.short_name for framework in table.frameworks),
        subject="-vs-".join(slugs),
        origin=origin_of(edition, pinned_address(edition, pinned)),
        parts=(
            *parts[:2],
            *(_guide(table.guide, edition.catalogue) if table.guide else ()),
            *(part for part in parts[2:] if part.blocks),
        ),
    )


def _grid(table: Table) -> Grid:
    names = [framework.short_name for framework in table.frameworks]
    return Grid(
        name="Comparison",
        columns=("Aspect", *names),
        widths=(22, *(30 for _ in names)),
        sections=tuple(Section(section.group.name, tuple(map(_row, section.rows))) for section in table.sections),
        by="Group",
        wide=True,
        spread=_spread(table),
    )


def _facts(table: Table) -> Grid:
    names = [framework.short_name for framework in table.frameworks]
    rows = [(one(row.name), *(_fact(fact, row.missing) for fact in row.facts)) for row in fact_rows(table.frameworks)]
    return Grid("At a glance", ("Fact", *names), (22, *(30 for _ in names)), (Section("", tuple(rows)),))


def _fact(fact: Fact, missing: str) -> Cell:
    lines = tuple(Text(f"{text} ({about})" if about else text) for text, about in fact.lines)
    return lines or one(missing)


def _row(row: AspectRow) -> Row:
    return ((Text(row.aspect.name), Text(row.aspect.help)), *map(_cell, row.cells))


def _cell(cell: Compared) -> Cell:
    value = cell.value
    if value is None:
        return (NO_VALUE,)
    note = (Text(value.note, label=texts.EDITORS_NOTE),) if value.note else ()
    numbers = tuple(number for number, _ in cell.sources)
    unverified = (NOT_VERIFIED,) if value.confidence == "unverified" else ()
    return (Text(value.text, references=numbers), *note, *unverified)


def _spread(table: Table) -> Grid:
    columns = ["Aspect"]
    for framework in table.frameworks:
        name = framework.short_name
        columns += [name, f"{name}: note", f"{name}: sources", f"{name}: confidence"]
    columns += ["About the aspect"]
    sections = tuple(Section(s.group.name, tuple(map(_spread_row, s.rows))) for s in table.sections)
    return Grid("Comparison", tuple(columns), tuple(20 for _ in columns), sections, by="Group")


def _spread_row(row: AspectRow) -> Row:
    cells = [one(row.aspect.name)]
    for cell in row.cells:
        value = cell.value
        facts = [value.text, value.note, _sources_of(cell), value.confidence] if value else [""] * 4
        cells += map(one, facts)
    return (*cells, one(row.aspect.help))


def _sources_of(cell: Compared) -> str:
    return "\n".join(f"{source.title} {source.url}" for _, source in cell.sources)


def sources_grid(sources: tuple[Source, ...]) -> Grid:
    """The list that the numbers in the table refer to."""
    rows = tuple(
        (
            one(str(number)),
            one(source.title),
            one(source.publisher),
            one("Primary source" if source.kind == "primary" else ""),
            (Text(source.url, address=source.url),),
            one(f"{source.accessed:%Y-%m-%d}"),
        )
        for number, source in enumerate(sources, 1)
    )
    columns = ("Number", "Title", "Publisher", "Kind", "Address", "Checked on")
    return Grid("Sources", columns, (8, 34, 22, 13, 42, 14), (Section("", rows),)).without_empty_columns()


def _guide(guide: Guide, catalogue: Catalogue) -> tuple[Part, ...]:
    differences = [
        Text(f"{difference.text}{_rows_of(difference.aspects, catalogue)}", label=f"{difference.name}:")
        for difference in guide.key_differences
    ]
    choosing = [Text(advice.text, label=f"{advice.name}:") for advice in guide.how_to_choose]
    sources = [catalogue.source_of[slug] for slug in guide.sources if slug in catalogue.source_of]
    reviewed = Paragraph(Text(f"{guide.reviewed_on:%Y-%m-%d}.", label="Last reviewed:"))
    named = [
        Paragraph(Text(f"{source.title} ({source.url})", label="Source:", address=source.url)) for source in sources
    ]
    parts = (
        Part(guide.title, prose(guide.introduction)),
        Part("How they differ", (Items(tuple(differences)),) if differences else (), level=3),
        Part("How to choose", (Items(tuple(choosing)),) if choosing else (), level=3),
        Part("In short", (*prose(guide.conclusion), reviewed, *named), level=3),
    )
    return tuple(part for part in parts if part.blocks)


def _rows_of(aspects: tuple[str, ...], catalogue: Catalogue) -> str:
    names = [catalogue.aspect_of[slug].name for slug in aspects if slug in catalogue.aspect_of]
    return f" (Rows: {', '.join(names)})" if names else ""
