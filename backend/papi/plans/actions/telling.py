"""Whom a step of a plan concerns besides its units: the leaders who decide, the coordinator who proposed."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.permissions import GRANTS
from papi.directory.models import Membership
from papi.directory.queries import in_force
from papi.kit import clock


async def leaders(session: AsyncSession, permission: str = "plan.approve") -> dict[str, Any]:
    """Those who approve plans, or may do something else, as a fact names whom it notifies."""
    roles = [role.value for role in GRANTS[permission]]
    statement = select(Membership.unit_id).where(Membership.role.in_(roles), in_force(clock.today())).distinct()
    return {"notify": [str(unit_id) for unit_id in await session.scalars(statement)], "notify_roles": roles}


async def of_coordinator(session: AsyncSession, submitted_by: UUID | None, permission: str = "plan.edit") -> dict[str, Any]:
    """Those who write plans, or may do something else, in the units of whoever submitted this one."""
    roles = [role.value for role in GRANTS[permission]]
    statement = select(Membership.unit_id).where(Membership.person_id == submitted_by, in_force(clock.today()), Membership.role.in_(roles))
    return {"notify": [str(unit_id) for unit_id in await session.scalars(statement.distinct())], "notify_roles": roles}
