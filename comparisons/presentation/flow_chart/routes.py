"""Branches as lines: out of the row of an option, along a lane to the left of the boxes, into the question it opens.

The branches to one question share a lane. Questions whose lines would pass one another have lanes of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from comparisons.engine.wizard_flow import Branch, Flow
from comparisons.presentation.flow_chart.boxes import Box

LANE = 14
HEAD = 6
"""The length of the head of an arrow, and twice its half width."""


@dataclass(frozen=True)
class Route:
    """A line from `start` to `end`, both at the left edge of the boxes, by way of `lane`."""

    branch: Branch
    edge: int
    lane: int
    start: int
    end: int

    @property
    def path(self) -> str:
        return f"M{self.edge} {self.start}H{self.lane}V{self.end}H{self.edge - HEAD}"

    @property
    def head(self) -> str:
        half = HEAD * 2 // 3
        back = self.edge - HEAD
        return f"M{back} {self.end - half}L{self.edge} {self.end}L{back} {self.end + half}z"


def lanes(flow: Flow) -> dict[str, int]:
    """Criterion slug -> lane, counted from the boxes, for each question that another one opens."""
    index_of = {question.criterion.slug: index for index, question in enumerate(flow.questions)}
    stops: dict[str, set[int]] = {}
    for branch in flow.branches:
        target = branch.opens.slug
        stops.setdefault(target, {index_of[target]}).add(index_of[branch.choice.criterion])
    taken: list[int] = []
    lane_of = {}
    for slug, indices in sorted(stops.items(), key=lambda item: (min(item[1]), max(item[1]), item[0])):
        free = next((lane for lane, last in enumerate(taken) if last < min(indices)), len(taken))
        taken[free : free + 1] = [max(indices)]
        lane_of[slug] = free
    return lane_of


def route(branch: Branch, box_of: dict[str, Box], lane: int) -> Route:
    before, target = box_of[branch.choice.criterion], box_of[branch.opens.slug]
    return Route(
        branch,
        edge=target.x,
        lane=target.x - LANE * (lane + 1) - HEAD,
        start=before.row_of(branch.choice.option).middle,
        end=target.entrance,
    )
