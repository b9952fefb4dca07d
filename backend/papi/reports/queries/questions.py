"""What an ad-hoc period asks: its questions, the own due times of its units, and the code that a new one gets."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit.errors import FieldError, Invalid
from papi.plans.models import Plan
from papi.reports.models import Period, PeriodKind, PeriodQuestion, PeriodUnit

_BEFORE_NUMBER = "DX"


async def list_questions(session: AsyncSession, period_id: UUID) -> Sequence[PeriodQuestion]:
    """The period's questions in their order."""
    statement = select(PeriodQuestion).where(PeriodQuestion.period_id == period_id).order_by(PeriodQuestion.sort, PeriodQuestion.id)
    return (await session.scalars(statement)).all()


QUESTION_FIELDS = ("id", "sort", "text", "kind", "required", "hint", "measure", "choices")


def question_item(question: PeriodQuestion) -> dict[str, Any]:
    """A question as the wire's `QuestionRead`."""
    return {name: getattr(question, name) for name in QUESTION_FIELDS}


async def own_due_times(session: AsyncSession, period_id: UUID) -> dict[UUID, datetime]:
    """The chosen units that do not take their level's due time, with theirs."""
    chosen = select(PeriodUnit.unit_id, PeriodUnit.due_at).where(PeriodUnit.period_id == period_id, PeriodUnit.due_at.is_not(None))
    return {row.unit_id: row.due_at for row in await session.execute(chosen.order_by(PeriodUnit.due_at, PeriodUnit.unit_id))}


async def read_next_code(session: AsyncSession, actor: Actor, plan_id: UUID, kind: PeriodKind) -> dict[str, str]:
    """The code that the plan's next period of this kind gets by itself."""
    actor.require("period.manage")
    if kind is not PeriodKind.AD_HOC:
        vi, en = "Chỉ kỳ đột xuất được cấp mã tự động.", "Only an ad-hoc period gets its code by itself."
        raise Invalid(errors=[FieldError("?kind", vi, en)])
    year = await session.scalar(select(Plan.year).where(Plan.id == plan_id))
    if year is None:
        raise Invalid(errors=[FieldError("?plan_id", "Có mã không tồn tại.", "Some ids are not known.")])
    return {"code": await next_code(session, plan_id, year)}


async def next_code(session: AsyncSession, plan_id: UUID, year: int) -> str:
    """The first free number after the highest that was given: `2024-DX3`."""
    start = f"{year}-{_BEFORE_NUMBER}"
    taken = await session.scalars(select(Period.code).where(Period.plan_id == plan_id, Period.code.startswith(start, autoescape=True)))
    numbers = [int(rest) for code in taken if (rest := code.removeprefix(start)).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1}"
