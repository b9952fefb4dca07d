"""What an activity must be, whatever was done to it: one rule for writing down, changing and holding."""

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.activities.models import Activity, ActivityState
from papi.framework.models import Indicator
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.plans.models import Plan, Task
from papi.plans.queries.tasks import task_visible_to


def require_sound(activity: Activity) -> None:
    """Refuse days, numbers and a result that do not fit each other."""
    errors = [*_of_days(activity), *_of_people(activity), *(_of_held(activity) if _is_held(activity) else _of_planned(activity))]
    if errors:
        raise Invalid(errors=errors)


def _is_held(activity: Activity) -> bool:
    return activity.state is ActivityState.HELD


def _of_days(activity: Activity) -> Iterator[FieldError]:
    if activity.ends_on < activity.begins_on:
        yield FieldError("/ends_on", "Ngày kết thúc trước ngày bắt đầu.", "It ends before it begins.")


def _of_people(activity: Activity) -> Iterator[FieldError]:
    if activity.women is None:
        return
    if activity.participants is None:
        yield FieldError("/participants", "Ghi tổng số người tham gia.", "Say how many came in all.")
    elif activity.women > activity.participants:
        yield FieldError("/women", "Số nữ nhiều hơn tổng số người tham gia.", "There are more women than people.")


def _of_held(activity: Activity) -> Iterator[FieldError]:
    if activity.ends_on > clock.today():
        vi = "Hoạt động chưa kết thúc; ghi là dự kiến, hoặc sửa ngày."
        yield FieldError("/ends_on", vi, "It has not ended yet: write it down as planned, or change the day.")
    if not activity.result:
        yield FieldError("/result", "Ghi kết quả của hoạt động.", "Say what came of it.")


def _of_planned(activity: Activity) -> Iterator[FieldError]:
    for name in ("participants", "women", "result"):
        if getattr(activity, name) is not None:
            yield FieldError(f"/{name}", "Chỉ ghi khi hoạt động đã tổ chức.", "This is written down once it was held.")


async def require_known(session: AsyncSession, actor: Actor, task_id: UUID | None, indicator_ids: Collection[UUID]) -> None:
    """Refuse a task that the actor does not see, and indicators that there are not."""
    errors: list[FieldError] = []
    if task_id is not None:
        seen = select(Task.id).join(Plan, Plan.id == Task.plan_id).where(Task.id == task_id, task_visible_to(actor))
        if await session.scalar(seen) is None:
            errors.append(FieldError("/task_id", "Không có nhiệm vụ này.", "There is no such task."))
    known = set(await session.scalars(select(Indicator.id).where(Indicator.id.in_(indicator_ids)))) if indicator_ids else set[UUID]()
    if set(indicator_ids) - known:
        errors.append(FieldError("/indicator_ids", "Có chỉ tiêu không tồn tại.", "There is no such indicator."))
    if errors:
        raise Invalid(errors=errors)
