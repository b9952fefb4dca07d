"""One inspection with its findings, and one finding by itself."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.directory.models import Person
from papi.framework.models import Indicator
from papi.inspections.errors import FindingNotFound, InspectionNotFound
from papi.inspections.models import Finding, FindingRemedy, Inspection, InspectionIndicator, InspectionTask
from papi.inspections.queries.documents import documents_of_findings, documents_of_inspection, remedies_of
from papi.inspections.queries.findings import last_remedy, overdue
from papi.inspections.queries.findings import rows_of as finding_rows
from papi.inspections.queries.inspections import rows_of, shape_row
from papi.inspections.workflow import READ, FindingStanding, InspectionStanding, finding_actions, is_announced
from papi.kit.types import AnyRow
from papi.plans.models import Task

_TOLD = ("team", "content", "created_at", "started_at", "conclusion", "concluded_at", "cancelled_at", "cancel_reason")
_SAID = ("id", "version", "number", "text", "recommendation", "severity", "state", "due_on", "remedied_at", "created_at")


async def read_inspection(session: AsyncSession, actor: Actor, inspection_id: UUID) -> dict[str, Any]:
    """An inspection as its page shows it."""
    actor.require_some(READ)
    more = (*(getattr(Inspection, name) for name in _TOLD), Person.full_name)
    statement = rows_of(actor).add_columns(*more).join(Person, Person.id == Inspection.created_by)
    row = (await session.execute(statement.where(Inspection.id == inspection_id))).one_or_none()
    if row is None:
        raise InspectionNotFound
    standing = InspectionStanding(row.state, UnitRef(row.unit_id, row.coordinating), row.inspecting_unit_id, row.inspector)
    return {
        **shape_row(actor, row),
        **{name: getattr(row, name) for name in _TOLD},
        "created_by": row.full_name,
        "announced": is_announced(row.kind, row.started_at is not None),
        "indicators": await _indicators(session, inspection_id),
        "tasks": await _tasks(session, inspection_id),
        "documents": await documents_of_inspection(session, actor, inspection_id),
        "found": await _findings(session, actor, standing, Finding.inspection_id == inspection_id),
    }


async def _indicators(session: AsyncSession, inspection_id: UUID) -> list[dict[str, Any]]:
    looked = select(Indicator.id, Indicator.code, Indicator.name_vi.label("name"))
    looked = looked.join(InspectionIndicator, InspectionIndicator.indicator_id == Indicator.id)
    rows = await session.execute(looked.where(InspectionIndicator.inspection_id == inspection_id).order_by(Indicator.code))
    return [_looked(row) for row in rows]


async def _tasks(session: AsyncSession, inspection_id: UUID) -> list[dict[str, Any]]:
    looked = select(Task.id, Task.source_ref.label("code"), Task.title.label("name"))
    looked = looked.join(InspectionTask, InspectionTask.task_id == Task.id)
    rows = await session.execute(looked.where(InspectionTask.inspection_id == inspection_id).order_by(Task.sort, Task.id))
    return [_looked(row) for row in rows]


def _looked(row: AnyRow) -> dict[str, Any]:
    return {"id": row.id, "code": row.code or None, "name": row.name}


async def _findings(session: AsyncSession, actor: Actor, of: InspectionStanding, condition: Any) -> list[dict[str, Any]]:
    """Findings in full, in their order."""
    statement = (
        select(Finding, Indicator, Task, FindingRemedy.sent_by, FindingRemedy.sent_for)
        .outerjoin(Indicator, Indicator.id == Finding.indicator_id)
        .outerjoin(Task, Task.id == Finding.task_id)
        .outerjoin(FindingRemedy, last_remedy())
        .where(condition)
        .order_by(Finding.number)
    )
    rows = (await session.execute(statement)).all()
    return await _shaped(session, actor, of, rows)


async def _shaped(session: AsyncSession, actor: Actor, of: InspectionStanding, rows: Sequence[Any]) -> list[dict[str, Any]]:
    ids = [finding.id for finding, *_rest in rows]
    documents = await documents_of_findings(session, actor, ids)
    remedies = await remedies_of(session, actor, ids)
    return [
        {
            **{name: getattr(finding, name) for name in (*_SAID, "return_reason", "closed_at", "close_reason")},
            "indicator": {"id": node.id, "code": node.code, "name": node.name_vi} if node else None,
            "task": {"id": task.id, "code": task.source_ref or None, "name": task.title} if task else None,
            "overdue": overdue(finding.state, finding.due_on),
            "late": finding.remedied_late,
            "documents": documents.get(finding.id, []),
            "remedies": remedies.get(finding.id, []),
            "allowed_actions": finding_actions(actor, FindingStanding(finding.state, of, sent_by, sent_for)),
        }
        for finding, node, task, sent_by, sent_for in rows
    ]


async def read_finding(session: AsyncSession, actor: Actor, finding_id: UUID) -> dict[str, Any]:
    """A finding by itself."""
    actor.require_some(READ)
    row = (await session.execute(finding_rows(actor).where(Finding.id == finding_id))).one_or_none()
    if row is None:
        raise FindingNotFound
    of = InspectionStanding(row.inspection_state, UnitRef(row.unit_id, row.coordinating), row.inspecting_unit_id, row.inspector)
    [finding] = await _findings(session, actor, of, Finding.id == finding_id)
    return {
        **finding,
        "inspection": {"id": row.inspection_id, "title": row.title, "state": row.inspection_state},
        "unit": {"id": row.unit_id, "code": row.unit_code, "name": row.unit_name},
    }
