"""What the method decides for one set of answers. Frameworks are given by their position in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["clear", "both", "close", "enough", "undecided"]
Positions = tuple[int, ...]


@dataclass(frozen=True)
class Decision:
    """The verdict, and the frameworks that it is about.

    `leading` fit best, whether the visitor has them or not, and `recommended` are those to get, in the order in which
    to start; `tied` is true where no order follows. `add` are add-ons to get. `later` come after what is recommended,
    and `conditional` only if somebody has to be convinced besides those who require something. `ranking` is best
    first. `covered` are left out of it, each with one that covers it. `suffices` is true if an answer says that what is
    required is enough. `accepted` are known, and enough for readers who accept any proof. `met` is what would lead, if
    something known did not cover it, and that. `one_is_enough` is true where any of what is recommended would do.
    """

    verdict: Verdict
    ranking: Positions
    leading: Positions = ()
    recommended: Positions = ()
    add: Positions = ()
    later: Positions = ()
    conditional: Positions = ()
    covered: tuple[tuple[int, int], ...] = ()
    tied: bool = False
    suffices: bool = False
    accepted: Positions = ()
    met: tuple[tuple[int, int], ...] = ()
    one_is_enough: bool = False
