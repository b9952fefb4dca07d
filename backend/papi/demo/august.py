"""What was done between the reports: tasks with a day in August."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.demo.stage import FIRST_WARD, Scene, Stage, at
from papi.demo.unit_plans import OWN_PLAN
from papi.demo.writing import Pen
from papi.directory.models import Unit
from papi.kit import clock
from papi.plans import actions
from papi.plans.models import Assignment, Task
from papi.plans.schemas import ReportDone
from papi.plans.schemas.assignments import StateChange
from papi.plans.schemas.terms import RedoChange
from papi.reports.actions.occurrences import Occurrence
from papi.reports.models import ReportLine

# done before the quarter's reports, some of them after their day
_DONE_IN_AUGUST = {
    "II.2-1.1-1": (at(8, 14), at(8, 20)),
    "II.2-5.4-1": (at(8, 29), at(9, 4, 14)),
}


_Step = Callable[[AsyncSession, Actor, UUID, StateChange], Awaitable[None]]


@dataclass(frozen=True)
class _Duty:
    """An assignment of a unit, and what people do with it."""

    stage: Stage
    unit: Unit
    task_key: str

    async def report_done(self, session: AsyncSession) -> None:
        today = clock.today()
        pen = Pen(self.stage.cast.officer(self.unit.code), self.unit, self.stage.library, date(2024, 6, 24), today)
        assignment = await self._assignment(session)
        text = pen.text(Occurrence(ReportLine(), assignment, await session.get_one(Task, assignment.task_id)))
        proofs = [*self.stage.library.proofs(self.unit.id, self.task_key), *self.stage.library.proofs(self.unit.id, OWN_PLAN)]
        given = ReportDone(done_on=today, result=text.result, evidence_ids=proofs[:1])
        await actions.report_done(session, self.stage.cast.head(self.unit.code), assignment.id, given)

    async def confirm(self, session: AsyncSession) -> None:
        reviewer = self.stage.cast.reviewer(self.unit.code)
        await actions.confirm_assignment(session, reviewer, (await self._assignment(session)).id)

    async def change(self, session: AsyncSession, *, step: _Step, reason: str) -> None:
        """The coordinator sets it aside or withdraws it."""
        await step(session, self.stage.cast.coordinator, (await self._assignment(session)).id, StateChange(reason=reason))

    async def redo(self, session: AsyncSession, *, reason: str) -> None:
        """The coordinator asks for it again."""
        assignment = await self._assignment(session)
        await actions.redo_assignment(session, self.stage.cast.coordinator, assignment.id, RedoChange(reason=reason))

    async def _assignment(self, session: AsyncSession) -> Assignment:
        wanted = select(Assignment).join(Task, Task.id == Assignment.task_id)
        mine = wanted.where(Task.plan_id == self.stage.plan.id, Task.key == self.task_key, Assignment.unit_id == self.unit.id)
        return (await session.scalars(mine)).one()


async def scenes_of_august(stage: Stage) -> list[Scene]:
    """Tasks with a day in August: done by two units of three, by some of them late; the rest are overdue. One is asked for again."""
    scenes = list(_set_aside(stage))
    for key, (in_time, late) in _DONE_IN_AUGUST.items():
        for place, duty in enumerate(await _duties(stage, key)):
            if place % 3 == 2 or duty.unit.code == FIRST_WARD:
                continue
            done_at = (late if place % 5 == 4 else in_time).replace(minute=2 * place)
            scenes += [Scene(done_at, duty.report_done), Scene(at(9, 6, 9, place), duty.confirm)]
    again = _Duty(stage, stage.cast.units["26509"], "II.2-1.1-1")
    scenes.append(
        Scene(
            at(8, 15, 9, 30),
            partial(again.redo, reason="Kế hoạch chưa nêu thời gian, người thực hiện ở từng khu phố."),
        )
    )
    scenes.append(Scene(at(8, 15, 16), again.report_done))
    return scenes


def _set_aside(stage: Stage) -> Iterator[Scene]:
    economy = stage.cast.units["PB-KT"]
    waiting = "Chờ tỉnh giao vốn đầu tư công; tạm hoãn đến khi có quyết định giao vốn."
    elsewhere = "Nguồn thải do Phòng Tài nguyên và Môi trường quản lý, không thuộc nhiệm vụ của Phòng Kinh tế."
    yield Scene(at(8, 20, 10), partial(_Duty(stage, economy, "II.2-6.3-1").change, step=actions.suspend_assignment, reason=waiting))
    yield Scene(at(8, 20, 10, 5), partial(_Duty(stage, economy, "II.2-7.3-1").change, step=actions.cancel_assignment, reason=elsewhere))


async def _duties(stage: Stage, key: str) -> list[_Duty]:
    async with stage.database.reading() as session:
        wanted = select(Assignment.unit_id).join(Task, Task.id == Assignment.task_id).where(Task.plan_id == stage.plan.id, Task.key == key)
        having: set[UUID] = set(await session.scalars(wanted))
    return [_Duty(stage, unit, key) for unit in stage.cast.units.values() if unit.id in having]
