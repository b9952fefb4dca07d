"""The report of nine months, asked of the wards whose third quarter is accepted: it arrives filled from what was accepted there."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.asking import ask_for
from papi.demo.stage import FIRST_WARD, Scene, Stage, at
from papi.demo.unit_report import UnitReport
from papi.directory.models import Unit
from papi.plans.models import Task
from papi.reports.models import PeriodKind
from papi.reports.schemas.periods import Deadlines, PeriodCreate

CODE = "2024T9"
_SPAN = (date(2023, 12, 15), date(2024, 9, 30))
_TASKS = ("II.1-05", "II.1-06", "II.1-08", "II.1-09", "II.1-10", "II.1-11", "II.2-3.1-1", "II.2-7.1-2")
_MORE = "Từ ngày 15/9/2024 đến nay đã tổ chức thêm 01 buổi tuyên truyền, 64 lượt người dự."
_MORE_COUNTED = {"so_buoi": 1, "luot_nguoi": 64}
_KEPT = "II.1-10"


def scenes_of_nine_months(stage: Stage) -> Iterator[Scene]:
    """Opened on the morning of 17 September; one ward has confirmed one line and gone on in another."""
    wards = [unit for unit in stage.wards if unit.code != FIRST_WARD][:3]
    first = UnitReport(stage, wards[0], CODE, _SPAN)
    yield Scene(at(9, 17, 8), partial(_open, stage, wards))
    yield Scene(at(9, 17, 8, 40), partial(first.edit_filled, task_key="II.1-06", more=_MORE, figures=_MORE_COUNTED))
    yield Scene(at(9, 17, 8, 45), partial(first.edit_filled, task_key=_KEPT, figures={}))


async def _open(stage: Stage, wards: list[Unit], session: AsyncSession) -> None:
    tasks = await session.scalars(select(Task.id).where(Task.plan_id == stage.plan.id, Task.key.in_(_TASKS)))
    given = PeriodCreate(
        plan_id=stage.plan.id,
        kind=PeriodKind.AD_HOC,
        code=CODE,
        title="Báo cáo 9 tháng năm 2024",
        data_from=_SPAN[0],
        data_to=_SPAN[1],
        cumulative=True,
        deadlines=Deadlines(ward=at(10, 4, 17), department=at(10, 7, 17), city=at(10, 8, 17)),
        unit_ids=[ward.id for ward in wards],
        task_ids=list(tasks),
        ask_tasks=True,
    )
    await ask_for(session, stage, given)
