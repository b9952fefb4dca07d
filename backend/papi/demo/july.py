"""The ad-hoc report of July 2024: III.4, and II.1 bullet 6 for the wards; closed, accepted and sealed, three late."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.asking import ask_for
from papi.demo.questions import QUESTIONS, july_answers
from papi.demo.stage import Scene, Stage, at
from papi.demo.unit_report import UnitReport
from papi.kit.etag import Precondition
from papi.plans.models import Task
from papi.reports import actions
from papi.reports.models import Period, PeriodKind
from papi.reports.schemas.periods import Deadlines, PeriodCreate

CODE = "2024DX07"
_LATE_DAYS = (2, 5, 6)
_TASKS = ("II.1-06", "III.4")


def scenes_of_july(stage: Stage) -> Iterator[Scene]:
    """Opened on 2 July, due on 1 August, closed on 9 August."""
    units = [*stage.wards, stage.cast.units["PB-VHTT"]]
    late = {unit.code: day for unit, day in zip(stage.wards[4::5], _LATE_DAYS, strict=True)}
    yield Scene(at(7, 2, 8), partial(_open, stage))
    for place, unit in enumerate(units):
        report = UnitReport(stage, unit, CODE, (date(2024, 7, 8), date(2024, 7, 28)), occasion="july")
        sent_at = at(8, late[unit.code], 10, place) if unit.code in late else at(7, 29 + place % 3, 14, place)
        yield Scene(sent_at - timedelta(hours=2), partial(_write, report, late=unit.code in late))
        yield Scene(sent_at, report.send)
        yield Scene(at(8, 6 + place % 3, 15, place), report.accept)
    yield Scene(at(8, 9, 16), partial(_close, stage))


async def _write(report: UnitReport, session: AsyncSession, *, late: bool) -> None:
    await report.write(session)
    await report.answer(session, values=await july_answers(session, report, late=late))


async def _open(stage: Stage, session: AsyncSession) -> None:
    tasks = await session.scalars(select(Task.id).where(Task.plan_id == stage.plan.id, Task.key.in_(_TASKS)))
    given = PeriodCreate(
        plan_id=stage.plan.id,
        kind=PeriodKind.AD_HOC,
        code=CODE,
        title="Báo cáo đột xuất tháng 7/2024",
        data_from=date(2024, 7, 1),
        data_to=date(2024, 7, 31),
        cumulative=False,
        deadlines=Deadlines(ward=at(8, 1, 17), department=at(8, 1, 17), city=at(8, 5, 17)),
        unit_ids=[unit.id for unit in (*stage.wards, stage.cast.units["PB-VHTT"])],
        task_ids=list(tasks),
        questions=QUESTIONS,
        ask_tasks=True,
    )
    await ask_for(session, stage, given)


async def _close(stage: Stage, session: AsyncSession) -> None:
    period_id = (await session.scalars(select(Period.id).where(Period.code == CODE))).one()
    await actions.close_period(session, stage.cast.coordinator, period_id, Precondition())
