"""Reads answers against a catalogue, and says which questions they lead to.

Answers arrive as pairs of text from an address that anyone can write. `read` keeps the pairs that the catalogue knows,
in the catalogue's order, and reports what it dropped. Equal answers give equal `Answers`, in any order and however
often a pair is repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from comparisons.engine.catalogue import Catalogue, Choice, Criterion, Option
from comparisons.engine.former_answers import translate

NOT_SURE = "not-sure"
UNKNOWN = "unknown"
PRIORITY = "priority"
MAX_PRIORITIES = 2

Chosen = tuple[str, ...]


@dataclass(frozen=True)
class Answers(Mapping[str, Chosen]):
    """Criterion slug -> the chosen option slugs, or (`NOT_SURE`,); both in the order of the catalogue.

    `priorities` are the criteria that count double for this visitor, also those without an answer.
    """

    chosen: tuple[tuple[str, Chosen], ...] = ()
    priorities: tuple[str, ...] = ()

    def __getitem__(self, criterion: str) -> Chosen:
        for slug, options in self.chosen:
            if slug == criterion:
                return options
        raise KeyError(criterion)

    def __iter__(self) -> Iterator[str]:
        return (slug for slug, _ in self.chosen)

    def __len__(self) -> int:
        return len(self.chosen)

    def pairs(self) -> list[tuple[str, str]]:
        """The pairs for an address: (criterion, option) for choices, (`PRIORITY`, criterion) for priorities."""
        return self.chosen_pairs + [(PRIORITY, slug) for slug in self.priorities]

    @property
    def chosen_pairs(self) -> list[tuple[str, str]]:
        """(criterion, option) for each choice."""
        return [(slug, option) for slug, options in self.chosen for option in options]

    def without(self, criterion: str) -> Answers:
        """The answers without the one to this criterion; answers to questions that it opened stay."""
        return replace(self, chosen=tuple((slug, options) for slug, options in self.chosen if slug != criterion))


@dataclass(frozen=True)
class Reading:
    """The result of `read`.

    `dropped` lists, in order, the criteria of which something was dropped, `PRIORITY` if a priority was, and `UNKNOWN`
    if a key was not a criterion. `conflicts` are choices of options that exclude each other, by criterion. They are not
    among the answers: the visitor has to decide. `former` are the answers of an older address that were translated into
    those of today, or are explained by a word in the catalogue.
    """

    answers: Answers
    dropped: Chosen = ()
    conflicts: Mapping[str, Chosen] = field(default_factory=dict)
    former: tuple[Choice, ...] = ()


def read(catalogue: Catalogue, pairs: Iterable[tuple[str, str]]) -> Reading:
    """Read (criterion slug, option slug) and (`PRIORITY`, criterion slug) pairs in any order. Raises nothing.

    Former answers are translated first. Unknown keys and values, answers to questions that are not asked, and
    priorities above `MAX_PRIORITIES` are dropped.
    """
    translation = translate(catalogue, pairs)
    given: dict[str, set[str]] = {}
    for key, value in translation.pairs:
        given.setdefault(key, set()).add(value)
    wanted_priorities = given.pop(PRIORITY, set())
    priorities = tuple(slug for slug in catalogue.criterion_of if slug in wanted_priorities)[:MAX_PRIORITIES]
    chosen: dict[str, Chosen] = {}
    conflicts: dict[str, Chosen] = {}
    dropped: set[str] = set()
    for criterion in catalogue.criteria:
        values = given.pop(criterion.slug, set())
        known = tuple(slug for slug in (*criterion.option_of, NOT_SURE) if slug in values)
        if len(known) < len(values) or (criterion.selection == "one" and len(known) > 1):
            dropped.add(criterion.slug)
        if len(known) == 1 or (known and not has_conflict(criterion, known)):
            chosen[criterion.slug] = known
        elif known and criterion.selection == "many":
            conflicts[criterion.slug] = known
    known_answers = Answers(tuple(chosen.items()), priorities)
    answers = only_asked(catalogue, known_answers)
    dropped.update(set(known_answers) - set(answers))
    dropped.update([PRIORITY] if len(priorities) < len(wanted_priorities) else [], [UNKNOWN] if given else [])
    order = (*catalogue.criterion_of, PRIORITY, UNKNOWN)
    return Reading(answers, tuple(slug for slug in order if slug in dropped), conflicts, translation.former)


def has_conflict(criterion: Criterion, chosen: Chosen) -> bool:
    """Whether the chosen options of a criterion exclude each other."""
    if len(chosen) < 2:
        return False
    if criterion.selection == "one":
        return True
    return any(slug == NOT_SURE or criterion.option_of[slug].exclusive for slug in chosen)


def is_asked(criterion: Criterion, answers: Answers) -> bool:
    """Whether the question is asked after these answers; `NOT_SURE` opens no question."""
    return not criterion.ask_when or any(
        choice.option in answers.get(choice.criterion, ()) for choice in criterion.ask_when
    )


def questions(catalogue: Catalogue, answers: Answers) -> tuple[Criterion, ...]:
    """The criteria whose questions are asked after these answers: core ones first, then in the catalogue's order."""
    criteria = [criterion for criterion in catalogue.criteria if is_asked(criterion, answers)]
    return tuple(sorted(criteria, key=lambda criterion: not criterion.core))


