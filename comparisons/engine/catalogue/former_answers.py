"""What answers of older addresses mean today, so that links keep working when an editor changes the questions."""

from __future__ import annotations

from comparisons.engine.catalogue.frozen import Frozen, Line
from comparisons.engine.catalogue.roles import Choice


class FormerAnswer(Frozen):
    """An answer that older addresses have, and that means the option that lists it.

    With `only_when`, it does so only beside that answer, which is one of today's.
    """

    answer: Choice
    only_when: Choice | None = None

    def __str__(self) -> str:
        """As content files and forms write it."""
        return f"{self.answer} if {self.only_when}" if self.only_when else str(self.answer)


class DroppedAnswer(Frozen):
    """An answer that older addresses have, and that means no option of today; `explanation` says why, in a sentence."""

    answer: Choice
    explanation: Line

    def __str__(self) -> str:
        """As forms write it."""
        return f"{self.answer}: {self.explanation}"
