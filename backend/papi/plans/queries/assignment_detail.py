"""One assignment in full: its task, its documents, the other units of a joint task."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.permissions import Scope
from papi.calendar.queries import load_working_days
from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.evidence.queries import shown_redacted, told_to
from papi.kit import clock
from papi.plans.models import Assignment, AssignmentEvidence, AssignmentPart, Mode, Part, Task
from papi.plans.queries.assignments import (
    PROVISIONAL_UNLESS,
    UNIT_COLUMNS,
    LoadedAssignment,
    get_assignment,
    shape_unit,
)
from papi.plans.queries.receipts import receipt_columns
from papi.plans.queries.seen import seen_percent, seen_state
from papi.plans.queries.sub_tasks import count_sub_tasks
from papi.plans.queries.tasks import shape_task_detail
from papi.plans.workflow.assignments import allowed_actions
from papi.plans.workflow.deadlines import OPEN_STATES, Progress, deadline_state


async def read_assignment(session: AsyncSession, actor: Actor, assignment_id: UUID) -> dict[str, Any]:
    """An assignment as the screen shows it."""
    loaded = await get_assignment(session, actor, assignment_id)
    assignment = loaded.assignment
    own = assignment.unit_id in actor.inherited
    state = assignment.work_state if own else assignment.shown_work_state
    progress = Progress(state, assignment.due_on, assignment.submitted_late, assignment.mandate)
    return {
        "id": assignment.id,
        "version": assignment.version,
        "plan_id": assignment.plan_id,
        "task": await shape_task_detail(session, actor, loaded.task),
        "unit": name_unit(loaded.unit),
        "part": assignment.part,
        "mandate": assignment.mandate,
        "due_on": assignment.due_on,
        "due_words": assignment.due_words,
        "working_days_left": await _working_days_left(session, progress),
        "first_due_on": assignment.first_due_on,
        "extended_times": assignment.extended_times,
        "extension_asked": assignment.extension_asked,
        "work_state": state,
        "deadline_state": deadline_state(progress, clock.today()),
        "percent": assignment.percent if own else assignment.shown_percent,
        "submitted_on": assignment.submitted_on,
        "submitted_late": assignment.submitted_late,
        "done_on": assignment.done_on,
        "done_result": assignment.done_result,
        "evidence": await _evidence(session, actor, assignment.id),
        "partners": await _partners(session, actor, loaded),
        "sub_tasks": await count_sub_tasks(session, actor, assignment),
        "updated_at": assignment.updated_at,
        "carried_to_id": assignment.carried_to_id,
        "allowed_actions": allowed_actions(actor, loaded.standing_for(actor)._replace(state=state)),
    }


async def _working_days_left(session: AsyncSession, progress: Progress) -> int | None:
    if progress.due_on is None or progress.work_state not in OPEN_STATES:
        return None
    today = clock.today()
    return (await load_working_days(session, today, progress.due_on)).between(today, progress.due_on)


def name_unit(unit: Unit) -> dict[str, Any]:
    """A unit as `AssignedUnit`."""
    provisional = unit.basis != PROVISIONAL_UNLESS
    return {"id": unit.id, "code": unit.code, "name": unit.short_name, "kind": unit.kind, "provisional": provisional}


async def _evidence(session: AsyncSession, actor: Actor, assignment_id: UUID) -> list[dict[str, Any]]:
    rows = await session.execute(
        select(
            Evidence.id,
            *told_to(actor, actor.language)[:2],
            shown_redacted(actor),
            Evidence.media_type,
            Evidence.size,
            AssignmentEvidence.linked_at,
            AssignmentEvidence.set_aside_on,
        )
        .join(Unit, Unit.id == Evidence.unit_id)
        .join(AssignmentEvidence, AssignmentEvidence.evidence_id == Evidence.id)
        .where(AssignmentEvidence.assignment_id == assignment_id)
        .order_by(AssignmentEvidence.linked_at, Evidence.id)
    )
    return [dict(row._mapping) for row in rows]  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name


async def _partners(session: AsyncSession, actor: Actor, loaded: LoadedAssignment) -> list[dict[str, Any]]:
    """The other units of a joint task: named to all, with their states only for who may see them."""
    if loaded.task.mode is not Mode.JOINT:
        return []
    leads = loaded.assignment.part is Part.LEAD and loaded.assignment.unit_id in actor.inherited
    everything = Scope.ALL in actor.scopes("assignment.read")
    rows = await session.execute(
        select(
            Assignment.id,
            Assignment.part,
            Assignment.mandate,
            seen_state(actor).label("work_state"),
            seen_percent(actor).label("percent"),
            *receipt_columns(seen_state(actor)),
            *UNIT_COLUMNS,
        )
        .outerjoin(AssignmentPart, AssignmentPart.assignment_id == Assignment.id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .join(Task, Task.id == Assignment.task_id)
        .where(Assignment.task_id == loaded.task.id, Assignment.id != loaded.assignment.id, Assignment.carried_to_id.is_(None))
        .order_by(Assignment.part, Unit.sort)
    )
    found: list[dict[str, Any]] = []
    for row in rows:
        open_to_see = everything or row.unit_id in actor.inherited or (leads and row.part is Part.SUPPORT)
        found.append(
            {
                "assignment_id": row.id if open_to_see else None,
                "unit": shape_unit(row),
                "part": row.part,
                "mandate": row.mandate,
                **{name: getattr(row, name) if open_to_see else None for name in ("work_state", "percent", "receipt", "lead_mark")},
            }
        )
    return found
