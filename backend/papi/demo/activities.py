"""What units did among people in the demo: some sixty activities from July to September, most with proof, some still to come. Invented."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.activities.actions.documents import link_documents
from papi.activities.actions.writing import cancel_activity, create_activity, update_activity
from papi.activities.models import Activity, ActivityForm, ActivityKind, ActivityState
from papi.activities.schemas import ActivityCancel, ActivityCreate, ActivityPatch
from papi.demo.files import DATA
from papi.demo.stage import FIRST_WARD, Scene, Stage, UnitOnStage, at
from papi.evidence.models import Evidence
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.plans.models import Task, TaskIndicator

_TOLD = json.loads((DATA / "activities.json").read_text(encoding="utf-8"))
_ANY = Precondition()
_MOST_PROOFS, _MOST_INDICATORS = 2, 3
_CANCELLED, _CORRECTED = "26509", "26512"
_COMING = {"place": "Hội trường UBND", "audience": "Người dân, hội viên đoàn thể"}
_EVENINGS = ("Nhà văn hóa khu phố 2", "Nhà văn hóa khu phố 4", "Trường tiểu học trên địa bàn")


@dataclass(frozen=True)
class _Held(UnitOnStage):
    """An activity of one unit, written down on the day after. `place` tells units apart."""

    told: dict[str, Any]
    place: int

    @property
    def begins_on(self) -> date:
        return date(2024, self.told["month"], self.told["day"]) + timedelta(days=self.place % 4)

    @property
    def ends_on(self) -> date:
        return self.begins_on + timedelta(days=self.told["days"] - 1)

    @property
    def moment(self) -> datetime:
        return datetime.combine(self.ends_on + timedelta(days=1), time(8, 10 + self.place), clock.TIMEZONE)

    async def write(self, session: AsyncSession) -> None:
        """The officer writes it down with what there is of proof."""
        people = self.told["people"] and self.told["people"] + self.place * 3 % 29
        task = await self._task(session)
        given = ActivityCreate(
            **_said(self.told),
            state=ActivityState.HELD,
            begins_on=self.begins_on,
            ends_on=self.ends_on,
            result=self.told["result"],
            participants=people or None,
            women=people * (46 + self.place % 9) // 100 or None,
            task_id=task,
            indicator_ids=await self._indicators(session, task),
        )
        activity_id = await create_activity(session, self.officer, given)
        await session.flush()
        proofs = self.stage.library.proofs(self.unit.id, self.told["task"])[:_MOST_PROOFS]
        documents = (await session.scalars(select(Evidence).where(Evidence.id.in_(proofs)).order_by(Evidence.id))).all()
        await link_documents(session, self.officer, documents, activity_id)

    async def _task(self, session: AsyncSession) -> UUID:
        wanted = select(Task.id).where(Task.plan_id == self.stage.plan.id, Task.key == self.told["task"])
        return (await session.scalars(wanted)).one()

    async def _indicators(self, session: AsyncSession, task_id: UUID) -> list[UUID]:
        served = select(TaskIndicator.indicator_id).where(TaskIndicator.task_id == task_id).order_by(TaskIndicator.indicator_id)
        return list(await session.scalars(served.limit(_MOST_INDICATORS)))

    async def correct(self, session: AsyncSession) -> None:
        """Somebody counted the list of those who came once more."""
        latest = select(Activity).where(Activity.unit_id == self.unit.id, Activity.participants.is_not(None)).order_by(Activity.id).limit(1)
        activity = (await session.scalars(latest)).one()
        await update_activity(session, self.head, activity.id, ActivityPatch(participants=(activity.participants or 0) + 4), _ANY)


def _said(told: dict[str, Any]) -> dict[str, Any]:
    codes = {"kind": ActivityKind(told["kind"]), "form": ActivityForm(told["form"])}
    return {**{name: told[name] for name in ("title", "place", "audience")}, **codes}


def scenes_of_activities(stage: Stage) -> Iterator[Scene]:
    """From July on; the first ward, in which the demo's visitor works, held all that a ward may hold."""
    wards = _TOLD["wards"]
    for place, ward in enumerate(stage.wards):
        chosen = wards if ward.code == FIRST_WARD else [wards[(place + step * 3) % len(wards)] for step in range(3)]
        held = [_Held(stage, ward, told, place) for told in chosen]
        yield from (Scene(one.moment, one.write) for one in held)
        if place % 4 == 0 or ward.code == _CANCELLED:
            yield Scene(at(9, 13, 10, place), partial(_plan, held[0]))
        if ward.code == _CANCELLED:
            yield Scene(at(9, 16, 14), partial(_cancel, held[0]))
        if ward.code == _CORRECTED:
            yield Scene(at(9, 9, 9), held[0].correct)
    for code, told in _TOLD["others"].items():
        one = _Held(stage, stage.cast.units[code], told, 0)
        yield Scene(one.moment, one.write)


async def _plan(one: _Held, session: AsyncSession) -> None:
    coming = date(2024, 9, 20) + timedelta(days=one.place % 8)
    title = "Họp dân lấy ý kiến về niêm yết, công khai và giải quyết thủ tục hành chính"
    given: dict[str, Any] = {**_COMING, "place": _EVENINGS[one.place % len(_EVENINGS)], "title": title, "begins_on": coming}
    kind, form = ActivityKind.DIALOGUE, ActivityForm.RESIDENTS_MEETING
    await create_activity(session, one.officer, ActivityCreate(**given, kind=kind, form=form))


async def _cancel(one: _Held, session: AsyncSession) -> None:
    wanted = select(Activity.id).where(Activity.unit_id == one.unit.id, Activity.state == ActivityState.PLANNED)
    reason = "Trùng lịch tiếp xúc cử tri của đại biểu Hội đồng nhân dân thành phố; sẽ tổ chức trong tháng 10."
    await cancel_activity(session, one.officer, (await session.scalars(wanted)).one(), ActivityCancel(reason=reason), _ANY)
