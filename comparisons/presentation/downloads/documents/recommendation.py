"""A recommendation as a document: the decision record."""

from __future__ import annotations

from comparisons.engine import Catalogue
from comparisons.engine.decision_record import DecisionRecord
from comparisons.presentation.downloads.documents.certainty import changes, how_sure, open_questions, to_find_out
from comparisons.presentation.downloads.documents.next_steps import carry_over_part, resources, the_plan
from comparisons.presentation.downloads.documents.origin import AnswerAddress, origin_of, pinned_address
from comparisons.presentation.downloads.documents.parts import (
    Block,
    Document,
    Grid,
    Paragraph,
    Part,
    Section,
    Text,
    counted,
    items,
    one,
    text_of,
)
from comparisons.presentation.downloads.documents.reasons import reasons
from comparisons.presentation.wording import (
    answer_count_in_words,
    beside_in_words,
    covered_in_words,
    dropped_in_words,
    former_answer_in_words,
    in_words,
    lead_explained,
    news_in_words,
    obligation_in_words,
    remaining_in_words,
    required_in_words,
    standing_in_words,
)
from comparisons.releases.release_cache import Edition


def recommendation_document(edition: Edition, record: DecisionRecord, address: AnswerAddress) -> Document:
    pinned = edition.pinned("recommendation") if edition.published_at else ""
    dropped = (Text(dropped_in_words(slug, edition.catalogue)) for slug in address.dropped)
    former = (text_of(sentence) for note in address.notes for sentence in former_answer_in_words(note))
    parts = (
        Part("The verdict", _verdict(record, edition.catalogue)),
        Part("Left out of the address", items(*dropped)),
        Part("Questions that have changed", items(*former)),
        Part("Obligations", items(*(text_of(obligation_in_words(o)) for o in record.recommendation.obligations))),
        Part("What is changing", items(*map(text_of, news_in_words(record.recommendation.advised, edition.day)))),
        Part("Answers", _answers(record)),
        Part("Scores", (_standings(record, edition.catalogue.method.recommend_at),)),
        Part("How sure this is", how_sure(record)),
        Part("What would change this", changes(record)),
        Part("The plan", the_plan(record.plan)),
        *(carry_over_part(carried) for carried in record.carry_overs),
        Part("Questions to ask", to_find_out(record)),
        Part("Questions still open", open_questions(record)),
        Part("Reasons for and against", reasons(edition.catalogue, record)),
        Part("Resources", resources(record)),
    )
    return Document(
        kind="Decision record",
        title=in_words(record.recommendation),
        subject="recommendation",
        origin=origin_of(edition, pinned_address(edition, pinned, address.query)),
        parts=tuple(part for part in parts if part.blocks),
    )


def _verdict(record: DecisionRecord, catalogue: Catalogue) -> tuple[Block, ...]:
    recommendation = record.recommendation
    count = Text(f"{answer_count_in_words(record)}.")
    lead = Text(lead_explained(recommendation, catalogue.method))
    statements = (
        remaining_in_words(recommendation),
        required_in_words(recommendation),
        *beside_in_words(recommendation),
        covered_in_words(recommendation),
    )
    return tuple(map(Paragraph, (count, lead, *(text_of(statement) for statement in statements if statement))))


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
    return (grid.without_empty_columns(),) if rows else ()


def _standings(record: DecisionRecord, recommend_at: int) -> Grid:
    recommendation = record.recommendation
    rows = tuple(
        (one(standing.framework.short_name), counted(standing.score), one(standing_in_words(recommendation, standing)))
        for standing in recommendation.standings
    )
    columns = ("Framework", f"Score, −100 to 100, recommended from {recommend_at}", "Remark")  # noqa: RUF001
    return Grid("Standings", columns, (30, 30, 40), (Section("", rows),)).without_empty_columns()
