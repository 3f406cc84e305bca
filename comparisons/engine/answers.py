"""Reading answers against a catalogue, and the way through its questions.

Answers arrive as pairs of text from an address that anyone may have written. `read` keeps what the catalogue knows,
in the catalogue's order, and says what it left out. The same answers give the same `Answers`, in whatever order and
however often they were given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from comparisons.engine.catalogue import Catalogue, Criterion, Option

NOT_SURE = "not-sure"
UNKNOWN = "unknown"
PRIORITY = "priority"
MAX_PRIORITIES = 2

Chosen = tuple[str, ...]


@dataclass(frozen=True)
class Answers(Mapping[str, Chosen]):
    """Criterion slug -> the chosen option slugs, or (`NOT_SURE`,); both in the order of the catalogue.

    `priorities` are the criteria that count double for this visitor, whether they are answered yet or not.
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
        """What an address spells out: (criterion, option) for choices, (`PRIORITY`, criterion) for priorities."""
        return self.chosen_pairs + [(PRIORITY, slug) for slug in self.priorities]

    @property
    def chosen_pairs(self) -> list[tuple[str, str]]:
        """(criterion, option) for each choice."""
        return [(slug, option) for slug, options in self.chosen for option in options]

    def without(self, criterion: str) -> Answers:
        return replace(self, chosen=tuple((slug, options) for slug, options in self.chosen if slug != criterion))


@dataclass(frozen=True)
class Reading:
    """What `read` made of an address.

    `dropped` names, in order, each criterion of which something was left out, `PRIORITY` where that was a priority,
    and `UNKNOWN` where a key was no criterion. `conflicts` holds what was chosen together although one of it stands
    alone; it is in no answer until the visitor decides.
    """

    answers: Answers
    dropped: Chosen = ()
    conflicts: Mapping[str, Chosen] = field(default_factory=dict)


def read(catalogue: Catalogue, pairs: Iterable[tuple[str, str]]) -> Reading:
    """Read (criterion slug, option slug) and (`PRIORITY`, criterion slug), in any order, of which any may be wrong."""
    given: dict[str, set[str]] = {}
    for key, value in pairs:
        given.setdefault(key, set()).add(value)
    preferred = given.pop(PRIORITY, set())
    priorities = tuple(slug for slug in catalogue.criterion_of if slug in preferred)[:MAX_PRIORITIES]
    chosen: dict[str, Chosen] = {}
    conflicts: dict[str, Chosen] = {}
    dropped: set[str] = set()
    for criterion in catalogue.criteria:
        values = given.pop(criterion.slug, set())
        known = tuple(slug for slug in (*criterion.option_of, NOT_SURE) if slug in values)
        if len(known) < len(values) or (criterion.selection == "one" and len(known) > 1):
            dropped.add(criterion.slug)
        if len(known) == 1 or (known and not clashes(criterion, known)):
            chosen[criterion.slug] = known
        elif known and criterion.selection == "many":
            conflicts[criterion.slug] = known
    answers = Answers(tuple(chosen.items()), priorities)
    asked = only_asked(catalogue, answers)
    dropped.update(set(answers) - set(asked))
    dropped.update([PRIORITY] if len(priorities) < len(preferred) else [], [UNKNOWN] if given else [])
    order = (*catalogue.criterion_of, PRIORITY, UNKNOWN)
    return Reading(asked, tuple(slug for slug in order if slug in dropped), conflicts)


def clashes(criterion: Criterion, chosen: Chosen) -> bool:
    """Whether options were chosen together although one of them has to stand alone."""
    if len(chosen) < 2:
        return False
    if criterion.selection == "one":
        return True
    return any(slug == NOT_SURE or criterion.option_of[slug].exclusive for slug in chosen)


def is_asked(criterion: Criterion, answers: Answers) -> bool:
    """Whether the answers lead to the question; `NOT_SURE` opens no branch."""
    return not criterion.ask_when or any(
        choice.option in answers.get(choice.criterion, ()) for choice in criterion.ask_when
    )


def questions(catalogue: Catalogue, answers: Answers) -> tuple[Criterion, ...]:
    """The criteria that these answers lead to: the core ones first, each part in the catalogue's order."""
    asked = [criterion for criterion in catalogue.criteria if is_asked(criterion, answers)]
    return tuple(sorted(asked, key=lambda criterion: not criterion.core))


def open_questions(catalogue: Catalogue, answers: Answers) -> tuple[Criterion, ...]:
    return tuple(criterion for criterion in questions(catalogue, answers) if criterion.slug not in answers)


def core_is_answered(catalogue: Catalogue, answers: Answers) -> bool:
    """Whether every core question that is asked has an answer; `NOT_SURE` is one."""
    return not any(criterion.core for criterion in open_questions(catalogue, answers))


def answered(catalogue: Catalogue, answers: Answers) -> tuple[tuple[Criterion, tuple[Option, ...]], ...]:
    """Each criterion that has an answer, with the chosen options; none stand for `NOT_SURE`."""
    return tuple(
        (criterion, tuple(option for option in criterion.options if option.slug in answers[criterion.slug]))
        for criterion in catalogue.criteria
        if criterion.slug in answers
    )


def only_asked(catalogue: Catalogue, answers: Answers) -> Answers:
    """The answers whose questions are asked. Leaving one out can close another branch, so until nothing changes."""
    while True:
        kept = tuple(item for item in answers.chosen if is_asked(catalogue.criterion_of[item[0]], answers))
        if kept == answers.chosen:
            return answers
        answers = replace(answers, chosen=kept)


def changed(catalogue: Catalogue, answers: Answers, changes: Mapping[str, Chosen]) -> Answers:
    """The answers with another one, or with none, to some criteria; what this leads away from is dropped.

    The options are known ones that go together, in the order of the catalogue.
    """
    chosen = {**dict(answers.chosen), **changes}
    in_order = tuple((slug, chosen[slug]) for slug in catalogue.criterion_of if chosen.get(slug))
    return only_asked(catalogue, replace(answers, chosen=in_order))
