"""Phòng Nội vụ looks at who is behind: a list by the rule, decided unit by unit and confirmed; and two of its people at the queue."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.stage import Scene, Stage, at
from papi.directory.models import Unit
from papi.kit.etag import Precondition
from papi.oversight.actions import attention as actions
from papi.oversight.models import AttentionDecision, AttentionUnit
from papi.oversight.schemas.attention import AttentionConfirm, AttentionCreate, DecisionsWrite, DecisionWrite

_TITLE = "Đơn vị chưa thực hiện, thực hiện không tốt – đến giữa tháng 9/2024"
_STRUCK = "Đơn vị đã có văn bản giải trình, cam kết hoàn thành trong tháng 9/2024."
_REASON = "Đã đối chiếu số liệu với từng đơn vị; thống nhất đưa vào nội dung giao ban quý III."


def scenes_of_attention(stage: Stage) -> Iterator[Scene]:
    """On the morning of 17 September, before the briefing."""
    yield Scene(at(9, 17, 8, 20), partial(_list, stage))


async def _list(stage: Stage, session: AsyncSession) -> None:
    coordinator = stage.cast.coordinator
    made = await actions.compute_list(session, coordinator, AttentionCreate(plan_id=stage.plan.id, title=_TITLE))
    found = await session.execute(
        select(AttentionUnit.unit_id)
        .join(Unit, Unit.id == AttentionUnit.unit_id)
        .where(AttentionUnit.list_id == made, Unit.coordinating.is_(False))
        .order_by(Unit.sort)
    )
    units = found.scalars().all()
    if units:
        kept = [DecisionWrite(unit_id=unit_id, decision=AttentionDecision.KEEP) for unit_id in units[1:]]
        struck = DecisionWrite(unit_id=units[0], decision=AttentionDecision.STRIKE, reason=_STRUCK)
        await actions.decide_units(session, coordinator, made, DecisionsWrite(items=[struck, *kept]), Precondition())
        await session.flush()
    await actions.confirm_list(session, coordinator, made, AttentionConfirm(reason=_REASON), Precondition())
