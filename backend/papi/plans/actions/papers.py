"""What a plan rests on, whom it is for, and which procedures its tasks simplify."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import changes, record
from papi.plans.actions.tasks import get_task_to_edit
from papi.plans.facts import BASES_SET, BASIS_CHANGED, BASIS_CREATED, RECEIVERS_SET, STEPS_SET, about_basis, about_plan, about_task
from papi.plans.models import LegalBasis, Plan, PlanLegalBasis, PlanReceiver, PlanReceiverUnit, TaskStep
from papi.plans.queries.papers import get_legal_basis
from papi.plans.queries.plans import get_plan, plan_standing
from papi.plans.schemas.papers import LegalBasisCreate, LegalBasisUpdate, PlanBasesWrite, ReceiversWrite, StepsWrite
from papi.plans.words import BASIS_WORDS
from papi.plans.workflow.plans import PlanStep, take_plan_step

_MAY_BE_EMPTY = frozenset({"number", "issued_on", "url"})


async def create_legal_basis(session: AsyncSession, actor: Actor, given: LegalBasisCreate) -> UUID:
    """Keep a document on which plans may rest."""
    actor.require("plan.edit")
    basis = LegalBasis(id=new_id(), **given.model_dump())
    session.add(basis)
    await session.flush()
    record(session, actor.author, about_basis(BASIS_CREATED, basis))
    return basis.id


async def update_legal_basis(
    session: AsyncSession, actor: Actor, basis_id: UUID, given: LegalBasisUpdate, precondition: Precondition
) -> None:
    """Put right what is kept of a document; versions of plans keep what they cited."""
    basis = await get_legal_basis(session, actor, basis_id)
    actor.require("plan.edit")
    precondition.check(basis.version)
    wanted = {name: getattr(given, name) for name in given.model_fields_set}
    wanted = {name: value for name, value in wanted.items() if value is not None or name in _MAY_BE_EMPTY}
    before = {name: _spoken(name, getattr(basis, name)) for name in wanted}
    for name, value in wanted.items():
        setattr(basis, name, value)
    difference = changes(before, {name: _spoken(name, value) for name, value in wanted.items()})
    record(session, actor.author, about_basis(BASIS_CHANGED, basis, changes=difference))


def _spoken(name: str, value: object) -> object:
    if name == "kind":
        return BASIS_WORDS[str(value)][0]
    return format_day(value) if hasattr(value, "year") else value  # pyright: ignore[reportArgumentType] - what has a year is a day


async def _edited(session: AsyncSession, actor: Actor, plan_id: UUID, precondition: Precondition) -> Plan:
    plan = await get_plan(session, actor, plan_id, lock=True)
    precondition.check(plan.version)
    take_plan_step(actor, plan_standing(plan), PlanStep.EDIT)
    flag_modified(plan, "title")  # the plan's version counts its papers too
    return plan


async def set_plan_bases(session: AsyncSession, actor: Actor, plan_id: UUID, given: PlanBasesWrite, precondition: Precondition) -> None:
    """Say what the plan rests on, in the order in which it is cited."""
    plan = await _edited(session, actor, plan_id, precondition)
    known = set(await session.scalars(select(LegalBasis.id).where(LegalBasis.id.in_(given.basis_ids))))
    wrong = [place for place, basis_id in enumerate(given.basis_ids) if basis_id not in known or basis_id in given.basis_ids[:place]]
    if wrong:
        unknown = ("Căn cứ trùng hoặc không có trong danh mục.", "An unknown or repeated basis.")
        raise Invalid(errors=[FieldError(f"/basis_ids/{place}", *unknown) for place in wrong])
    await session.execute(delete(PlanLegalBasis).where(PlanLegalBasis.plan_id == plan.id))
    session.add_all(PlanLegalBasis(plan_id=plan.id, basis_id=basis_id, sort=place) for place, basis_id in enumerate(given.basis_ids))
    record(session, actor.author, about_plan(BASES_SET, plan, count=len(given.basis_ids)))


async def set_receivers(session: AsyncSession, actor: Actor, plan_id: UUID, given: ReceiversWrite, precondition: Precondition) -> None:
    """Write the plan's "Nơi nhận". What was sent before stays with whom it was sent to."""
    plan = await _edited(session, actor, plan_id, precondition)
    wanted = {unit_id for line in given.items for unit_id in line.unit_ids}
    known = set(await session.scalars(select(Unit.id).where(Unit.id.in_(wanted))))
    wrong = [place for place, line in enumerate(given.items) if not known.issuperset(line.unit_ids)]
    if wrong:
        unknown = ("Có đơn vị không tồn tại.", "Some units are unknown.")
        raise Invalid(errors=[FieldError(f"/items/{place}/unit_ids", *unknown) for place in wrong])
    of_plan = select(PlanReceiver.id).where(PlanReceiver.plan_id == plan.id)
    await session.execute(delete(PlanReceiverUnit).where(PlanReceiverUnit.receiver_id.in_(of_plan)))
    await session.execute(delete(PlanReceiver).where(PlanReceiver.plan_id == plan.id))
    lines = [PlanReceiver(id=new_id(), plan_id=plan.id, sort=place, name=line.name) for place, line in enumerate(given.items)]
    session.add_all(lines)
    await session.flush()
    for line, asked in zip(lines, given.items, strict=True):
        session.add_all(PlanReceiverUnit(receiver_id=line.id, unit_id=unit_id) for unit_id in dict.fromkeys(asked.unit_ids))
    record(session, actor.author, about_plan(RECEIVERS_SET, plan, count=len(given.items)))


async def set_steps(session: AsyncSession, actor: Actor, task_id: UUID, given: StepsWrite, precondition: Precondition) -> None:
    """Name the steps by which a task simplifies procedures, as a whole."""
    task, _plan = await get_task_to_edit(session, actor, task_id)
    precondition.check(task.version)
    await session.execute(delete(TaskStep).where(TaskStep.task_id == task.id))
    session.add_all(TaskStep(task_id=task.id, sort=place, **item.model_dump()) for place, item in enumerate(given.items))
    flag_modified(task, "title")  # of two who set them at once, one is told
    record(session, actor.author, about_task(STEPS_SET, task, count=len(given.items)))
