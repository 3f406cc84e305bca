"""Texts about several frameworks together: guides, and crosswalks from one framework to another."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field

from comparisons.engine.catalogue.frozen import Frozen, Line, Prose, Slug


class KeyDifference(Frozen):
    name: Line
    text: Prose
    aspects: tuple[Slug, ...] = ()


class Consideration(Frozen):
    """One paragraph of a guide's "how to choose", tied to the criterion that asks the same."""

    criterion: Slug
    name: Line
    text: Prose


class Guide(Frozen):
    slug: Slug
    title: Line
    frameworks: tuple[Slug, ...]
    reviewed_on: datetime.date
    sources: tuple[Slug, ...] = ()
    introduction: Prose
    key_differences: tuple[KeyDifference, ...] = ()
    how_to_choose: tuple[Consideration, ...] = ()
    conclusion: Prose


class Series(Frozen):
    """A group of requirements of the second framework of a crosswalk."""

    identifier: Line
    topic: Line


class Pair(Frozen):
    """A part of each framework that covers the same topic. `backed_by` counts the public mappings that agree."""

    first: Line
    second: Line
    topic: Line
    backed_by: Annotated[int, Field(ge=0)]


class NotCarriedOver(Frozen):
    """What a visitor who holds one framework still needs for the other."""

    held: Slug
    wanted: Slug
    items: Annotated[tuple[Prose, ...], Field(min_length=1)]


class Crosswalk(Frozen):
    frameworks: tuple[Slug, Slug]
    editions: Prose
    unit: Prose
    provenance: Prose
    limits: Prose
    licence: Prose
    backed_by_of: Annotated[int, Field(ge=0)]
    series: tuple[Series, ...] = ()
    pairs: tuple[Pair, ...] = ()
    not_carried_over: tuple[NotCarriedOver, ...] = ()
