"""Reminding in the demo: what Phòng Nội vụ and the leader sent about work that was late, before the visitor's first morning."""

from collections.abc import Iterable
from functools import partial

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.demo.stage import FIRST_WARD, Scene, Stage, at
from papi.demo.third_quarter import CODE
from papi.oversight.actions.reminders import send_reminders
from papi.oversight.models import ReminderKind
from papi.oversight.schemas.reminders import ReminderCreate
from papi.plans.models import DeadlineState
from papi.plans.schemas.bulk import BulkFilter
from papi.reports.models import Period

_MORNING = (
    "Đã quá thời hạn gửi báo cáo quý III/2024 (17 giờ ngày 16/9/2024). Đề nghị đơn vị khẩn trương hoàn thành, gửi trên hệ thống trong ngày "
    "17/9/2024 để Phòng Nội vụ kịp tổng hợp."
)
_TASKS = (
    "Một số nhiệm vụ trong Kế hoạch cải thiện Chỉ số PAPI năm 2024 đã hết thời hạn thực hiện. Đề nghị đơn vị rà soát, báo cáo kết quả, "
    "hoặc xin gia hạn nếu có lý do khách quan."
)
_DIRECTIVE = (
    "Yêu cầu Chủ tịch UBND phường trực tiếp chỉ đạo hoàn thành các nhiệm vụ quá hạn, báo cáo kết quả về UBND thành phố (qua Phòng Nội vụ) "
    "trước ngày 20/9/2024."
)


def scenes_of_urging(stage: Stage) -> Iterable[Scene]:
    """Two reminders of tasks, a directive, and on the first morning all wards whose report is missing."""
    first, coordinator, leader = stage.cast.units[FIRST_WARD], stage.cast.coordinator, stage.cast.actors["ubnd.lanhdao"]
    overdue = BulkFilter(unit=first.id, deadline_state=DeadlineState.OVERDUE)
    of_all = BulkFilter(plan=stage.plan.id, deadline_state=DeadlineState.OVERDUE)
    yield Scene(at(9, 10, 14), partial(_remind, coordinator, ReminderCreate(filter=of_all, duty_text=_TASKS)))
    directive = ReminderCreate(kind=ReminderKind.DIRECTIVE, filter=overdue, duty_text=_DIRECTIVE, answer_by=None)
    yield Scene(at(9, 16, 16, 30), partial(_remind, leader, directive))
    yield Scene(at(9, 17, 7, 50), partial(_remind_of_reports, coordinator))


async def _remind(actor: Actor, given: ReminderCreate, session: AsyncSession) -> None:
    await send_reminders(session, actor, given, mails=False)


async def _remind_of_reports(actor: Actor, session: AsyncSession) -> None:
    period = (await session.scalars(select(Period.id).where(Period.code == CODE))).one()
    await _remind(actor, ReminderCreate(period_id=period, duty_text=_MORNING, answer_by=None), session)
