"""Requests for a later day in September: granted, shortened, refused, and some that wait for Phòng Nội vụ and for the leader."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.cast import COORDINATING
from papi.demo.stage import FIRST_WARD, Scene, Stage, at
from papi.directory.models import Unit
from papi.kit.etag import Precondition
from papi.plans import actions
from papi.plans.models import Assignment, Extension, Task
from papi.plans.schemas.extensions import ExtensionCreate, ExtensionGrant, ExtensionRefuse


@dataclass(frozen=True)
class _Request:
    """What a unit asks for, and what it is told: a day, a refusal (`told` without a day), or nothing yet."""

    unit: Unit
    task_key: str
    wanted_on: date
    reason: str
    told: str | None = None
    granted_on: date | None = None


def scenes_of_extensions(stage: Stage) -> Iterator[Scene]:
    """Asked between 6 and 16 September; decided within two days, except the last ones."""
    wards = [unit for unit in stage.wards if unit.code != FIRST_WARD]
    household = "Khu phố chưa họp dân xong do mưa bão; cần thêm thời gian niêm yết và lấy ý kiến."
    decided = [
        _Request(
            wards[9], "II.2-2.2-1", date(2024, 9, 25), household, "Đồng ý. Đề nghị niêm yết đủ thời gian quy định.", date(2024, 9, 25)
        ),
        _Request(
            wards[12],
            "II.2-7.1-1",
            date(2024, 9, 30),
            "Đang chờ kết quả phân tích mẫu nước thải của đơn vị quan trắc.",
            "Kết quả quan trắc có trước ngày 18/9/2024 nên chỉ gia hạn đến ngày 20/9/2024.",
            date(2024, 9, 20),
        ),
        _Request(
            wards[13], "II.2-2.2-1", date(2024, 10, 15), household, "Thành phố phải báo cáo tỉnh trong tháng 9, không lùi được thời hạn."
        ),
    ]
    for place, request in enumerate(decided):
        yield Scene(at(9, 6 + place, 9, 10), partial(_ask, stage, request))
        yield Scene(at(9, 9 + place, 15, 20), partial(_decide, stage, request))
    yield from _waiting(stage, wards)


def _waiting(stage: Stage, wards: list[Unit]) -> Iterator[Scene]:
    land = "Bảng giá đất điều chỉnh của tỉnh chưa ban hành nên chưa công khai được khung giá đất tại trụ sở."
    citizens = "Công chức phụ trách tiếp công dân chuyển công tác, đang chờ bố trí người thay."
    waiting: list[tuple[datetime, _Request]] = [
        (at(9, 13, 16), _Request(wards[6], "II.2-2.4-1", date(2024, 10, 20), land)),
        (at(9, 16, 8, 20), _Request(stage.cast.units[FIRST_WARD], "II.2-2.4-1", date(2024, 10, 15), land)),
        (at(9, 16, 10, 45), _Request(wards[14], "II.2-3.2-1", date(2024, 9, 30), citizens)),
        (at(9, 16, 15, 5), _Request(stage.cast.units[COORDINATING], "II.2-3.2-1", date(2024, 9, 27), citizens)),
    ]
    for moment, request in waiting:
        yield Scene(moment, partial(_ask, stage, request))


async def _ask(stage: Stage, request: _Request, session: AsyncSession) -> None:
    proofs = stage.library.proofs(request.unit.id, request.task_key)
    given = ExtensionCreate(
        assignment_id=await _assignment(stage, request, session),
        wanted_on=request.wanted_on,
        reason=request.reason,
        evidence_ids=list(proofs[:1]),
    )
    await actions.ask_extension(session, stage.cast.head(request.unit.code), given)


async def _decide(stage: Stage, request: _Request, session: AsyncSession) -> None:
    wanted = select(Extension.id).where(Extension.assignment_id == await _assignment(stage, request, session))
    extension_id = (await session.scalars(wanted)).one()
    if request.granted_on is not None:
        given = ExtensionGrant(granted_on=request.granted_on, reason=request.told)
        await actions.grant_extension(session, stage.cast.coordinator, extension_id, given, Precondition())
    else:
        refusal = ExtensionRefuse(reason=request.told or "")
        await actions.refuse_extension(session, stage.cast.coordinator, extension_id, refusal, Precondition())


async def _assignment(stage: Stage, request: _Request, session: AsyncSession) -> UUID:
    wanted = select(Assignment.id).join(Task, Task.id == Assignment.task_id)
    mine = wanted.where(Task.plan_id == stage.plan.id, Task.key == request.task_key, Assignment.unit_id == request.unit.id)
    return (await session.scalars(mine)).one()
