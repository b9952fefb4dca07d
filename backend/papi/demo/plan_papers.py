"""The plan's own story: what it rests on, whom it went to and who said so, the procedures it simplifies, how it was amended."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.demo.files import DATA
from papi.demo.stage import Scene, Stage, at
from papi.framework.models import Indicator
from papi.kit.etag import Precondition
from papi.plans import actions
from papi.plans.actions.versions import Approval, keep_version
from papi.plans.models import Target, Task
from papi.plans.queries.plans import get_plan
from papi.plans.schemas.amendments import AmendmentCreate, AmendmentUpdate
from papi.plans.schemas.papers import LegalBasisCreate, PlanBasesWrite, ReceiversWrite, StepsWrite
from papi.units.queries import read_groups

_SILENT = {"26539", "PB-TTR", "D-TTTU"}
_ANY = Precondition()


def scenes_of_the_plan(stage: Stage) -> list[Scene]:
    """From the adoption to the proposal that waits for the leader on the demo's first day."""
    told: dict[str, Any] = json.loads((DATA / "plan-papers.json").read_text(encoding="utf-8"))
    paper = _Paper(stage, told)
    receivers = [unit for unit in stage.cast.units.values() if unit.code in paper.receiving_codes and unit.code not in _SILENT]
    scenes = [Scene(at(6, 24, 14), paper.write), Scene(at(6, 24, 15), partial(paper.step, actions.distribute_plan))]
    for place, unit in enumerate(receivers):
        who = stage.cast.officer(unit.code) if f"{unit.code.lower()}.officer" in stage.cast.actors else None
        if who is not None:
            scenes.append(Scene(at(6, 25 + place % 3, 8, 5 + place), partial(paper.acknowledge, who)))
            if place % 4:
                scenes.append(Scene(at(8, 13 + place % 2, 8, 5 + place), partial(paper.acknowledge, who)))
    scenes.append(Scene(at(7, 5, 9), partial(paper.step, actions.remind_receivers)))
    scenes.append(Scene(at(8, 12, 9), partial(paper.amend, told["amended"], approved_by=stage.cast.leader)))
    scenes.append(Scene(at(9, 16, 15), partial(paper.amend, told["proposed"], approved_by=None)))
    return scenes


class _Paper:
    """The plan's paper, and what people do with it."""

    def __init__(self, stage: Stage, told: Mapping[str, Any]) -> None:
        self._stage, self._told = stage, told
        self.receiving_codes = {code for line in told["receivers"] for code in line.get("units", ())}
        if any("groups" in line for line in told["receivers"]):
            self.receiving_codes |= {unit.code for unit in (*stage.wards, *stage.departments)}

    @property
    def _writer(self) -> Actor:
        return self._stage.cast.coordinator

    @property
    def _plan_id(self) -> UUID:
        return self._stage.plan.id

    async def write(self, session: AsyncSession) -> None:
        """Legal bases, receivers and steps, as the paper has them; so the leader approved it."""
        bases = [await actions.create_legal_basis(session, self._writer, LegalBasisCreate(**given)) for given in self._told["legal_bases"]]
        await actions.set_plan_bases(session, self._writer, self._plan_id, PlanBasesWrite(basis_ids=bases), _ANY)
        lines = [await self._line(session, line) for line in self._told["receivers"]]
        await actions.set_receivers(session, self._writer, self._plan_id, ReceiversWrite.model_validate({"items": lines}), _ANY)
        for key, steps in self._told["steps"].items():
            task = await self._task(session, key)
            await actions.set_steps(session, self._writer, task.id, StepsWrite.model_validate({"items": steps}), _ANY)
        plan = await get_plan(session, self._writer, self._plan_id)
        await keep_version(session, plan, Approval(self._stage.cast.leader.author, self._writer.full_name))

    async def _line(self, session: AsyncSession, line: Mapping[str, Any]) -> dict[str, Any]:
        known = {group["name"]: group["unit_ids"] for group in (await read_groups(session, self._writer))["items"]}
        ids = [self._stage.cast.units[code].id for code in line.get("units", ())]
        for name in line.get("groups", ()):
            ids += known[name]
        return {"name": line["name"], "unit_ids": ids}

    async def _task(self, session: AsyncSession, key: str) -> Task:
        return (await session.scalars(select(Task).where(Task.plan_id == self._plan_id, Task.key == key))).one()

    async def step(self, act: Any, session: AsyncSession) -> None:
        await act(session, self._writer, self._plan_id)

    async def acknowledge(self, who: Actor, session: AsyncSession) -> None:
        await actions.acknowledge_plan(session, who, self._plan_id)

    async def amend(self, told: Mapping[str, Any], session: AsyncSession, *, approved_by: Actor | None) -> None:
        """Write an amendment and submit it; with a leader, approve it too."""
        given = AmendmentCreate(reason=told["reason"])
        amendment_id = await actions.create_amendment(session, self._writer, self._plan_id, given)
        changes = await self._changes(session, told["changes"])
        update = AmendmentUpdate.model_validate({"changes": changes})
        await actions.update_amendment(session, self._writer, amendment_id, update, _ANY)
        await session.flush()
        await actions.submit_amendment(session, self._writer, amendment_id, _ANY)
        if approved_by is not None:
            await session.flush()
            await actions.approve_amendment(session, approved_by, amendment_id, _ANY)
            await session.flush()
            await actions.distribute_plan(session, self._writer, self._plan_id)

    async def _changes(self, session: AsyncSession, told: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The changes with ids in place of the keys, unit codes and node codes that the data names them by."""
        plan = await get_plan(session, self._writer, self._plan_id)
        nodes = await session.execute(select(Indicator.code, Indicator.id).where(Indicator.framework_id == plan.framework_id))
        self._nodes = {row.code: row.id for row in nodes}
        return [await self._change(session, dict(change)) for change in told]

    async def _change(self, session: AsyncSession, change: dict[str, Any]) -> dict[str, Any]:
        if "task_key" in change:
            change["task_id"] = (await self._task(session, change.pop("task_key"))).id
        if "unit" in change:
            change["unit_id"] = self._stage.cast.units[change.pop("unit")].id
        if "units" in change:
            change["units"] = [self._unit(line) for line in self._expanded(change["units"])]
        if "target" in change:
            change["target"] = await self._target(session, dict(change["target"]))
        if "indicators" in change.get("task", {}):
            task = dict(change["task"])
            change["task"] = {**task, "indicator_ids": [self._nodes[code] for code in task.pop("indicators")]}
            change["task"].pop("indicators")
        return change

    def _expanded(self, lines: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        wards = [unit.code for unit in self._stage.wards]
        return [{**line, "unit": code} for line in lines for code in (wards if line["unit"] == "wards" else [line["unit"]])]

    def _unit(self, line: Mapping[str, Any]) -> dict[str, Any]:
        return {"unit_id": self._stage.cast.units[line["unit"]].id, "part": line["part"]}

    async def _target(self, session: AsyncSession, target: dict[str, Any]) -> dict[str, Any]:
        """What the target was, with what the data changes of it."""
        node_id = self._nodes[target.pop("code")]
        known = await session.scalar(select(Target).where(Target.plan_id == self._plan_id, Target.indicator_id == node_id))
        same = ("baseline", "target", "stance", "low_rated", "low_rated_source", "note")
        before = {name: getattr(known, name) for name in same} if known else {}
        return {**before, "indicator_id": node_id, **target}
