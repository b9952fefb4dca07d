"""The units' own plans (III.1, bullet 1), due 28/6: most sent in time, three late, two missing, one returned, some made own tasks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.stage import FIRST_WARD, Scene, Stage, UnitOnStage, at
from papi.demo.unit_plan_texts import DEPARTMENT, WARD, Written
from papi.directory.models import UnitLevel, level_of
from papi.evidence.models import Evidence
from papi.framework.models import Indicator
from papi.kit.etag import Precondition
from papi.plans.models import Assignment, Task
from papi.unit_plans.actions.following import follow_measure
from papi.unit_plans.actions.sending import accept_unit_plan, return_unit_plan, submit_unit_plan
from papi.unit_plans.actions.writing import add_items, create_unit_plan, link_documents
from papi.unit_plans.models import ItemKind, ReturnCode, UnitPlan, UnitPlanItem
from papi.unit_plans.schemas.items import UnitPlanItemCreate, UnitPlanItemsCreate
from papi.unit_plans.schemas.plans import UnitPlanCreate, UnitPlanReturn

OWN_PLAN = "III.1-1"
MISSING = {"26539", "PB-TTR"}
_LATE = {"26515": at(7, 1), "26533": at(7, 3), "PB-KT": at(7, 5)}
_RETURNED = "SN-VHTTTT"
UNFINISHED = MISSING | {_RETURNED}
_SENT_AGAIN = "26518"
_FOLLOWED = {"26508": (at(7, 10, 9), 2), "26509": (at(9, 16, 16), 1)}
_ANY = Precondition()


@dataclass(frozen=True)
class _UnitPlan(UnitOnStage):
    """One unit's plan, and what people do with it."""

    place: int

    async def write(self, session: AsyncSession) -> None:
        """The officer writes limits and measures, and attaches the signed document."""
        plan_id = await create_unit_plan(session, self.officer, UnitPlanCreate(plan_id=self.stage.plan.id))
        nodes = {
            node.code: node.id
            for node in await session.scalars(select(Indicator).where(Indicator.framework_id == self.stage.plan.framework_id))
        }
        chosen = self._chosen()
        limits = [_limit(text, nodes) for text in chosen]
        await add_items(session, self.officer, plan_id, UnitPlanItemsCreate(items=limits))
        await session.flush()
        stored = await session.scalars(select(UnitPlanItem.id).where(UnitPlanItem.unit_plan_id == plan_id).order_by(UnitPlanItem.sort))
        measures = [_measure(text, nodes, limit_id) for text, limit_id in zip(chosen, stored, strict=True)]
        await add_items(session, self.officer, plan_id, UnitPlanItemsCreate(items=measures))
        documents = self.stage.library.proofs(self.unit.id, OWN_PLAN)[:1]
        papers = (await session.scalars(select(Evidence).where(Evidence.id.in_(documents)))).all()
        await link_documents(session, self.officer, papers, plan_id)

    def _chosen(self) -> list[Written]:
        texts = WARD if level_of(self.unit.kind) is UnitLevel.WARD else DEPARTMENT
        number = 4 if self.unit.code == FIRST_WARD else 2 + self.place % 2
        return [texts[(self.place + step) % len(texts)] for step in range(number)]

    async def send(self, session: AsyncSession) -> None:
        await submit_unit_plan(session, self.head, await self._id(session), _ANY)

    async def accept(self, session: AsyncSession) -> None:
        await accept_unit_plan(session, self.reviewer, await self._id(session), _ANY)

    async def give_back(self, session: AsyncSession, *, code: ReturnCode, reason: str) -> None:
        given = UnitPlanReturn(reason_code=code, reason=reason)
        await return_unit_plan(session, self.reviewer, await self._id(session), given, _ANY)

    async def follow(self, session: AsyncSession, *, number: int) -> None:
        """The unit takes its first measures up as tasks of its own."""
        rows = select(UnitPlanItem.id).where(UnitPlanItem.unit_plan_id == await self._id(session), UnitPlanItem.kind == ItemKind.MEASURE)
        for item_id in (await session.scalars(rows.order_by(UnitPlanItem.sort).limit(number))).all():
            await follow_measure(session, self.officer, item_id)
            await session.flush()

    async def _id(self, session: AsyncSession) -> UUID:
        wanted = select(UnitPlan.id).where(UnitPlan.plan_id == self.stage.plan.id, UnitPlan.unit_id == self.unit.id)
        return (await session.scalars(wanted)).one()


def _limit(text: Written, nodes: dict[str, UUID]) -> UnitPlanItemCreate:
    return UnitPlanItemCreate(kind=ItemKind.LIMIT, indicator_id=nodes[text.code], text=text.limit, cause=text.cause)


def _measure(text: Written, nodes: dict[str, UUID], limit_id: UUID) -> UnitPlanItemCreate:
    return UnitPlanItemCreate(
        kind=ItemKind.MEASURE,
        limit_id=limit_id,
        indicator_id=nodes[text.code],
        text=text.measure,
        person=text.person,
        due_on=date.fromisoformat(text.due_on) if text.due_on else None,
        due_text="" if text.due_on else "Trong năm 2024",
        deliverable=text.deliverable,
    )


async def scenes_of_unit_plans(stage: Stage) -> list[Scene]:
    """Units send their plans, Phòng Nội vụ accepts them (a leader that of Phòng Nội vụ)."""
    async with stage.database.reading() as session:
        wanted = select(Assignment.unit_id).join(Task, Task.id == Assignment.task_id)
        asked = set(await session.scalars(wanted.where(Task.plan_id == stage.plan.id, Task.by_unit_plan.is_(True))))
    units = [unit for unit in stage.cast.units.values() if unit.id in asked and unit.code not in MISSING]
    return [scene for place, unit in enumerate(units) for scene in _scenes(_UnitPlan(stage, unit, place))]


def _scenes(one: _UnitPlan) -> Iterator[Scene]:
    sent_at = _LATE.get(one.unit.code) or at(6, 27 + one.place % 2, 14, one.place)
    reviewed_at = at(7, 8, 9, one.place)
    yield Scene(sent_at - timedelta(hours=1), one.write)
    yield Scene(sent_at, one.send)
    if one.unit.code == _SENT_AGAIN:
        reason = "Đề nghị nêu rõ người phụ trách từng khu phố và thời gian hoàn thành từng giải pháp."
        yield Scene(reviewed_at, partial(one.give_back, code=ReturnCode.NO_PERSON_OR_DATE, reason=reason))
        yield Scene(at(7, 9, 15), one.send)
        reviewed_at = at(7, 10, 8)
    if one.unit.code == _RETURNED:
        reason = "Đề nghị bổ sung giải pháp về nội dung cung cấp thông tin trên hệ thống truyền thanh cơ sở."
        yield Scene(reviewed_at, partial(one.give_back, code=ReturnCode.LIMITS_MISSING, reason=reason))
        return
    yield Scene(reviewed_at, one.accept)
    if one.unit.code in _FOLLOWED:
        moment, number = _FOLLOWED[one.unit.code]
        yield Scene(moment, partial(one.follow, number=number))
