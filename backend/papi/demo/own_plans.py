"""The units' own plans, due 28/6/2024 (III.1, bullet 1): done by most, late by three, still missing from two; and tasks of August."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.cast import COORDINATING
from papi.demo.story import FIRST_WARD, Stage, at
from papi.demo.writing import Pen
from papi.directory.models import Unit
from papi.kit import clock
from papi.plans import actions as plan_actions
from papi.plans.models import Assignment, Task
from papi.plans.schemas import ReportDone
from papi.reports.actions.occurrences import Occurrence
from papi.reports.models import ReportLine

OWN_PLAN = "III.1-1"
_LATE = {"26515": at(7, 1), "26533": at(7, 3), "PB-KT": at(7, 5)}
_MISSING = {"26539", "PB-TTR"}
# done before the quarter's reports, some of them after their day
_DONE_IN_AUGUST = {
    "II.2-1.1-1": (at(8, 14), at(8, 20)),
    "II.2-5.4-1": (at(8, 29), at(9, 4)),
}


async def play_own_plans(stage: Stage) -> None:
    """Units say that their plan is made, Phòng Nội vụ confirms it (a leader that of Phòng Nội vụ)."""
    units = {unit.id: unit for unit in stage.cast.units.values()}
    for place, assignment in enumerate(await _assignments(stage, OWN_PLAN)):
        unit = units[assignment.unit_id]
        if unit.code in _MISSING:
            continue
        done_at = _LATE.get(unit.code) or at(6, 25 + place % 4, 14, place)
        await _report_done(stage, assignment, unit, done_at)
        await _confirm(stage, assignment, unit, at(7, 8, 9, place))


async def play_august(stage: Stage) -> None:
    """Tasks with a day in August: done by two units of three, by some of them late; the rest are overdue."""
    units = {unit.id: unit for unit in stage.cast.units.values()}
    for key, (in_time, late) in _DONE_IN_AUGUST.items():
        for place, assignment in enumerate(await _assignments(stage, key)):
            unit = units[assignment.unit_id]
            if place % 3 == 2 or unit.code == FIRST_WARD:
                continue
            await _report_done(stage, assignment, unit, late if place % 5 == 4 else in_time)
            await _confirm(stage, assignment, unit, at(9, 6, 9, place))


async def _assignments(stage: Stage, key: str) -> list[Assignment]:
    async with stage.database.reading() as session:
        wanted = (
            select(Assignment)
            .join(Task, Task.id == Assignment.task_id)
            .join(Unit, Unit.id == Assignment.unit_id)
            .where(Task.plan_id == stage.plan.id, Task.key == key)
            .order_by(Unit.sort)
        )
        return list(await session.scalars(wanted))


async def _report_done(stage: Stage, assignment: Assignment, unit: Unit, moment: datetime) -> None:
    with clock.business_at(moment):
        async with stage.database.writing() as session:
            text = await _words(session, stage, assignment, unit, moment.date())
            proofs = [*stage.library.proofs(unit.id, OWN_PLAN), *stage.library.proofs(unit.id, "II.1-01")]
            given = ReportDone(done_on=moment.date(), result=text, evidence_ids=proofs[:1])
            await plan_actions.report_done(session, stage.cast.head(unit.code), assignment.id, given)


async def _words(session: AsyncSession, stage: Stage, assignment: Assignment, unit: Unit, day: date) -> str:
    task = await session.get_one(Task, assignment.task_id)
    pen = Pen(stage.cast.officer(unit.code), unit, stage.library, date(2024, 6, 24), day)
    return pen.text(Occurrence(ReportLine(), assignment, task)).result


async def _confirm(stage: Stage, assignment: Assignment, unit: Unit, moment: datetime) -> None:
    reviewer = stage.cast.leader if unit.code == COORDINATING else stage.cast.coordinator
    with clock.business_at(moment):
        async with stage.database.writing() as session:
            await plan_actions.confirm_assignment(session, reviewer, assignment.id)
