"""How units say that they take their parts, give pieces to their own people, and what leads make of supporters' parts."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.demo.stage import FIRST_WARD, Scene, Stage, at
from papi.directory.models import Unit
from papi.kit.etag import Precondition
from papi.plans.actions.bulk import change_assignments
from papi.plans.actions.parts import mark_part, question_part
from papi.plans.actions.sub_tasks import add_sub_task, finish_sub_task
from papi.plans.models import Assignment, Cadence, LeadMark, Task
from papi.plans.schemas.bulk import BulkAccept
from papi.plans.schemas.parts import PartMark, SubTaskCreate

_PIECES = [
    ("Rà soát, chụp ảnh bảng công khai kế hoạch sử dụng đất tại trụ sở", "officer", date(2024, 9, 20), True),
    ("Đăng kế hoạch sử dụng đất lên trang thông tin điện tử của phường", "officer", date(2024, 9, 25), False),
    ("Ký biên bản niêm yết, gửi Phòng Tài nguyên và Môi trường", "head", date(2024, 9, 27), False),
]

_MARKED, _ITS_LEAD = "II.2-1.1-1", "PB-TP"
_MARKS = [
    ("26527", PartMark(mark=LeadMark.ENOUGH)),
    ("26533", PartMark(mark=LeadMark.ENOUGH, note="Kế hoạch nêu rõ thời gian, người thực hiện ở từng khu phố.")),
    ("26530", PartMark(mark=LeadMark.LACKING, note="Chưa gửi danh sách người dự và ảnh lớp phổ biến ở khu phố 3, khu phố 5.")),
]


def scenes_of_work(stage: Stage) -> Iterator[Scene]:
    """Wards take their once-tasks in the days after the plan; one asks for a change; Phường 1 shares a task out among
    its people; a lead says what it makes of its supporters' parts."""
    for place, ward in enumerate(stage.wards[:6]):
        yield Scene(at(6, 26, 8 + place), partial(_accept, stage, ward))
    yield Scene(at(6, 28, 15), partial(_question, stage, stage.wards[7]))
    yield Scene(at(9, 10, 8, 15), partial(_share_out, stage))
    for place, (supporter, mark) in enumerate(_MARKS):
        yield Scene(at(9, 16, 14, 10 * place), partial(_mark, stage, supporter, mark))


async def _once_tasks(stage: Stage, session: AsyncSession, unit: Unit, key: str | None = None) -> Sequence[Assignment]:
    wanted = select(Assignment).join(Task, Task.id == Assignment.task_id).where(Task.plan_id == stage.plan.id)
    wanted = wanted.where(Assignment.unit_id == unit.id, Task.cadence == Cadence.ONCE)
    return (await session.scalars(wanted.where(Task.key == key) if key else wanted)).all()


async def _accept(stage: Stage, unit: Unit, session: AsyncSession) -> None:
    ids = [assignment.id for assignment in await _once_tasks(stage, session, unit)]
    await change_assignments(session, stage.cast.officer(unit.code), BulkAccept(action="accept", ids=ids))


async def _question(stage: Stage, unit: Unit, session: AsyncSession) -> None:
    assignment = (await _once_tasks(stage, session, unit, "II.2-6.3-1"))[0]
    reason = "Tuyến đường qua khu phố 4 do thành phố quản lý; đề nghị giao Phòng Quản lý đô thị làm phần chiếu sáng."
    await question_part(session, stage.cast.head(unit.code), assignment.id, reason, Precondition())


async def _share_out(stage: Stage, session: AsyncSession) -> None:
    unit = stage.cast.units[FIRST_WARD]
    people: dict[str, Actor] = {"head": stage.cast.head(FIRST_WARD), "officer": stage.cast.officer(FIRST_WARD)}
    assignment = (await _once_tasks(stage, session, unit, "II.2-2.4-1"))[0]
    for title, who, due_on, done in _PIECES:
        given = SubTaskCreate(title=title, person_id=people[who].person_id, due_on=due_on)
        piece = await add_sub_task(session, people["head"], assignment.id, given)
        if done:
            await finish_sub_task(session, people[who], piece, Precondition())


async def _mark(stage: Stage, supporter: str, mark: PartMark, session: AsyncSession) -> None:
    assignment = (await _once_tasks(stage, session, stage.cast.units[supporter], _MARKED))[0]
    await mark_part(session, stage.cast.officer(_ITS_LEAD), assignment.id, mark, Precondition())
