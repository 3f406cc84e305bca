"""The engine: a catalogue and answers in, a recommendation out.

Nothing here reads a file, a clock, a database or chance, and nothing here is changed once it is made. What goes in
decides what comes out, to the byte, on every machine.

The method
----------
An answer names one or more options of a criterion. An option supports each framework to a *degree*, from +2 (a strong
reason for it) to -2 (a strong reason against it); a framework that it does not mention is neutral, 0. Over the
criteria that were answered with something other than `not-sure`:

    points(criterion, framework) = weight(criterion) * degree
    score(framework)             = 100 * sum of points / sum of 2 * weight

A score is therefore between -100 and 100: the share of the greatest possible support. Where several options of one
criterion were chosen, the degree is the strongest support plus the strongest objection among them. A *priority*, of
which a visitor has at most two, doubles the weight of its criterion for this visitor.

An option can *require* a framework, by law, contract or procurement rule. Such **obligations** are told first and
apart, and do not enter the verdict, which is over the other frameworks:

    clear      the best score reaches `recommend_at`, and leads the next by `lead` or more
    both       the lead is smaller, the next reaches `recommend_at` too, and the two are complements:
               the better one is the one to start with
    close      the lead is smaller, and they are not complements; or the next does not reach `recommend_at`, and then
               the best alone is recommended, narrowly
    undecided  no score reaches `recommend_at`, or nothing was answered

Equal scores stand in the order of the catalogue, and are said to be ties. A question with `ask_when` is asked only
after one of the choices it names, and an answer to a question that is not asked does not count. While a core question
that is asked has no answer, the verdict is the one so far.

An option can say that a framework is *held*. That does not change what fits, and so not the verdict: a framework that
would be recommended and is held is told to be in place, and is neither recommended nor planned.

Why it is so, and what would change it
--------------------------------------
The *result* is the verdict with the set of recommended frameworks. Every explanation asks whether it would be another:

    turning points   other answers that alone change it; where none does, pairs of changes that do
    outlook          what the open questions can still bring: the frameworks that some further answers would recommend,
                     and whether all of them leave the result as it is; then it is *settled*
    influence        how many options of an open question change it at once
    weight range     the weights of a criterion at which it stays the same, all else equal
    left out         whether it holds without the answer to one criterion

Open is a question without an answer, or with `not-sure`, and one that answers to others lead to. After any change, an
answer whose question is no longer asked is dropped, as `read` would drop it.

All scores of one set of answers have the same denominator, so a comparison of two is one of sums to which each answer
adds a term. The outlook is a search over those: a branch is left when the best of each remaining question is not
enough, and an answer is left out when another is as good in every way. That finds what trying all answers would find.

What comes of it
----------------
`decision_record.record` gathers everything that is told of one set of answers:

    plan                 the stages of what is required and recommended, in months from today, against the deadline
    carry_over           what a framework that is held brings to another one, and what it never does
    recommendation_diff  two recommendations beside each other: of two people, or under two releases

What it guarantees
------------------
- The order in which answers are given, and giving one twice, never matters.
- A priority says what the doubled weight in the catalogue would say.
- Raising a degree never lowers that framework's score.
- A criterion that is neutral as to all frameworks changes no ordering.
- Scores stay between -100 and 100, and the lines of a ledger add up to its points.
- Reading the answers that were read changes nothing.
- An outlook is exact: it is settled if, and only if, no further answers change the result, and a framework is possible
  if, and only if, some recommend it. What is recommended now is possible, and alone so once the result is settled.
- A turning point is one, and none is missing; nor is a weight that changes the result inside a weight range, nor one
  next to it, outside, that does not.
- Whoever answers question after question reaches the end.
- Arithmetic is exact: whole numbers and fractions, rounded only for display.

Each of these is a property test in `tests/engine`.

`comparisons.engine.diff` tells item by item what one catalogue says otherwise than another: of two that differ, at
least one item. `wizard_flow` tells of the wizard as a whole: its questions in order, what leads to each, and how far
each can move whom; of a draft too that could not be published.

`comparisons.engine.audit` tries every set of answers. It alone needs numpy, so its names are not here.
"""

from comparisons.engine.answers import (
    MAX_PRIORITIES,
    NOT_SURE,
    PRIORITY,
    UNKNOWN,
    Answers,
    Reading,
    answered,
    changed,
    clashes,
    core_is_answered,
    is_asked,
    open_questions,
    questions,
    read,
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
    "changed",
    "clashes",
    "compare",
    "core_is_answered",
    "find_problems",
    "influence",
    "is_asked",
    "leave_one_out",
    "open_questions",
    "outlook",
    "questions",
    "read",
    "recommend",
    "selection_error",
    "smallest_change",
    "turning_points",
    "weight_ranges",
]
