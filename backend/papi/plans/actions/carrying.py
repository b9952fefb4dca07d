"""What hangs on an assignment goes along when its work goes on as another unit's."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.plans.models import Assignment, Extension, ExtensionState, SubTask


async def carry_along(session: AsyncSession, into: Mapping[UUID, Assignment]) -> None:
    """From the assignments by id to those that continue them: a request that waits, of several that meet the
    first; and the pieces that people of the unit do."""
    pieces = await session.scalars(select(SubTask).where(SubTask.assignment_id.in_(list(into))))
    for piece in pieces:
        piece.assignment_id = into[piece.assignment_id].id
    waiting = await session.scalars(
        select(Extension)
        .where(Extension.state == ExtensionState.OPEN, Extension.assignment_id.in_(list(into)))
        .order_by(Extension.asked_at, Extension.id)
    )
    by_goal: dict[UUID, list[Extension]] = defaultdict(list)
    for extension in waiting:
        by_goal[into[extension.assignment_id].id].append(extension)
    goals = {goal.id: goal for goal in into.values()}
    for goal_id, (first, *others) in by_goal.items():
        goal = goals[goal_id]
        if goal.extension_asked or goal.due_on is None or first.wanted_on <= goal.due_on:
            others.append(first)
        else:
            first.assignment_id, goal.extension_asked = goal.id, True
        for other in others:
            other.state = ExtensionState.LAPSED
