"""What was sent to whom, when and by whom, and how often."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow
from papi.oversight.errors import ReminderNotFound
from papi.oversight.models import Reminder, ReminderKind, ReminderTarget, Wording
from papi.oversight.schemas.reminders import ReminderQuery
from papi.reports.queries.periods import get_period

_KEYSET = Keyset({"sent_at": Key(ReminderTarget.sent_at, datetime)}, default="-sent_at", id=ReminderTarget.id)
_KINDS = {"reminder": ("Đôn đốc", "Reminder"), "directive": ("Ý kiến chỉ đạo", "Directive")}
_WORDINGS = {"duty": ("Nhiệm vụ được giao", "Duty"), "request": ("Đề nghị phối hợp", "Request")}
_EXPORT = Export(
    "don-doc",
    [
        Column("sent_at", "Lúc", "At", 18),
        Column("by", "Người gửi", "By", 32),
        Column("kind", "Loại", "Kind", 16, words_of(_KINDS)),
        Column("unit", "Đơn vị", "Unit", 26),
        Column("subject", "Về", "About", 48),
        Column("due_on", "Thời hạn", "Due", 14),
        Column("wording", "Cách viết", "Wording", 20, words_of(_WORDINGS)),
        Column("text", "Nội dung", "Text", 60),
        Column("people", "Số người nhận", "People told", 12),
        Column("mails", "Số thư", "Mails", 10),
    ],
)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """All, or what the own unit was told and what it sent."""
    return or_(actor.sees("reminder.read", ReminderTarget.unit_id), actor.sees("reminder.read", Reminder.sender_unit_id))


def list_reminders(actor: Actor, query: ReminderQuery) -> Listing:
    """The things of which units were reminded, the latest first."""
    actor.require_some("reminder.read")
    exact = (
        (Reminder.period_id, query.period),
        (ReminderTarget.unit_id, query.unit),
        (ReminderTarget.subject_id, query.subject),
        (Reminder.kind, query.kind),
    )
    statement = (
        select(
            ReminderTarget.id,
            ReminderTarget.reminder_id,
            Reminder.kind,
            ReminderTarget.wording,
            ReminderTarget.unit_id,
            ReminderTarget.unit_name,
            ReminderTarget.subject_type,
            ReminderTarget.subject_id,
            ReminderTarget.subject_label,
            ReminderTarget.due_on,
            Reminder.answer_by,
            Reminder.duty_text,
            Reminder.request_text,
            Reminder.sent_by_name,
            Reminder.sender_unit_name,
            Reminder.sender_unit_id,
            ReminderTarget.sent_at,
            ReminderTarget.people,
            ReminderTarget.mails,
        )
        .join(Reminder, Reminder.id == ReminderTarget.reminder_id)
        .where(visible_to(actor), *(column == value for column, value in exact if value is not None))
    )
    if query.q:
        statement = statement.where(matches(ReminderTarget.folded, query.q))
    return Listing(Pages(statement, _KEYSET), lambda row: _item(actor, row), _EXPORT)


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "reminder_id": row.reminder_id,
        "kind": row.kind,
        "wording": row.wording,
        "unit_id": row.unit_id,
        "unit": row.unit_name,
        "subject_type": row.subject_type,
        "subject_id": row.subject_id,
        "subject": row.subject_label,
        "due_on": row.due_on,
        "answer_by": row.answer_by,
        "text": row.duty_text if row.wording is Wording.DUTY else row.request_text,
        "by": f"{row.sent_by_name}, {row.sender_unit_name}",
        "sent_at": row.sent_at,
        "people": row.people,
        "mails": row.mails,
        "letter": row.sender_unit_id in actor.own_units,
    }


async def counts_by_subject(session: AsyncSession, subjects: Collection[UUID]) -> dict[UUID, tuple[int, date]]:
    """How often something was reminded of, and on which day last."""
    counted = select(ReminderTarget.subject_id, func.count(), func.max(ReminderTarget.sent_at))
    rows = await session.execute(counted.where(ReminderTarget.subject_id.in_(subjects)).group_by(ReminderTarget.subject_id))
    return {subject: (times, clock.day_of(last)) for subject, times, last in rows}


async def sent_since(session: AsyncSession, kind: ReminderKind, subjects: Collection[UUID], since: datetime) -> dict[UUID, datetime]:
    """When something was last reminded of in the same way since a moment."""
    rows = await session.execute(
        select(ReminderTarget.subject_id, func.max(ReminderTarget.sent_at).label("last"))
        .join(Reminder, Reminder.id == ReminderTarget.reminder_id)
        .where(Reminder.kind == kind, ReminderTarget.subject_id.in_(subjects), ReminderTarget.sent_at > since)
        .group_by(ReminderTarget.subject_id)
    )
    return {row.subject_id: row.last for row in rows}


async def read_counts(session: AsyncSession, actor: Actor, period_id: UUID) -> dict[str, Any]:
    """The same by unit for a period's reports."""
    actor.require_some("reminder.read")
    await get_period(session, actor, period_id)
    counted = (
        select(ReminderTarget.unit_id, func.count(), func.max(ReminderTarget.sent_at))
        .join(Reminder, Reminder.id == ReminderTarget.reminder_id)
        .where(Reminder.period_id == period_id, visible_to(actor))
        .group_by(ReminderTarget.unit_id)
    )
    rows = await session.execute(counted)
    return {"items": [{"unit_id": unit, "times": times, "last_on": clock.day_of(last)} for unit, times, last in rows]}


async def get_reminder(session: AsyncSession, actor: Actor, reminder_id: UUID) -> tuple[Reminder, list[ReminderTarget]]:
    """What was sent by the actor's own unit, with all that it reached, in official order: for its letter."""
    actor.require_some("reminder.send")
    reminder = await session.scalar(select(Reminder).where(Reminder.id == reminder_id, actor.keeps(Reminder.sender_unit_id)))
    if reminder is None:
        raise ReminderNotFound
    reached = select(ReminderTarget).join(Unit, Unit.id == ReminderTarget.unit_id).where(ReminderTarget.reminder_id == reminder_id)
    return reminder, list(await session.scalars(reached.order_by(Unit.sort, Unit.id, ReminderTarget.id)))
