"""Versions of a plan, the amendments on the way to the next, and what they make different."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.permissions import Scope
from papi.directory.models import Unit
from papi.framework.models import Indicator
from papi.kit.documents import Column, Export
from papi.kit.text import format_day, words_of
from papi.kit.types import as_json
from papi.plans.contents import Content, Difference, difference
from papi.plans.errors import AmendmentNotFound, VersionNotFound
from papi.plans.models import Amendment, AmendmentState, Assignment, Cadence, Plan, PlanState, PlanVersion, Task, WorkState
from papi.plans.proposals import Names, propose
from papi.plans.queries.contents import in_the_plan, read_content
from papi.plans.queries.plans import get_plan
from papi.plans.schemas.amendments import Changes
from papi.plans.words import AMENDMENT_STATE_WORDS
from papi.plans.workflow.amendments import OPEN, AmendmentStanding, amendment_actions
from papi.plans.workflow.deadlines import OPEN_STATES

_VERSION = (
    PlanVersion.number,
    PlanVersion.reason,
    PlanVersion.proposed_by,
    PlanVersion.approved_by,
    PlanVersion.approved_at,
    PlanVersion.tasks,
    PlanVersion.assignments,
    PlanVersion.added,
    PlanVersion.changed,
    PlanVersion.dropped,
)
VERSIONS = Export(
    "phien-ban-ke-hoach",
    [
        Column("number", "Phiên bản", "Version", 10),
        Column("approved_at", "Phê duyệt lúc", "Approved at", 18),
        Column("approved_by", "Người phê duyệt", "Approved by", 26),
        Column("reason", "Lý do điều chỉnh", "Reason", 50),
        Column("added", "Thêm", "Added", 8),
        Column("changed", "Sửa", "Changed", 8),
        Column("dropped", "Bỏ", "Dropped", 8),
        Column("tasks", "Số nhiệm vụ", "Tasks", 12),
        Column("assignments", "Số phân công", "Assignments", 12),
    ],
)


AMENDMENTS = Export(
    "dieu-chinh-ke-hoach",
    [
        Column("made_at", "Lập lúc", "Made at", 18),
        Column("made_by", "Người lập", "Made by", 26),
        Column("reason", "Lý do điều chỉnh", "Reason", 50),
        Column("state", "Trạng thái", "State", 16, words_of(AMENDMENT_STATE_WORDS)),
        Column("submitted_at", "Trình lúc", "Submitted at", 18),
        Column("return_reason", "Lý do trả lại", "Returned because", 40),
        Column("decided_at", "Kết thúc lúc", "Closed at", 18),
        Column("number", "Phiên bản", "Version", 10),
    ],
)
_AMENDMENT = (
    Amendment.id,
    Amendment.version,
    Amendment.plan_id,
    Amendment.state,
    Amendment.reason,
    Amendment.made_by,
    Amendment.made_at,
    Amendment.submitted_at,
    Amendment.return_reason,
    Amendment.decided_at,
    Amendment.number,
)


def own_units_of(actor: Actor) -> frozenset[str] | None:
    """The units whose part alone the actor reads, with those after which the own unit came; None for those who read all assignments."""
    return None if Scope.ALL in actor.scopes("assignment.read") else frozenset(map(str, actor.inherited))


async def read_versions(session: AsyncSession, actor: Actor, plan_id: UUID) -> dict[str, Any]:
    """The versions of a plan, the latest first, and how much has changed without one since."""
    plan = await get_plan(session, actor, plan_id)
    rows = await session.execute(select(*_VERSION).where(PlanVersion.plan_id == plan_id).order_by(PlanVersion.number.desc()))
    items = [dict(row._mapping) for row in rows]  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name
    since = None
    if items and plan.state is PlanState.APPROVED:
        since = (await _since(session, actor, plan, await read_content(session, plan))).counts
    return {"items": items, "since": since}


async def _since(session: AsyncSession, actor: Actor, plan: Plan, present: Content) -> Difference:
    last = await last_version(session, plan.id)
    if last is None:
        raise VersionNotFound
    return difference(last.content, present, actor.language).as_seen_by(own_units_of(actor))


async def read_corrections(session: AsyncSession, actor: Actor, plan_id: UUID) -> dict[str, Any]:
    """What is in force otherwise than the latest version says."""
    plan = await get_plan(session, actor, plan_id)
    return (await _since(session, actor, plan, await read_content(session, plan))).to_wire()


async def read_difference(session: AsyncSession, actor: Actor, plan_id: UUID, numbers: tuple[int, int]) -> dict[str, Any]:
    """What one version changed of another."""
    await get_plan(session, actor, plan_id)
    before, after = [(await _version(session, plan_id, number)).content for number in numbers]
    return difference(before, after, actor.language).as_seen_by(own_units_of(actor)).to_wire()


def _versions(plan_id: UUID) -> Select[PlanVersion]:
    return select(PlanVersion).where(PlanVersion.plan_id == plan_id)


async def _version(session: AsyncSession, plan_id: UUID, number: int) -> PlanVersion:
    found = await session.scalar(_versions(plan_id).where(PlanVersion.number == number))
    if found is None:
        raise VersionNotFound
    return found


async def last_version(session: AsyncSession, plan_id: UUID) -> PlanVersion | None:
    """The version in force; None of a plan that was approved before versions were kept."""
    return await session.scalar(_versions(plan_id).order_by(PlanVersion.number.desc()).limit(1))


async def read_version(session: AsyncSession, actor: Actor, plan_id: UUID, number: int) -> dict[str, Any]:
    """A version with all that it said; a unit reads whom it concerns of the others by name only where it may see assignments."""
    await get_plan(session, actor, plan_id)
    version = await _version(session, plan_id, number)
    content, own = version.content, own_units_of(actor)
    return {
        **{column.key: getattr(version, column.key) for column in _VERSION},
        "title": content["plan"]["title"],
        "plan_number": content["plan"]["number"],
        "legal_bases": content["plan"]["legal_bases"],
        "receivers": content["plan"]["receivers"],
        "task_list": [_task(key, task, own) for key, task in sorted(content["tasks"].items(), key=lambda pair: pair[1]["sort"])],
        "targets": [_target(code, target) for code, target in content["targets"].items()],
    }


def _task(key: str, task: Mapping[str, Any], own: frozenset[str] | None) -> dict[str, Any]:
    return {
        "key": key,
        **{name: task[name] for name in ("source_ref", "title", "text")},
        "due": task["due_text"] or (format_day(date.fromisoformat(task["due_on"])) if task["due_on"] else ""),
        "units": [
            {
                "id": unit_id,
                **{name: unit[name] for name in ("name", "part", "mandate")},
            }
            for unit_id, unit in task["units"].items()
            if own is None or unit_id in own
        ],
    }


def _target(code: str, target: Mapping[str, Any]) -> dict[str, Any]:
    return {"code": code, **{name: target[name] for name in ("name", "baseline", "target", "low_rated", "stance")}}


async def read_amendments(session: AsyncSession, actor: Actor, plan_id: UUID) -> dict[str, Any]:
    """All amendments of a plan, the latest first, whatever became of them."""
    await get_plan(session, actor, plan_id)
    actor.require_some("amendment.read")
    latest_first = (Amendment.made_at.desc(), Amendment.id.desc())
    rows = await session.execute(select(*_AMENDMENT).where(Amendment.plan_id == plan_id).order_by(*latest_first))
    return {"items": [dict(row._mapping) for row in rows]}  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name


@dataclass(frozen=True)
class LoadedAmendment:
    """An amendment with the plan that it is to change."""

    amendment: Amendment
    plan: Plan

    @property
    def changes(self) -> Changes:
        return Changes.model_validate({"changes": self.amendment.changes})


async def get_amendment(session: AsyncSession, actor: Actor, amendment_id: UUID, *, lock: bool = False) -> LoadedAmendment:
    """An amendment, for those who write and those who approve plans."""
    actor.require_some("plan.read")
    statement = select(Amendment).where(Amendment.id == amendment_id)
    amendment = (
        await session.scalar(statement.with_for_update(key_share=True) if lock else statement) if actor.scopes("amendment.read") else None
    )
    if amendment is None:
        raise AmendmentNotFound
    return LoadedAmendment(amendment, await get_plan(session, actor, amendment.plan_id, lock=lock))


def tag_of(amendment: Amendment, present: Content) -> str:
    """What a caller must have read to decide: of what lies before the leader also what the plan says meanwhile, which comes into force
    with it or is changed by it."""
    if amendment.state is not AmendmentState.SUBMITTED:
        return str(amendment.version)
    content = orjson.dumps(present, default=as_json)
    return f"{amendment.version}.{int.from_bytes(blake2b(content, digest_size=6).digest())}"


async def read_amendment(session: AsyncSession, actor: Actor, amendment_id: UUID) -> tuple[dict[str, Any], str]:
    """An amendment as the screen shows it, with its tag. Of a finished one the difference is that of its version."""
    loaded = await get_amendment(session, actor, amendment_id)
    amendment = loaded.amendment
    present: Content = await read_content(session, loaded.plan) if amendment.number is None else {}
    corrections = await _since(session, actor, loaded.plan, present) if amendment.state in OPEN else Difference()
    return {
        **{column.key: getattr(amendment, column.key) for column in _AMENDMENT},
        "changes": amendment.changes,
        "difference": (await difference_of(session, actor, loaded, present)).to_wire(),
        "corrections": corrections.to_wire(),
        "allowed_actions": amendment_actions(actor, AmendmentStanding(amendment.state, amendment.submitted_by)),
    }, tag_of(amendment, present)


async def difference_of(session: AsyncSession, actor: Actor, loaded: LoadedAmendment, present: Content) -> Difference:
    """What the amendment would make different of the plan at present, or made different when it was approved."""
    number = loaded.amendment.number
    if number is not None:
        before, after = [(await _version(session, loaded.plan.id, wanted)).content for wanted in (number - 1, number)]
        return difference(before, after, actor.language)
    return difference(present, propose(present, loaded.changes.changes, await _names_of(session, loaded.plan)), actor.language)


async def _names_of(session: AsyncSession, plan: Plan) -> Names:
    """What the ids of changes stand for."""
    tasks = await session.execute(select(Task.id, Task.key).where(Task.plan_id == plan.id))
    units = await session.scalars(select(Unit))
    nodes = await session.execute(
        select(Indicator.id, Indicator.code, Indicator.name_vi).where(Indicator.framework_id == plan.framework_id)
    )
    done, settled = await _done_and_settled(session, plan)
    return Names(
        tasks={row.id: row.key for row in tasks},
        units={unit.id: unit for unit in units},
        nodes={row.id: (row.code, row.name_vi) for row in nodes},
        done=done,
        settled=settled,
    )


async def _done_and_settled(session: AsyncSession, plan: Plan) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Of once-tasks: whom an amendment does not take out, and whose day it does not move along."""
    rows = await session.execute(
        select(Task.key, Task.due_on.label("day"), Assignment.unit_id, Assignment.due_on, Assignment.work_state, Assignment.extended_times)
        .join(Task, Task.id == Assignment.task_id)
        .where(in_the_plan(plan.id), Task.cadence == Cadence.ONCE)
    )
    done: set[tuple[str, str]] = set()
    settled: set[tuple[str, str]] = set()
    for row in rows:
        place = (row.key, str(row.unit_id))
        if row.work_state is WorkState.COMPLETED:
            done.add(place)
        if row.due_on == row.day and (row.extended_times or row.work_state not in OPEN_STATES):
            settled.add(place)
    return done, settled
