"""The plan in force on the business day: the one that is meant wherever no plan is named."""

from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, case, select
from sqlalchemy.orm import aliased

from papi.kit.db import at_most
from papi.kit.types import AnySelect
from papi.plans.models import Plan, PlanState


def plan_in_force(year: int) -> AnySelect:
    """The id of that year's approved plan, else of the last one approved for an earlier year, else of the latest approved: next year's plan
    is approved in the autumn, and until the year ends nothing is counted by it."""
    plan = aliased(Plan)
    later = case((plan.year > year, 1), else_=0)
    approved = select(plan.id).where(plan.state == PlanState.APPROVED)
    return at_most(approved.order_by(later, plan.year.desc(), plan.id.desc()), 1)


def is_in_force(year: int) -> ColumnElement[bool]:
    """Whether a plan is the one in force."""
    return Plan.id == plan_in_force(year).scalar_subquery()


def of_approved(plan_id: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """Whether something is of an approved plan: of drafts units know nothing."""
    return plan_id.in_(select(Plan.id).where(Plan.state == PlanState.APPROVED))
