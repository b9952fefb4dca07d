"""What people do with plans, tasks and assignments; each act records its fact in the same transaction."""

from papi.plans.actions.assignments import (
    cancel_assignment,
    confirm_assignment,
    create_assignment,
    redo_assignment,
    report_done,
    resume_assignment,
    suspend_assignment,
    update_assignment,
)
from papi.plans.actions.plans import (
    approve_plan,
    create_plan,
    return_plan,
    set_targets,
    submit_plan,
    update_plan,
)
from papi.plans.actions.tasks import create_task, update_task

__all__ = [
    "approve_plan",
    "cancel_assignment",
    "confirm_assignment",
    "create_assignment",
    "create_plan",
    "create_task",
    "redo_assignment",
    "report_done",
    "resume_assignment",
    "return_plan",
    "set_targets",
    "submit_plan",
    "suspend_assignment",
    "update_assignment",
    "update_plan",
    "update_task",
]
