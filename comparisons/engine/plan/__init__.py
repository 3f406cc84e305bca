"""The plan: in which order to start what is required and recommended, and when each stage ends."""

from comparisons.engine.plan.schedules import Fit, FrameworkSchedule, Plan, plan, schedule_alone
from comparisons.engine.plan.stage_dates import PlannedStage, Span

__all__ = ["Fit", "FrameworkSchedule", "Plan", "PlannedStage", "Span", "plan", "schedule_alone"]
