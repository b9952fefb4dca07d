"""Of which units the caller may make an inspection: all others for who inspects everywhere, those that the own unit leads for its head."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor
from papi.access.permissions import Scope
from papi.directory.columns import UNIT_COLUMNS, unit_of
from papi.directory.models import Unit, UnitKind
from papi.directory.queries import in_use
from papi.inspections.workflow import MANAGE
from papi.kit import clock
from papi.kit.types import one_of
from papi.plans.models import Assignment, Mode, Part, Task
from papi.plans.queries.in_force import of_approved
from papi.plans.workflow.assignments import ASKED_KINDS

_Lead = aliased(Assignment)
_NEVER = (*sorted(ASKED_KINDS), UnitKind.CITY)
"""Front and Party bodies are asked and not told, and nobody below the city inspects it."""


def is_inspectable(actor: Actor) -> ColumnElement[bool]:
    """The condition on units: of the coordinator all but the own ones, of a lead unit's head those that support its joint tasks."""
    scopes = actor.scopes(MANAGE)
    others = and_(Unit.id.not_in(actor.own_units), ~one_of(Unit.kind, _NEVER), in_use(clock.today()), Unit.valid_from <= clock.today())
    if Scope.ALL in scopes:
        return others
    return and_(others, Unit.id.in_(_led_by(actor))) if Scope.LED in scopes else false()


def _led_by(actor: Actor) -> Any:
    return (
        select(Assignment.unit_id)
        .join(Task, Task.id == Assignment.task_id)
        .join(_Lead, and_(_Lead.task_id == Assignment.task_id, _Lead.part == Part.LEAD, actor.answers(_Lead.unit_id)))
        .where(Assignment.part == Part.SUPPORT, Task.mode == Mode.JOINT, Task.dropped_on.is_(None))
        .where(Assignment.carried_to_id.is_(None), of_approved(Assignment.plan_id))
    )


async def list_inspectable(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """These units, in official order."""
    actor.require_some(MANAGE)
    rows = await session.execute(select(*UNIT_COLUMNS).where(is_inspectable(actor)).order_by(Unit.sort, Unit.id))
    return {"items": [unit_of(row) for row in rows]}
