"""The tables of the plan, by topic."""

from papi.plans.models.assignments import (
    Assignment,
    AssignmentCount,
    AssignmentEvidence,
    DeadlineState,
    Mandate,
    Outcome,
    Part,
    WorkState,
)
from papi.plans.models.plans import Plan, PlanState, Stance, Target
from papi.plans.models.tasks import Cadence, Mode, Task, TaskDimension, TaskIndicator, TaskKind

__all__ = [
    "Assignment",
    "AssignmentCount",
    "AssignmentEvidence",
    "Cadence",
    "DeadlineState",
    "Mandate",
    "Mode",
    "Outcome",
    "Part",
    "Plan",
    "PlanState",
    "Stance",
    "Target",
    "Task",
    "TaskDimension",
    "TaskIndicator",
    "TaskKind",
    "WorkState",
]
