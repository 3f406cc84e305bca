"""The engine: a catalogue and answers in, a recommendation out.

The engine reads no files, no clock, no database and no random numbers, and never changes a value. Equal inputs give
equal outputs, byte for byte, on every machine.

The method
----------
An answer names one or more options of a criterion. An option supports each framework to a *degree*, from +2 (a strong
reason for it) to -2 (a strong reason against it). A framework that the option does not mention has degree 0. Over all
criteria answered with something other than `not-sure`:

    points(criterion, framework) = weight(criterion) * degree
    score(framework)             = 100 * sum of points / sum of 2 * weight

A score is a share of the maximum of points, between -100 and 100. If several options of one criterion are chosen, the
degree is the strongest support plus the strongest objection among them. A visitor can give *priority* to at most two
criteria: their weight is doubled for this visitor.

An option can *require* a framework, because of a law, a contract or a procurement rule. Such an **obligation** is
listed separately. The verdict ranks the other frameworks:

    clear      the best score reaches `recommend_at`, and leads the next by `lead` or more
    both       the lead is smaller, the next reaches `recommend_at` too, and the two are complements: start with the
               better one
    close      the lead is smaller, and the two are not complements; if the next does not reach `recommend_at`, only
               the best is recommended, narrowly
    undecided  no score reaches `recommend_at`, or nothing was answered

Equal scores are ties, shown in the catalogue's order. A question with `ask_when` is asked only after one of the choices
in it, and an answer to a question that is not asked does not count. The verdict is provisional until all core questions
that are asked have an answer.

An option can say that the visitor already *holds* a framework. This does not change which framework fits, so it does
not change the verdict. A held framework that would be recommended is *in place*: it is neither recommended nor planned.

Explanations
------------
The *result* is the verdict with the set of recommended frameworks. Every explanation asks whether a change gives
another result:

    turning points   changed answers that alone give another result; if there are none, pairs of changes that do
    outlook          the frameworks that further answers can still recommend, and whether the result is *settled*: no
                     further answers change it
    influence        how many options of an open question change the result at once
    weight range     the weights of a criterion at which the result stays the same, all else equal
    left out         whether the result stays the same without the answer to one criterion

A question is open if it has no answer or `not-sure`; the outlook includes questions that further answers open. After
every change, answers to questions that are no longer asked are dropped, as `read` drops them.

All scores of one set of answers have the same denominator. To compare two scores is to compare two sums, and each
answer adds one term to each sum. The outlook is therefore a branch-and-bound search over the open questions. Their
candidate answers are those that no other answer dominates. A branch is pruned when the upper bound of its remaining
questions is not enough. The search is exact: the tests use a search through all answers as their oracle. Its tree is
exponential in the number of open questions, so an outlook visits at most `MAX_NODES` nodes. Where they run out it says
that it is not complete, and calls nothing settled.

What follows from a recommendation
----------------------------------
`decision_record.decision_record` collects everything about one set of answers:

    plan                 the stages of the required and recommended frameworks, in months from today, and the deadline
    carry_over           how much of a held framework helps towards another one
    recommendation_diff  the diff of two recommendations: of two people, or under two releases

Guarantees
----------
- The order of answers never matters, and neither does a repeated answer.
- A priority has the same effect as a doubled weight in the catalogue.
- To raise a degree never lowers the score of that framework.
- A criterion that is neutral to all frameworks changes no order.
- Scores are between -100 and 100, and the lines of a ledger add up to its points.
- To read answers that were already read changes nothing.
- A complete outlook is exact: settled if, and only if, no further answers change the result, and a framework is
  possible if, and only if, some further answers recommend it. One that is not complete claims nothing that is not
  proven. A recommended framework is possible, and once the result is settled no other is.
- Every turning point changes the result, and none is missing. No weight inside a weight range changes the result, and
  the next weight outside does.
- A visitor who answers one question after another reaches the end.
- Arithmetic is exact: whole numbers and fractions, rounded only for display.

Each of these is a property test in `tests/engine`.

Other parts
-----------
`catalogue` has the types of everything that a release contains, and `checks` finds errors and warnings in it. `diff`
lists the items that differ between two catalogues, and `merge` adds to one catalogue what only the other has.
`wizard_flow` describes all questions of the wizard: their order, what opens them, and how many points they can move. It
works for drafts with errors too. `audit` tries every set of answers. It needs numpy, so this package does not import
it.
"""

from comparisons.engine.answers import (
    MAX_PRIORITIES,
    NOT_SURE,
    PRIORITY,
    UNKNOWN,
    Answers,
    Reading,
    answered,
    core_is_answered,
    has_conflict,
    is_asked,
    open_questions,
    questions,
    read,
    with_changes,
)
from comparisons.engine.catalogue import Catalogue
from comparisons.engine.checks import Problem, find_problems
from comparisons.engine.comparison import MAX_COMPARED, MIN_COMPARED, SelectionError, Table, compare, selection_error
from comparisons.engine.explanations import (
    Change,
    Influence,
    LeftOut,
    Outlook,
    TurningPair,
    TurningPoint,
    WeightRange,
    influence,
    leave_one_out,
    outlook,
    prepare_outlook,
    smallest_change,
    turning_points,
    weight_ranges,
)
from comparisons.engine.ranking import Contribution, Recommendation, Result, Standing, recommend

__all__ = [
    "MAX_COMPARED",
    "MAX_PRIORITIES",
    "MIN_COMPARED",
    "NOT_SURE",
    "PRIORITY",
    "UNKNOWN",
    "Answers",
    "Catalogue",
    "Change",
    "Contribution",
    "Influence",
    "LeftOut",
    "Outlook",
    "Problem",
    "Reading",
    "Recommendation",
    "Result",
    "SelectionError",
    "Standing",
    "Table",
    "TurningPair",
    "TurningPoint",
    "WeightRange",
    "answered",
    "compare",
    "core_is_answered",
    "find_problems",
    "has_conflict",
    "influence",
    "is_asked",
    "leave_one_out",
    "open_questions",
    "outlook",
    "prepare_outlook",
    "questions",
    "read",
    "recommend",
    "selection_error",
    "smallest_change",
    "turning_points",
    "weight_ranges",
    "with_changes",
]
