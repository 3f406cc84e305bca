"""The bound of a search for further answers: how much of its tree it may visit."""

from __future__ import annotations

from dataclasses import dataclass


class InconclusiveError(Exception):
    """The search has no answer: it visited all nodes that it may visit, or some combinations were not tried."""


@dataclass
class NodeBudget:
    """How many nodes of search trees may still be visited. It counts nodes and not time: the same on every machine."""

    left: int
    whole: NodeBudget | None = None

    def part(self) -> NodeBudget:
        """Half of what is left, for one search, so that one which does not end leaves something to the others."""
        return NodeBudget((self.left + 1) // 2, self)

    def visit(self) -> None:
        """Raises InconclusiveError when there are none left."""
        if self.left <= 0:
            raise InconclusiveError
        self.left -= 1
        if self.whole:
            self.whole.left -= 1