def may_change_number(catalogue: Catalogue, answers: Answers, criterion: Criterion) -> bool:
    """Whether its answer, or those that are open, decide how many questions like this one are asked: core, or not.

    An answer to a question that only some answers to this one open stays where it is opened at once. So each answer is
    tried, but only where there is such an answer.
    """
    fixed = only_asked(catalogue, answers.without(criterion.slug))
    if not _may_open_another(catalogue, fixed, criterion, {criterion.slug}):
        return False
    if fixed == answers.without(criterion.slug):
        return True
    states = [with_changes(catalogue, answers, {criterion.slug: (slug,)}) for slug in (*criterion.option_of, NOT_SURE)]
    numbers = {sum(c.core == criterion.core for c in questions(catalogue, state)) for state in states}
    return len(numbers) > 1 or any(_may_open_another(catalogue, state, criterion, set()) for state in states)


def _may_open_another(catalogue: Catalogue, answers: Answers, criterion: Criterion, slugs: set[str]) -> bool:
    """Whether answers to the open questions, and to those of `slugs`, can open a question like this one."""
    openers = slugs | {other.slug for other in open_questions(catalogue, answers)}
    branches = [other for other in catalogue.criteria if not is_asked(other, answers)]
    while added := {c.slug for c in branches if openers & {w.criterion for w in c.ask_when}} - openers:
        openers |= added
    return any(other.core == criterion.core and other.slug in openers for other in branches)


def open_questions(catalogue: Catalogue, answers: Answers) -> tuple[Criterion, ...]:
    """The criteria of `questions` that have no answer; `NOT_SURE` is an answer here."""
    return tuple(criterion for criterion in questions(catalogue, answers) if criterion.slug not in answers)


def core_is_answered(catalogue: Catalogue, answers: Answers) -> bool:
    """Whether every core question that is asked has an answer; `NOT_SURE` is an answer here."""
    return not any(criterion.core for criterion in open_questions(catalogue, answers))


def answered(catalogue: Catalogue, answers: Answers) -> tuple[tuple[Criterion, tuple[Option, ...]], ...]:
    """Each criterion that has an answer, with the chosen options: empty for `NOT_SURE`."""
    return tuple(
        (criterion, tuple(option for option in criterion.options if option.slug in answers[criterion.slug]))
        for criterion in catalogue.criteria
        if criterion.slug in answers
    )


def only_asked(catalogue: Catalogue, answers: Answers) -> Answers:
    """The answers whose questions are asked. Dropping one can close further questions, so this repeats until stable."""
    while True:
        kept = tuple(item for item in answers.chosen if is_asked(catalogue.criterion_of[item[0]], answers))
        if kept == answers.chosen:
            return answers
        answers = replace(answers, chosen=kept)


def with_changes(catalogue: Catalogue, answers: Answers, changes: Mapping[str, Chosen]) -> Answers:
    """The answers with some of them replaced, or removed by (). Answers to questions that this closes are dropped.

    The options must be known, must not exclude each other, and must be in the catalogue's order.
    """
    chosen = {**dict(answers.chosen), **changes}
    in_order = tuple((slug, chosen[slug]) for slug in catalogue.criterion_of if chosen.get(slug))
    return only_asked(catalogue, replace(answers, chosen=in_order))
