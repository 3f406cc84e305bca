"""What a framework is for, which decides how the method treats it, and what may make it an obligation."""

from __future__ import annotations

from typing import Literal

from comparisons.engine.catalogue.frozen import Frozen, Slug

Role = Literal["law", "base", "scheme", "start", "add-on"]
"""`law` binds and is never ranked. `base` is a general proof, `scheme` is one of a sector or of a kind of buyers,
`start` is a first step, and an `add-on` extends a base."""
RANKED: tuple[Role, ...] = ("base", "scheme", "start")
Basis = Literal["law", "procurement", "contract", "customer"]
"""Why a framework is required; `customer` means that a customer named it. In the order in which they are told."""


class Choice(Frozen):
    """One option of one criterion, as `ask_when` and `only_when` name it."""

    criterion: Slug
    option: Slug

    def __str__(self) -> str:
        """As content files and forms write it."""
        return f"{self.criterion}/{self.option}"

    @property
    def pair(self) -> tuple[str, str]:
        """As addresses write it."""
        return self.criterion, self.option
