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
criterion were chosen, the degree is the strongest support plus the strongest objection among them.

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

What it guarantees
------------------
- The order in which answers are given, and giving one twice, never matters.
- Raising a degree never lowers that framework's score.
- A criterion that is neutral as to all frameworks changes no ordering.
- Scores stay between -100 and 100, and the lines of a ledger add up to its points.
- Reading the answers that were read changes nothing.
- Whoever answers question after question reaches the end.
- Arithmetic is exact: whole numbers and fractions, rounded only for display.

Each of these is a property test in `tests/engine`.

`comparisons.engine.auditing` tries every set of answers. It needs numpy, which no page does, so its names are not here.
"""

from comparisons.engine.answers import (
    NOT_SURE,
    UNKNOWN,
    Answers,
    Reading,
    answered,
    clashes,
    core_is_answered,
    is_asked,
    open_questions,
    questions,
    read,
)
from comparisons.engine.catalogue import Catalogue
from comparisons.engine.checking import Problem, find_problems
from comparisons.engine.comparing import MAX_COMPARED, MIN_COMPARED, Objection, Table, compare, objection
from comparisons.engine.ranking import Contribution, Recommendation, Standing, recommend

__all__ = [
    "MAX_COMPARED",
    "MIN_COMPARED",
    "NOT_SURE",
    "UNKNOWN",
    "Answers",
    "Catalogue",
    "Contribution",
    "Objection",
    "Problem",
    "Reading",
    "Recommendation",
    "Standing",
    "Table",
    "answered",
    "clashes",
    "compare",
    "core_is_answered",
    "find_problems",
    "is_asked",
    "objection",
    "open_questions",
    "questions",
    "read",
    "recommend",
]
