"""Plans and their targets."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, false, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, Viewer
from papi.access.permissions import Scope
from papi.framework.models import Framework, Indicator, ScoreLevel
from papi.framework.words import LEVEL_WORDS
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import spoken, words_of
from papi.kit.types import AnyRow, AnySelect
from papi.plans.errors import PlanNotFound
from papi.plans.models import Amendment, Assignment, Plan, PlanState, PlanVersion, Target, Task, WorkState
from papi.plans.queries.in_force import is_in_force
from papi.plans.schemas.plans import PlanQuery
from papi.plans.totals import TOTAL_CODE, total_of
from papi.plans.words import PLAN_STATE_WORDS, STANCE_WORDS
from papi.plans.workflow.amendments import OPEN
from papi.plans.workflow.plans import PlanStanding, plan_actions


def sees_drafts(viewer: Viewer) -> bool:
    """Whether the viewer makes or approves plans."""
    return any(Scope.ALL in viewer.scopes(permission) for permission in ("plan.edit", "plan.approve"))


def plan_visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Approved plans for everyone inside; drafts for those who make or approve them (permissions.csv)."""
    return true() if sees_drafts(viewer) else Plan.state == PlanState.APPROVED


def in_hidden_plan(viewer: Viewer, subject_id: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """Whether a plan, a task or an assignment is of a plan that the viewer may not see."""
    if sees_drafts(viewer):
        return false()
    hidden = select(Plan.id).where(Plan.state != PlanState.APPROVED)
    tasks, assignments = (select(table.id).where(table.plan_id.in_(hidden)) for table in (Task, Assignment))
    return or_(*(subject_id.in_(ids) for ids in (hidden, tasks, assignments)))


def plan_standing(plan: Plan | AnyRow) -> PlanStanding:
    """What decides about the steps of a plan."""
    return PlanStanding(plan.state, plan.submitted_by)


async def get_plan(session: AsyncSession, actor: Actor, plan_id: UUID, *, lock: bool = False) -> Plan:
    """A plan that the actor may see."""
    actor.require_some("plan.read")
    statement = select(Plan).where(Plan.id == plan_id, plan_visible_to(actor))
    plan = await session.scalar(statement.with_for_update(key_share=True) if lock else statement)
    if plan is None:
        raise PlanNotFound
    return plan


async def plan_meant(session: AsyncSession, actor: Actor, plan_id: UUID | None) -> Plan | None:
    """The plan that was asked for, as far as the actor may see it; where none was, the one in force."""
    if plan_id is not None:
        return await get_plan(session, actor, plan_id)
    return await session.scalar(select(Plan).where(is_in_force(clock.today().year)))


async def hold_unless_approved(session: AsyncSession, *assignment_ids: UUID) -> None:
    """Hold the plans of assignments while they are not in force: none goes to the leader while what he is to read changes."""
    own = select(Assignment.plan_id).where(Assignment.id.in_(assignment_ids))
    held = select(Plan.id).where(Plan.id.in_(own), Plan.state != PlanState.APPROVED).order_by(Plan.id)
    await session.execute(held.with_for_update(key_share=True))


async def read_plan(session: AsyncSession, actor: Actor, plan_id: UUID) -> dict[str, Any]:
    """A plan as the screen shows it."""
    actor.require_some("plan.read")
    row = (await session.execute(_rows(actor).where(Plan.id == plan_id))).one_or_none()
    if row is None:
        raise PlanNotFound
    return _item(actor, row)


def list_plans(actor: Actor, query: PlanQuery) -> Listing:
    """Plans, the latest year first."""
    actor.require_some("plan.read")
    statement = _rows(actor)
    if query.year is not None:
        statement = statement.where(Plan.year == query.year)
    statement = statement.where(Plan.state != PlanState.DISCARDED if query.state is None else Plan.state == query.state)
    if query.q:
        statement = statement.where(matches(Plan.folded, query.q))
    return Listing(Pages(statement, _KEYSET), lambda row: _item(actor, row), _EXPORT)


_ROW = (
    Plan.id,
    Plan.version,
    Plan.year,
    Plan.title,
    Plan.number,
    Plan.adopted_on,
    Plan.source,
    Plan.province_code,
    Plan.province_name,
    Plan.state,
    Plan.submitted_at,
    Plan.approved_at,
    Plan.return_reason,
    Plan.submitted_by,
    Plan.total_baseline,
    Plan.total_target,
    Plan.total_stance,
    Plan.total_note,
)
_ITEM = tuple(column.key for column in _ROW if column.key != "submitted_by" and not column.key.startswith("total_"))


def _rows(actor: Actor) -> AnySelect:
    of_city = (Task.plan_id == Plan.id, Task.dropped_on.is_(None), Task.owner_unit_id.is_(None))
    tasks = select(func.count()).where(*of_city).correlate(Plan).scalar_subquery()
    given = (Assignment.plan_id == Plan.id, Assignment.carried_to_id.is_(None), Assignment.own.is_(False))
    assignments, withdrawn = (
        select(func.count()).where(*given, which).correlate(Plan).scalar_subquery()
        for which in (Assignment.work_state != WorkState.CANCELLED, Assignment.work_state == WorkState.CANCELLED)
    )
    version = select(func.max(PlanVersion.number)).where(PlanVersion.plan_id == Plan.id).correlate(Plan).scalar_subquery()
    amendment = (
        select(Amendment.id).where(Amendment.plan_id == Plan.id, Amendment.state.in_(OPEN)).correlate(Plan).limit(1).scalar_subquery()
    )
    return (
        select(
            *_ROW,
            Framework.year.label("framework_year"),
            tasks.label("tasks"),
            assignments.label("assignments"),
            withdrawn.label("withdrawn"),
            version.label("version_number"),
            amendment.label("amendment_id"),
            is_in_force(clock.today().year).label("in_force"),
        )
        .join(Framework, Framework.id == Plan.framework_id)
        .where(plan_visible_to(actor))
    )


_KEYSET = Keyset({"year": Key(Plan.year, int)}, default="-year", id=Plan.id)
_EXPORT = Export(
    "ke-hoach",
    [
        Column("year", "Năm", "Year", 8),
        Column("title", "Kế hoạch", "Plan", 70),
        Column("number", "Số, ký hiệu", "Number", 16),
        Column("adopted_on", "Ngày ban hành", "Adopted", 14),
        Column("state", "Trạng thái", "State", 16, words_of(PLAN_STATE_WORDS)),
    ],
)


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    item: dict[str, Any] = {name: getattr(row, name) for name in _ITEM}
    return {
        **item,
        "framework_year": row.framework_year,
        "total": total_of(row),
        "in_force": bool(row.in_force),
        "approved_version": (row.version_number or 1) if row.state is PlanState.APPROVED else None,
        "amendment_id": row.amendment_id if actor.scopes("amendment.read") else None,
        "tasks": row.tasks,
        "assignments": row.assignments,
        "withdrawn": row.withdrawn,
        "allowed_actions": plan_actions(actor, plan_standing(row), amending=row.amendment_id is not None),
    }


async def read_targets(session: AsyncSession, actor: Actor, plan_id: UUID) -> tuple[dict[str, Any], int]:
    """The plan's targets, in the order of the framework, with the version of the plan."""
    plan = await get_plan(session, actor, plan_id)
    rows = await session.execute(
        select(
            Target.indicator_id,
            Indicator.code,
            Indicator.level,
            Indicator.name_vi,
            Indicator.name_status,
            Target.baseline,
            Target.target,
            Target.stance,
            Target.low_rated,
            Target.low_rated_source,
            Target.note,
        )
        .join(Indicator, Indicator.id == Target.indicator_id)
        .where(Target.plan_id == plan_id)
        .order_by(Indicator.sort)
    )
    items = [dict(row._mapping) for row in rows]  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name
    return {"items": items, "total": total_of(plan)}, plan.version


def rows_of_targets(targets: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The targets as rows of a file: what is wanted of the total stands first."""
    total = targets["total"]
    if total is None:
        return {"items": targets["items"]}
    return {
        "items": [
            {"code": TOTAL_CODE, "name_vi": spoken(LEVEL_WORDS, ScoreLevel.TOTAL, language), "low_rated": False, **total},
            *targets["items"],
        ]
    }


TARGETS = Export(
    "muc-tieu",
    [
        Column("code", "Mã", "Code", 10),
        Column("name_vi", "Nội dung, chỉ tiêu", "Node", 60),
        Column("baseline", "Điểm năm trước", "Baseline", 14),
        Column("target", "Mục tiêu", "Target", 12),
        Column("stance", "Hướng", "Stance", 14, words_of(STANCE_WORDS)),
        Column("low_rated", "Điểm thấp", "Low-rated", 10),
        Column("low_rated_source", "Nguồn", "Source", 30),
        Column("note", "Ghi chú", "Note", 40),
    ],
)
