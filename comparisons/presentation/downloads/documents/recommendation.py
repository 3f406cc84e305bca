"""A recommendation as a document: the decision record."""

from __future__ import annotations

from comparisons.engine import PRIORITY, UNKNOWN, Catalogue
from comparisons.engine.decision_record import DecisionRecord
from comparisons.engine.ranking import Obligation
from comparisons.presentation.downloads.documents.certainty import changes, how_sure, open_questions, to_find_out
from comparisons.presentation.downloads.documents.next_steps import carrying_over, resources, the_plan
from comparisons.presentation.downloads.documents.origin import origin_of, pinned_address
from comparisons.presentation.downloads.documents.parts import (
    Block,
    Document,
    Grid,
    Paragraph,
    Part,
    Said,
    Section,
    counted,
    items,
    one,
)
from comparisons.presentation.downloads.documents.reasons import reasons
from comparisons.presentation.wording import in_words, lead_explained, standing_in_words
from comparisons.releases.editions import Edition


def recommendation_document(edition: Edition, record: DecisionRecord, query: str, dropped: tuple[str, ...]) -> Document:
    """`query` spells out the answers, `dropped` names what was left out of an address."""
    pinned = edition.pinned("recommendation") if edition.published_at else ""
    parts = (
        Part("The verdict", _verdict(record, edition.catalogue)),
        Part("Left out of the address", items(*(_dropped(slug, edition.catalogue) for slug in dropped))),
        Part("Obligations", items(*map(_obligation, record.recommendation.obligations))),
        Part("Answers", _answers(record)),
        Part("How they stand", (_standings(record, edition.catalogue.method.recommend_at),)),
        Part("How sure this is", how_sure(record)),
        Part("What would change this", changes(record)),
        Part("The plan", the_plan(record.plan)),
        *(carrying_over(carried) for carried in record.carry_overs),
        Part("Questions to ask", to_find_out(record)),
        Part("Questions still open", open_questions(record)),
        Part("Reasons for and against", reasons(edition.catalogue, record)),
        Part("Resources", resources(record)),
    )
    return Document(
        kind="Decision record",
        title=in_words(record.recommendation),
        subject="recommendation",
        origin=origin_of(edition, pinned_address(edition, pinned, query)),
        parts=tuple(part for part in parts if part.blocks),
    )


def _verdict(record: DecisionRecord, catalogue: Catalogue) -> tuple[Block, ...]:
    told = record.recommendation
    so_far = [] if told.final else ["Recommendation so far: some of the first questions are open."]
    texts = [*so_far, lead_explained(told, catalogue.method)]
    if told.in_place and told.recommended:
        texts += [
            f"You have {told.in_place[0].short_name} already, so what remains is {told.recommended[0].short_name}."
        ]
    if told.required:
        names = " and ".join(framework.short_name for framework in told.required)
        texts += [f"Before that, your answers make {names} an obligation."]
    return tuple(Paragraph(Said(text)) for text in texts)


def _dropped(slug: str, catalogue: Catalogue) -> Said:
    if slug == PRIORITY:
        return Said("Only two answers can count double, and each has to be a question here.")
    if slug == UNKNOWN:
        return Said("It named something that is no question here, or not any more.")
    return Said(
        f"An answer to “{catalogue.criterion_of[slug].name}” that no longer exists, does not fit, or belongs to a "
        "question that your other answers do not lead to."
    )


def _obligation(obligation: Obligation) -> Said:
    basis = "procurement rule" if obligation.basis == "procurement" else obligation.basis
    label = f"{obligation.framework.short_name}, by {basis}:"
    return Said(f"{obligation.support.reason} From your answer “{obligation.option.label}”.", label=label)


def _answers(record: DecisionRecord) -> tuple[Block, ...]:
    rows = tuple(
        (
            one(criterion.question),
            one("; ".join(option.label for option in options) or "Not sure"),
            one("Counts double" if criterion.slug in record.recommendation.answers.priorities else ""),
        )
        for criterion, options in record.answered
    )
    grid = Grid("Answers", ("Question", "Answer", "Weight"), (45, 40, 15), (Section("", rows),))
    return (grid,) if rows else ()


def _standings(record: DecisionRecord, recommend_at: int) -> Grid:
    told = record.recommendation
    rows = tuple(
        (one(standing.framework.short_name), counted(standing.score), one(standing_in_words(told, standing)))
        for standing in told.standings
    )
    columns = ("Framework", f"Score, −100 to 100, recommended from {recommend_at}", "Remark")  # noqa: RUF001
    return Grid("Standings", columns, (30, 30, 40), (Section("", rows),))
