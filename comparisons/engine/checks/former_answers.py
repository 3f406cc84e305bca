"""Errors in what a catalogue says of the answers of older addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from comparisons.engine.answers import NOT_SURE
from comparisons.engine.catalogue import AnswerPair, Catalogue
from comparisons.engine.checks.findings import Finding
from comparisons.engine.expansion import expanded


def former_answer_errors(catalogue: Catalogue) -> Iterator[Finding]:
    present = {
        (criterion.slug, slug)
        for criterion in expanded(catalogue).criteria
        for slug in (*criterion.option_of, NOT_SURE)
    }
    for criterion in catalogue.criteria:
        for option in criterion.options:
            path = ("criterion", criterion.slug, "option", option.slug)
            for former, count in Counter(entry.answer.pair for entry in option.was).items():
                for message in _errors(former, present, count):
                    yield path, message, "was"
            for condition in (entry.only_when for entry in option.was if entry.only_when):
                if condition.pair not in present:
                    yield path, f"There is no option “{condition}”.", "was"
    counts = Counter(entry.answer.pair for criterion in catalogue.criteria for entry in criterion.dropped)
    for criterion in catalogue.criteria:
        for former in dict.fromkeys(entry.answer.pair for entry in criterion.dropped):
            for message in _errors(former, present, counts[former]):
                yield ("criterion", criterion.slug), message, "dropped"


def _errors(former: AnswerPair, present: set[AnswerPair], count: int) -> Iterator[str]:
    if former in present:
        yield f"“{'/'.join(former)}” is an answer of today, so it cannot be a former one."
    if count > 1:
        yield f"The former answer “{'/'.join(former)}” is named {count} times."
