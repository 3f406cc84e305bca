"""What answers to the open questions can still change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comparisons.engine.answers import Answers
from comparisons.engine.catalogue import Catalogue, Framework
from comparisons.engine.explanations.node_budget import NodeBudget
from comparisons.engine.explanations.open_questions import OpenQuestions
from comparisons.engine.explanations.results import result_from
from comparisons.engine.explanations.version_1 import goals
from comparisons.engine.explanations.version_2.changed_goal import Changed
from comparisons.engine.explanations.version_2.contenders import contenders
from comparisons.engine.explanations.version_2.recommended_goal import Recommended
from comparisons.engine.explanations.version_2.search import prepare_search, search_tree
from comparisons.engine.method import is_sufficient
from comparisons.engine.recommendation import Result

MAX_NODES = 5_000
"""What one outlook may cost: three times what any of 3,000 random answer sets needs on a catalogue of 12 frameworks."""
MAX_NODES_2 = 300
"""The same under version 2 of the rules, where a node takes longer. More would hardly ever make an outlook complete."""


@dataclass(frozen=True)
class Outlook:
    """What further answers can still bring: answers to any open questions, and to those that these open.

    A question is open if it has no answer, or "not sure". `possible` are the frameworks that some further answers
    would recommend, in the catalogue's order; those recommended already are among them. `settled` is true if no
    further answers change the result.

    Both are exact if `complete` is true. Otherwise the search ended before all was clear: a framework in `possible` is
    possible, one that is not may be, and `settled` is false because nothing is proven.
    """

    settled: bool
    possible: tuple[Framework, ...]
    complete: bool = True


def outlook(catalogue: Catalogue, answers: Answers, max_nodes: int | None = None) -> Outlook:
    """What further answers can change, after answers that were read against this catalogue.

    Visits at most `max_nodes` nodes of its search trees, whatever the catalogue: by default `MAX_NODES`, or
    `MAX_NODES_2` under version 2 of the rules.
    """
    bound = MAX_NODES if catalogue.method.version == 1 else MAX_NODES_2
    questions = OpenQuestions(catalogue, answers, NodeBudget(bound if max_nodes is None else max_nodes))
    current = result_from(catalogue, questions.totals)
    if catalogue.method.version > 1:
        return _of_version_2(questions, current)
    recommended = {framework.slug for framework in current.recommended}
    reachable = {
        framework.slug: framework.slug in recommended
        or framework in result_from(catalogue, questions.favours(index)).recommended
        or questions.can_reach(goals.recommended, index)
        for index, framework in enumerate(catalogue.frameworks)
    }
    possible = tuple(framework for framework in catalogue.frameworks if reachable[framework.slug])
    is_clear = None not in reachable.values()
    if len(possible) > len(recommended) or not is_clear:
        return Outlook(settled=False, possible=possible, complete=is_clear)
    changes = {*_possible_changes(questions, current)}
    return Outlook(settled=changes <= {False}, possible=possible, complete=True in changes or None not in changes)


def _of_version_2(questions: OpenQuestions, current: Result) -> Outlook:
    """The outlook under version 2 of the rules. Where what is required suffices, no answer changes that.

    A search for a change is needed only where nothing else can be recommended.
    """
    catalogue = questions.catalogue
    recommended = {framework.slug for framework in current.recommended}
    reachable: dict[str, bool | None] = dict.fromkeys(recommended, True)
    is_final = not questions.open or is_sufficient(catalogue, questions.totals)
    if not is_final:
        tree = search_tree(questions, with_add_ons=False)
        known = tree.fact_bounds(tree.root, 0).known
        for position in contenders(catalogue).positions:
            slug = catalogue.frameworks[position].slug
            reachable[slug] = slug in recommended or tree.can_reach(Recommended(catalogue, position, known))
    possible = tuple(framework for framework in catalogue.frameworks if reachable.get(framework.slug))
    is_clear = None not in reachable.values()
    if is_final or len(possible) > len(recommended):
        return Outlook(settled=is_final, possible=possible, complete=is_clear)
    changes = search_tree(questions, with_add_ons=True).can_reach(Changed(catalogue, questions.totals))
    return Outlook(settled=is_clear and changes is False, possible=possible, complete=is_clear and changes is not None)


def prepare_outlook(catalogue: Catalogue) -> None:
    """Make the tables that every outlook on a catalogue needs. Without it the first ones do, and take longer.

    Takes 40 ms for the shipped catalogue, and up to a second for one of 60 frameworks and 30 criteria.
    """
    if catalogue.method.version > 1:
        prepare_search(catalogue)
        return
    questions = OpenQuestions(catalogue, Answers(), NodeBudget(0))
    for index in range(len(catalogue.frameworks)):
        questions.favours(index)
        questions.can_reach(goals.recommended, index)


def _possible_changes(questions: OpenQuestions, current: Result) -> Iterator[bool | None]:
    """Whether each change of the result is possible, where no framework but the recommended ones is.

    Undecided then stays undecided, and no framework comes between two recommended ones. If another framework reaches
    the threshold beside one that is recommended narrowly, that one leads it: otherwise both would be possible.
    Complements are symmetric, so the order of two recommended frameworks does not change the verdict.
    """
    index_of = {framework.slug: index for index, framework in enumerate(questions.catalogue.frameworks)}
    recommended = [index_of[framework.slug] for framework in current.recommended]
    others = [index for index in index_of.values() if index not in recommended]
    for index in recommended:
        yield questions.can_reach(goals.below_threshold, index)
    if current.verdict == "clear":
        yield from (questions.can_reach(goals.within_lead, other, recommended[0]) for other in others)
    elif len(recommended) == 1:
        yield questions.can_reach(goals.recommended_alone, recommended[0])
    elif recommended:
        yield questions.can_reach(goals.leads, *recommended)
        yield questions.can_reach(goals.leads, *reversed(recommended))
