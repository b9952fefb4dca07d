"""To whom a plan was sent, and who has said that it came: all of it for those who send and oversee, its own line for a unit."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.permissions import Scope
from papi.kit.documents import Column, Export
from papi.plans.models import Plan, PlanReceipt, PlanState
from papi.plans.queries.amendments import last_version
from papi.plans.queries.plans import get_plan

DISTRIBUTION = Export(
    "gui-ke-hoach",
    [
        Column("name", "Nơi nhận", "Receiver", 40),
        Column("sent_at", "Gửi lúc", "Sent at", 18),
        Column("acknowledged_at", "Xác nhận lúc", "Acknowledged at", 18),
        Column("acknowledged_by", "Người xác nhận", "By", 28),
        Column("reminders", "Số lần nhắc", "Reminders", 12),
    ],
)
_RECEIPT = ("id", "name", "unit_id", "requested", "sent_at", "reminders", "reminded_at", "acknowledged_at", "acknowledged_by")


async def read_distribution(session: AsyncSession, actor: Actor, plan_id: UUID, number: int | None) -> dict[str, Any]:
    """The receipts of one version, of the one sent last unless named."""
    plan = await get_plan(session, actor, plan_id)
    sent = list(await session.scalars(_numbers(plan_id)))
    wanted = number or (sent[-1] if sent else None)
    receipts = (await session.scalars(receipts_of(plan_id, wanted))).all()
    asked = [receipt for receipt in receipts if receipt.unit_id is not None]
    everything = Scope.ALL in actor.scopes("receipt.read")
    seen = [receipt for receipt in receipts if everything or receipt.unit_id in actor.inherited]
    return {
        "number": wanted,
        "sent": sent,
        "expected": len(asked),
        "acknowledged": sum(1 for receipt in asked if receipt.acknowledged_at is not None),
        "items": [_item(actor, receipt) for receipt in seen],
        "allowed_actions": await _actions(session, actor, plan, sent),
    }


def _numbers(plan_id: UUID) -> Select[int]:
    return select(PlanReceipt.number).where(PlanReceipt.plan_id == plan_id).distinct().order_by(PlanReceipt.number)


async def last_sent(session: AsyncSession, plan_id: UUID) -> int | None:
    """The version that was sent last."""
    return await session.scalar(select(func.max(PlanReceipt.number)).where(PlanReceipt.plan_id == plan_id))


def receipts_of(plan_id: UUID, number: int | None) -> Select[PlanReceipt]:
    """The receipts of a version, in the order of the "Nơi nhận"."""
    return select(PlanReceipt).where(PlanReceipt.plan_id == plan_id, PlanReceipt.number == number).order_by(PlanReceipt.sort)


async def version_to_send(session: AsyncSession, plan: Plan) -> int:
    """The version in force; a plan that was approved before versions were kept stands at its first."""
    last = await last_version(session, plan.id)
    return last.number if last else 1


async def _actions(session: AsyncSession, actor: Actor, plan: Plan, sent: list[int]) -> list[str]:
    found: list[str] = []
    pending = (await session.scalars(receipts_of(plan.id, sent[-1] if sent else None).where(PlanReceipt.acknowledged_at.is_(None)))).all()
    if actor.may("plan.distribute") and plan.state is PlanState.APPROVED:
        found += ["distribute"] if await version_to_send(session, plan) not in sent else []
        found += ["remind"] if any(receipt.unit_id is not None for receipt in pending) else []
    own = any(receipt.unit_id in actor.answered for receipt in pending)
    return [*found, "acknowledge"] if own and actor.scopes("receipt.acknowledge") else found


def _item(actor: Actor, receipt: PlanReceipt) -> dict[str, Any]:
    shaped = {name: getattr(receipt, name) for name in _RECEIPT}
    return {**shaped, "outside": receipt.unit_id is None, "own": receipt.unit_id in actor.inherited}
