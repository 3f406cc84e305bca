"""Numbers for the outcomes of two scorers, so that arrays of them can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from comparisons.engine.audit.findings import Outcome
from comparisons.engine.audit.questions import Numbers


@dataclass(frozen=True, eq=False)
class OutcomeNumbers:
    """Each outcome has the number of its position in `outcomes`, which grows."""

    outcomes: list[Outcome] = field(default_factory=list)
    number_of: dict[Outcome, int] = field(default_factory=dict)

    def numbers(self, positions: Numbers, named: Sequence[Outcome], *, in_order: bool) -> Numbers:
        """The numbers of outcomes given by their positions among those named.

        Unless they are to be compared `in_order`, what is recommended is a set: its slugs are sorted.
        """
        present, inverse = np.unique(positions, return_inverse=True)
        numbers = np.array([self._number(named[position], in_order=in_order) for position in present], dtype=np.intp)
        return numbers[inverse].reshape(positions.shape)

    def _number(self, outcome: Outcome, *, in_order: bool) -> int:
        if not in_order and type(outcome) is Outcome:
            outcome = Outcome(outcome.verdict, tuple(sorted(outcome.recommended)))
        number = self.number_of.setdefault(outcome, len(self.outcomes))
        if number == len(self.outcomes):
            self.outcomes.append(outcome)
        return number
