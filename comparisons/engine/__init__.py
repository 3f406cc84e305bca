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

Facts come first, and are not scored. An option can *require* a framework, because a law, a procurement rule or a
contract asks for it, or a customer named it: an **obligation**. It can say that the visitor *holds* one. What is
required or held is *known*; all of it but laws is a *proof*. A criterion of weight 0 asks for nothing but facts.

A framework has a role. A `law` is never ranked. A `base`, a `scheme` and a `start` are ranked, unless the framework
comes up only after certain choices (`only_when`) and none was made, or something known covers it, or something that
scores more, and enough to be recommended, covers it. What is known stays in the ranking. The verdict looks at those in
the ranking that reach `recommend_at`:

    clear      the best leads all others by `lead` or more
    both       there are two in the lead, and they are complements; or readers ask for several kinds of outcome, and
               these are the best of each kind that nothing known serves
    close      there are one or two in the lead that are no complements; none is recommended if the visitor has one
    enough     what is required suffices, or everything that leads is known, or none reaches `recommend_at` and there
               is a proof, or a known proof covers what would lead all others by `lead`, or readers accept any proof
               and a base is known: nothing further is needed
    undecided  none reaches `recommend_at`, nothing of weight was answered, or three and more are level

Those in the *lead* are the best and all less than `lead` behind it, but for those with two ahead of them. What leads
and is not known is *recommended*. Eight principles go with that:

- An answer about what one can afford (`means`) speaks for a framework only if an answer to another question does too.
- What is required at the lowest of several levels, and not held, covers nothing.
- Three and more that are level are no advice. Where means are small, and a start is among them, it comes first.
- Where readers ask for several kinds of outcome, one of each is needed, whatever the lead between them. What a customer
  named serves its kind, or what is held alone, but never in the place of what fits best.
- Where readers accept any proof, a known base whose outcome is one is enough.
- Whoever has to get a proof, and is not sure whether others have to be convinced, is told what is required; what else
  would fit is told under that condition. What convinces nobody, such as a self-assessment, depends on neither.
- A framework that somebody named and that the catalogue does not describe is a proof to get: it can be enough, too.
- An `add-on` is never ranked. It is told beside a base that is known or recommended, for `add_at` reasons or more.

Equal scores are ties and told as ties: the order of the catalogue decides nothing. A question with `ask_when` is asked
only after one of the choices in it, and an answer to a question that is not asked does not count. The verdict is
provisional until all core questions that are asked have an answer.

These are the rules of version 2. A release says which version it was made under, and `method.version_1` replays older
ones: there, what is required leaves the ranking, and the verdict looks at the first two of the rest.

Explanations
------------
The *result* is the verdict with the sets of frameworks that are recommended and added. Every explanation asks whether a
change gives another result:

    turning points   changed answers that alone give another result; if there are none, pairs of changes that do
    outlook          the frameworks that further answers can still recommend, and whether the result is *settled*: no
                     further answers change it
    influence        how many options of an open question change the result at once
    weight range     the weights of a criterion at which the result stays the same, all else equal
    left out         whether the result stays the same without the answer to one criterion

A question is open if it has no answer or `not-sure`; the outlook includes questions that further answers open. After
every change, answers to questions that are no longer asked are dropped, as `read` drops them.

All scores of one set of answers have the same denominator. To compare two scores is to compare two sums, and each
answer adds one term to each sum. The outlook is therefore a branch-and-bound search over the open questions. A branch
is pruned when the upper bound of its remaining questions is not enough. The search is exact: the tests use a search
through all answers as their oracle. Its tree is exponential in the number of open questions, so an outlook visits a
bounded number of nodes. Where they run out it says that it is not complete, and calls nothing settled.

Facts are no sums, but they only grow: what is known, what comes up, and what readers ask for. A bound counts a rival
only if no further fact can take it out of the ranking. So it is necessary and not sufficient, and the rules themselves
decide at each node whether its answers bring the result about. Options with equal effect are one: of all the frameworks
that somebody could name, those count that could be recommended, and for the others what they cover. To change the
result is searched for in the same way: a branch is pruned when all that can still matter is certain, which is every
comparison between frameworks near the lead, what is known of them, and the reasons for add-ons.

What follows from a recommendation
----------------------------------
`decision_record.decision_record` collects everything about one set of answers:

    plan                 the stages of the required and recommended frameworks, in months from today, and the deadline
    dates                what has changed and will change, seen from a day
    carry_over           how much of a held framework helps towards another one
    recommendation_diff  the diff of two recommendations: of two people, or under two releases

Guarantees
----------
- Permuting the frameworks of a catalogue changes no advice. What is required or held is never recommended or added.
  Nothing recommended is covered by what is known. No add-on is told without a base. (Version 2.)
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
    may_change_number,
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
from comparisons.engine.former_answers import FormerAnswerNote, former_answer_notes
from comparisons.engine.ranking import recommend
from comparisons.engine.recommendation import Contribution, Recommendation, Result, Standing

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
    "FormerAnswerNote",
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
    "former_answer_notes",
    "has_conflict",
    "influence",
    "is_asked",
    "leave_one_out",
    "may_change_number",
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
