"""What people do with plans, tasks and assignments; each act records its fact in the same transaction."""

from papi.plans.actions.amendments import (
    approve_amendment,
    create_amendment,
    return_amendment,
    submit_amendment,
    update_amendment,
    withdraw_amendment,
)
from papi.plans.actions.assignments import (
    cancel_assignment,
    confirm_assignment,
    redo_assignment,
    report_done,
    resume_assignment,
    suspend_assignment,
    take_out,
    update_assignment,
)
from papi.plans.actions.copying import copy_plan
from papi.plans.actions.distributing import acknowledge_plan, distribute_plan, remind_receivers
from papi.plans.actions.extensions import ask_extension, grant_extension, refuse_extension, withdraw_extension
from papi.plans.actions.figures import set_figures
from papi.plans.actions.giving import create_assignment, create_task, give_units
from papi.plans.actions.papers import create_legal_basis, set_plan_bases, set_receivers, set_steps, update_legal_basis
from papi.plans.actions.plans import (
    approve_plan,
    create_plan,
    return_plan,
    set_targets,
    submit_plan,
    update_plan,
)
from papi.plans.actions.tasks import drop_task, update_task
from papi.plans.actions.years import discard_plan, restore_plan

__all__ = [
    "acknowledge_plan",
    "approve_amendment",
    "approve_plan",
    "ask_extension",
    "cancel_assignment",
    "confirm_assignment",
    "copy_plan",
    "create_amendment",
    "create_assignment",
    "create_legal_basis",
    "create_plan",
    "create_task",
    "discard_plan",
    "distribute_plan",
    "drop_task",
    "give_units",
    "grant_extension",
    "redo_assignment",
    "refuse_extension",
    "remind_receivers",
    "report_done",
    "restore_plan",
    "resume_assignment",
    "return_amendment",
    "return_plan",
    "set_figures",
    "set_plan_bases",
    "set_receivers",
    "set_steps",
    "set_targets",
    "submit_amendment",
    "submit_plan",
    "suspend_assignment",
    "take_out",
    "update_amendment",
    "update_assignment",
    "update_legal_basis",
    "update_plan",
    "update_task",
    "withdraw_amendment",
    "withdraw_extension",
]
