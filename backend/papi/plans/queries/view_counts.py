"""How many assignments the usual views of the list show: all of them in one statement."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, anyone_as
from papi.directory.models import Unit
from papi.kit import clock
from papi.plans.models import Assignment, Cadence, DeadlineState, LeadMark, Mandate, Receipt, Task, WorkState
from papi.plans.queries.assignments import filters_of, visible_to
from papi.plans.schemas.assignments import AssignmentQuery
from papi.plans.schemas.views import ViewsQuery


async def count_views(session: AsyncSession, actor: Actor, query: ViewsQuery) -> dict[str, Any]:
    """The number behind each view, of what the actor may see."""
    actor.require_some("assignment.read")
    viewer, today = anyone_as(actor.role), clock.today()
    views = {name: AssignmentQuery.model_validate({"plan": query.plan, **filters}) for name, filters in _views(actor, query).items()}
    counted = [func.count().filter(and_(*filters_of(viewer, view, today))).label(name) for name, view in views.items()]
    statement = (
        select(*counted)
        .select_from(Assignment)
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(visible_to(viewer), *filters_of(viewer, views["all"], today))
    )
    row = (await session.execute(statement, actor.bound)).one()
    return {"unsaved": None, **row._mapping}  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name


def _views(actor: Actor, query: ViewsQuery) -> Mapping[str, Mapping[str, Any]]:
    whose = {"unit": query.unit}
    unsaved = {} if query.not_saved_since is None else {"unsaved": {**whose, "not_saved_since": query.not_saved_since}}
    return {
        "all": {},
        "overdue": {**whose, "deadline_state": DeadlineState.OVERDUE},
        "due_soon": {**whose, "deadline_state": DeadlineState.DUE_SOON},
        **unsaved,
        "awaiting": {"work_state": WorkState.AWAITING_CONFIRMATION, "cadence": Cadence.ONCE},
        "mine": {"unit": actor.unit_id},
        "untaken": {**whose, "receipt": Receipt.AWAITED},
        "questioned": {**whose, "receipt": Receipt.QUESTIONED},
        "lacking": {"lead_mark": LeadMark.LACKING},
        "asked": {"mandate": Mandate.REQUESTED},
        "own": {**whose, "own": True},
    }
