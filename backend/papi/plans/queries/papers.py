"""What a plan rests on, whom it is for, and which procedures it simplifies; public inside, as far as their plan is."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.plans.errors import LegalBasisNotFound
from papi.plans.models import LegalBasis, Plan, PlanLegalBasis, PlanReceiver, PlanReceiverUnit, PlanState, Task, TaskStep
from papi.plans.queries.plans import get_plan, plan_visible_to
from papi.plans.schemas.papers import LegalBasisQuery, StepQuery
from papi.plans.words import BASIS_WORDS, STEP_WORDS, basis_words

_BASIS = ("id", "version", "kind", "number", "issued_on", "issuer", "title", "url")
_BASIS_KEYS = Keyset(
    {"title": Key(LegalBasis.title, str), "issued_on": Key(LegalBasis.issued_on, date, nullable=True)},
    default="-issued_on",
    id=LegalBasis.id,
)
BASES = Export(
    "can-cu",
    [
        Column("kind", "Loại văn bản", "Kind", 16, words_of(BASIS_WORDS)),
        Column("number", "Số, ký hiệu", "Number", 20),
        Column("issued_on", "Ngày ban hành", "Issued on", 14),
        Column("issuer", "Cơ quan ban hành", "Issuer", 36),
        Column("title", "Trích yếu", "Title", 70),
        Column("url", "Liên kết", "Link", 40),
    ],
)


def list_legal_bases(actor: Actor, query: LegalBasisQuery) -> Listing:
    """All legal bases, the latest first."""
    actor.require_some("plan.read")
    statement = select(*(getattr(LegalBasis, name) for name in _BASIS))
    if query.kind is not None:
        statement = statement.where(LegalBasis.kind == query.kind)
    if query.q:
        statement = statement.where(matches(LegalBasis.folded, query.q))
    return Listing(Pages(statement, _BASIS_KEYS), lambda row: _basis(actor, row), BASES)


def _basis(actor: Actor, row: AnyRow | LegalBasis) -> dict[str, Any]:
    shaped = {name: getattr(row, name) for name in _BASIS}
    return {**shaped, "cited": basis_words(row), "allowed_actions": ["edit"] if actor.may("plan.edit") else []}


async def get_legal_basis(session: AsyncSession, actor: Actor, basis_id: UUID) -> LegalBasis:
    """A legal basis."""
    actor.require_some("plan.read")
    basis = await session.get(LegalBasis, basis_id)
    if basis is None:
        raise LegalBasisNotFound
    return basis


async def read_legal_basis(session: AsyncSession, actor: Actor, basis_id: UUID) -> dict[str, Any]:
    """A legal basis as the screen shows it."""
    return _basis(actor, await get_legal_basis(session, actor, basis_id))


async def read_bases_of(session: AsyncSession, actor: Actor, plan_id: UUID) -> tuple[dict[str, Any], int]:
    """What the plan rests on, in its order, with the version of the plan."""
    plan = await get_plan(session, actor, plan_id)
    statement = select(LegalBasis).join(PlanLegalBasis, PlanLegalBasis.basis_id == LegalBasis.id)
    rows = await session.scalars(statement.where(PlanLegalBasis.plan_id == plan_id).order_by(PlanLegalBasis.sort))
    return {"items": [_basis(actor, basis) for basis in rows]}, plan.version


async def read_receivers(session: AsyncSession, actor: Actor, plan_id: UUID) -> tuple[dict[str, Any], int]:
    """The plan's "Nơi nhận" in its order, with the version of the plan."""
    plan = await get_plan(session, actor, plan_id)
    units: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in await session.execute(receiver_units(plan_id)):
        units[row.receiver_id].append({"id": row.id, "name": row.short_name})
    rows = await session.scalars(select(PlanReceiver).where(PlanReceiver.plan_id == plan_id).order_by(PlanReceiver.sort))
    return {"items": [{"name": row.name, "units": units[row.id]} for row in rows]}, plan.version


def receiver_units(plan_id: UUID) -> AnySelect:
    """The units that the lines mean, in official order."""
    return (
        select(PlanReceiverUnit.receiver_id, Unit.id, Unit.short_name, Unit.kind, Unit.valid_to)
        .join(PlanReceiver, PlanReceiver.id == PlanReceiverUnit.receiver_id)
        .join(Unit, Unit.id == PlanReceiverUnit.unit_id)
        .where(PlanReceiver.plan_id == plan_id)
        .order_by(PlanReceiver.sort, Unit.sort)
    )


RECEIVERS = Export(
    "noi-nhan",
    [
        Column("name", "Nơi nhận", "Receiver", 50),
        Column("units", "Đơn vị", "Units", 80, said=lambda units, _language: ", ".join(unit["name"] for unit in units)),
    ],
)

_STEP = (
    TaskStep.id,
    TaskStep.task_id,
    TaskStep.procedure_code,
    TaskStep.procedure,
    TaskStep.simplification,
    TaskStep.basis,
    TaskStep.due_on,
    TaskStep.state,
)
_STEP_KEYS = Keyset(
    {"procedure": Key(TaskStep.procedure, str), "due_on": Key(TaskStep.due_on, date, nullable=True)}, default="due_on", id=TaskStep.id
)
_STEPS = Export(
    "don-gian-hoa-thu-tuc",
    [
        Column("procedure_code", "Mã thủ tục", "Code", 18),
        Column("procedure", "Thủ tục hành chính", "Procedure", 50),
        Column("simplification", "Nội dung đơn giản hóa", "Simplification", 50),
        Column("basis", "Căn cứ", "Basis", 30),
        Column("due_on", "Thời hạn", "Due", 14),
        Column("state", "Trạng thái", "State", 20, words_of(STEP_WORDS)),
        Column("task_title", "Nhiệm vụ", "Task", 60),
    ],
)


def list_task_steps(actor: Actor, query: StepQuery) -> Listing:
    """Steps that simplify procedures, those due first at the top."""
    actor.require_some("plan.read")
    statement = (
        select(*_STEP, Task.title.label("task_title"))
        .join(Task, Task.id == TaskStep.task_id)
        .join(Plan, Plan.id == Task.plan_id)
        .where(plan_visible_to(actor), Task.dropped_on.is_(None))
    )
    if query.plan is None:
        statement = statement.where(Plan.state != PlanState.DISCARDED)
    exact = ((Task.plan_id, query.plan), (TaskStep.task_id, query.task), (TaskStep.state, query.state))
    statement = statement.where(*(column == value for column, value in exact if value is not None))
    if query.q:
        statement = statement.where(matches(TaskStep.folded, query.q))
    return Listing(Pages(statement, _STEP_KEYS), _step, _STEPS)


def _step(row: AnyRow) -> dict[str, Any]:
    return {**{column.key: getattr(row, column.key) for column in _STEP}, "task_title": row.task_title}
