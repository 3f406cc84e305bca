"""What links of visitors name, and a new catalogue no longer knows: neither as it is nor as a former name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from comparisons.engine.catalogue import Catalogue
from comparisons.engine.expansion import expanded


@dataclass(frozen=True)
class LostSlug:
    """`slug` is as addresses have it, that of an answer as `criterion/option`; `name` is what people read."""

    kind: Literal["framework", "question", "answer"]
    slug: str
    name: str


def lost_slugs(before: Catalogue, after: Catalogue) -> Iterator[LostSlug]:
    """Frameworks, questions, then answers, each in the order of the catalogue before. No answer of a lost question."""
    before, after = expanded(before), expanded(after)
    frameworks = {*after.framework_of, *after.former_framework_slugs}
    for framework in before.frameworks:
        if framework.slug not in frameworks:
            yield LostSlug("framework", framework.slug, framework.short_name)
    questions = {*after.criterion_of, *after.former_criterion_slugs}
    for criterion in before.criteria:
        if criterion.slug not in questions:
            yield LostSlug("question", criterion.slug, criterion.question)
    yield from _lost_answers(before, after)


def _lost_answers(before: Catalogue, after: Catalogue) -> Iterator[LostSlug]:
    """Answers of questions that are still there. The option of a framework goes with it, and is not named again."""
    for criterion in before.criteria:
        today = after.criterion_of.get(after.former_criterion_slugs.get(criterion.slug, criterion.slug))
        for option in criterion.options if today else ():
            is_of_framework = criterion.one_per_framework and option.slug in before.framework_of
            slug = after.former_framework_slugs.get(option.slug, option.slug) if is_of_framework else option.slug
            is_known = today and (slug in today.option_of or (criterion.slug, option.slug) in after.successors_of)
            if not is_known and not (is_of_framework and slug not in after.framework_of):
                yield LostSlug("answer", f"{criterion.slug}/{option.slug}", option.label)
