"""Whom a reminder reaches: who has not done what, as the sender may see it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.permissions import Scope
from papi.directory.columns import UNIT_COLUMNS
from papi.directory.models import Unit, UnitKind
from papi.kit import clock
from papi.kit.types import one_of
from papi.oversight.models import Wording
from papi.oversight.schemas.reminders import ReminderCreate
from papi.oversight.wording import About, about_period, about_tasks
from papi.plans.errors import TooManyAtOnce
from papi.plans.models import Assignment, Mandate, Task
from papi.plans.queries.assignments import list_assignments, visible_to
from papi.plans.queries.in_force import of_approved
from papi.plans.schemas.assignments import AssignmentQuery
from papi.plans.schemas.bulk import MOST_AT_ONCE, BulkFilter
from papi.plans.workflow.assignments import ASKED_KINDS
from papi.plans.workflow.deadlines import OPEN_STATES
from papi.reports.models import Period, Report, ReportState
from papi.reports.queries.periods import get_period
from papi.reports.queries.reports import late_expression, still_written

_UNSENT = (ReportState.DRAFT, ReportState.RETURNED)


class Target(NamedTuple):
    """One thing that one unit has not done. `label` is what timelines call it, `thing` the same without the unit."""

    unit_id: UUID
    unit_code: str
    unit_name: str
    full_name: str
    unit_kind: UnitKind
    subject_type: str
    subject_id: UUID
    label: str
    thing: str
    due_on: date | None
    wording: Wording


class Aim(NamedTuple):
    """What a reminder is about, and whom it reaches, in official order of the units."""

    about: About
    period: Period | None
    targets: Sequence[Target]


async def find_targets(session: AsyncSession, actor: Actor, given: ReminderCreate) -> Aim:
    """Those of whom something is still to come. Whoever reminds the units they lead sees and reaches only these."""
    if given.period_id is not None:
        actor.require("reminder.send")
        period = await get_period(session, actor, given.period_id)
        return Aim(about_period(period.title), period, await _reports(session, period, given.unit_ids))
    actor.require_some("reminder.send")
    ids = given.assignment_ids or await _found(session, actor, given.filter)
    targets = await _assignments(session, actor, ids)
    return Aim(about_tasks(len({target.label for target in targets})), None, targets)


async def _reports(session: AsyncSession, period: Period, unit_ids: Sequence[UUID]) -> list[Target]:
    late = and_(late_expression(clock.business()), Report.first_submitted_at.is_(None))
    asked = and_(Report.expected.is_(False), Unit.kind.in_(ASKED_KINDS), Report.due_at < clock.business())
    chosen = Report.unit_id.in_(unit_ids) if unit_ids else and_(or_(late, asked), Report.first_submitted_at.is_(None))
    rows = await session.execute(
        select(*UNIT_COLUMNS, Unit.name, Report.id, Report.expected, Report.due_at)
        .join(Unit, Unit.id == Report.unit_id)
        .join(Period, Period.id == Report.period_id)
        .where(Report.period_id == period.id, still_written(), Report.carried_on.is_(None), one_of(Report.state, _UNSENT), chosen)
        .order_by(Unit.sort, Unit.id)
    )
    return [
        Target(
            row.unit_id,
            row.unit_code,
            row.unit_name,
            row.name,
            row.unit_kind,
            "report",
            row.id,
            f"{period.title} – {row.unit_name}",
            period.title,
            clock.day_of(row.due_at),
            Wording.DUTY if row.expected else Wording.REQUEST,
        )
        for row in rows
    ]


async def _found(session: AsyncSession, actor: Actor, wanted: BulkFilter | None) -> list[UUID]:
    query = AssignmentQuery(**wanted.model_dump(exclude_none=True)) if wanted else AssignmentQuery()
    rows, _more = await list_assignments(actor, query).page(session, "sort", None, MOST_AT_ONCE + 1)
    if len(rows) > MOST_AT_ONCE:
        raise TooManyAtOnce(most=MOST_AT_ONCE)
    return [row["id"] for row in rows]


async def _assignments(session: AsyncSession, actor: Actor, ids: Sequence[UUID]) -> list[Target]:
    reaches = [] if Scope.ALL in actor.scopes("reminder.send") else [~actor.keeps(Assignment.unit_id)]
    rows = await session.execute(
        select(*UNIT_COLUMNS, Unit.name, Assignment.id, Assignment.mandate, Assignment.due_on, Task.title)
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(
            Assignment.id.in_(ids),
            visible_to(actor),
            *reaches,
            one_of(Assignment.shown_work_state, OPEN_STATES),
            Assignment.carried_to_id.is_(None),
            Task.dropped_on.is_(None),
            of_approved(Assignment.plan_id),
        )
        .order_by(Unit.sort, Unit.id, Assignment.sort, Assignment.id)
    )
    return [
        Target(
            row.unit_id,
            row.unit_code,
            row.unit_name,
            row.name,
            row.unit_kind,
            "assignment",
            row.id,
            row.title,
            row.title,
            row.due_on,
            Wording.REQUEST if row.mandate is Mandate.REQUESTED or row.unit_kind in ASKED_KINDS else Wording.DUTY,
        )
        for row in rows
    ]
