"""Sending an approved plan to its receivers, saying that it came, and reminding those who have not."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import UnitKind
from papi.kit import clock
from papi.outbox.facts import record
from papi.plans.actions.versions import begin_versions
from papi.plans.errors import AlreadySent, NobodyToRemind, NoReceivers, NothingToAcknowledge
from papi.plans.facts import PLAN_RECEIVED, PLAN_SENT, RECEIPT_REMINDED, RECEIPT_REQUESTED, about_plan
from papi.plans.models import Plan, PlanReceipt, PlanReceiver, PlanState
from papi.plans.queries.distribution import last_sent, receipts_of, version_to_send
from papi.plans.queries.papers import receiver_units
from papi.plans.queries.plans import get_plan
from papi.plans.workflow.assignments import ASKED_KINDS
from papi.plans.workflow.plans import wrong_plan_state


async def distribute_plan(session: AsyncSession, actor: Actor, plan_id: UUID) -> None:
    """Send the version in force to everybody of its "Nơi nhận", once; units are asked to acknowledge it."""
    plan = await _sent_plan(session, actor, plan_id)
    await begin_versions(session, plan)
    number = await version_to_send(session, plan)
    if await last_sent(session, plan.id) == number:
        raise AlreadySent
    receipts = await _receipts(session, plan, number)
    if not receipts:
        raise NoReceivers
    session.add_all(receipts)
    told = [str(receipt.unit_id) for receipt in receipts if receipt.unit_id is not None]
    record(session, actor.author, about_plan(PLAN_SENT, plan, number=number, notify=told))


async def _sent_plan(session: AsyncSession, actor: Actor, plan_id: UUID) -> Plan:
    plan = await get_plan(session, actor, plan_id, lock=True)
    actor.require("plan.distribute")
    if plan.state is not PlanState.APPROVED:
        raise wrong_plan_state(actor, plan.state)
    return plan


async def _receipts(session: AsyncSession, plan: Plan, number: int) -> list[PlanReceipt]:
    """One for each unit that any line means, and one for each line of somebody outside; units that ended receive nothing."""
    lines = (await session.scalars(select(PlanReceiver).where(PlanReceiver.plan_id == plan.id).order_by(PlanReceiver.sort))).all()
    units = (await session.execute(receiver_units(plan.id))).all()
    with_units = {row.receiver_id for row in units}
    found: dict[object, tuple[str, UUID | None, UnitKind | None]] = {}
    for line in lines:
        if line.id not in with_units:
            found[line.id] = (line.name, None, None)
        for row in units:
            if row.receiver_id == line.id and (row.valid_to is None or row.valid_to >= clock.today()):
                found.setdefault(row.id, (row.short_name, row.id, row.kind))
    now = clock.business()
    return [
        PlanReceipt(plan_id=plan.id, number=number, sort=place, name=name, unit_id=unit_id, requested=kind in ASKED_KINDS, sent_at=now)
        for place, (name, unit_id, kind) in enumerate(found.values())
    ]


async def acknowledge_plan(session: AsyncSession, actor: Actor, plan_id: UUID) -> None:
    """Say that the plan came, once for each version: for the own unit, and for those that it came after and answers for."""
    plan = await get_plan(session, actor, plan_id)
    actor.require_some("receipt.acknowledge")
    number = await last_sent(session, plan.id)
    receipts = (await session.scalars(_pending(plan.id, number).where(actor.answers(PlanReceipt.unit_id)))).all()
    if not receipts:
        raise NothingToAcknowledge
    for receipt in receipts:
        receipt.acknowledged_at, receipt.acknowledged_by = clock.business(), actor.signature
        record(session, actor.author, about_plan(PLAN_RECEIVED, plan, unit_id=receipt.unit_id, number=number))


def _pending(plan_id: UUID, number: int | None) -> Select[PlanReceipt]:
    """The receipts of a version that nobody has acknowledged, held."""
    return receipts_of(plan_id, number).where(PlanReceipt.acknowledged_at.is_(None)).with_for_update(key_share=True)


async def remind_receivers(session: AsyncSession, actor: Actor, plan_id: UUID) -> None:
    """Remind the units that have not acknowledged; bodies that are asked get the words of a request."""
    plan = await _sent_plan(session, actor, plan_id)
    number = await last_sent(session, plan.id)
    pending = (await session.scalars(_pending(plan.id, number).where(PlanReceipt.unit_id.is_not(None)))).all()
    if not pending:
        raise NobodyToRemind
    for receipt in pending:
        receipt.reminded_at, receipt.reminders = clock.business(), receipt.reminders + 1
    for kind, requested in ((RECEIPT_REMINDED, False), (RECEIPT_REQUESTED, True)):
        told = [str(receipt.unit_id) for receipt in pending if receipt.requested is requested]
        if told:
            record(session, actor.author, about_plan(kind, plan, number=number, notify=told))
