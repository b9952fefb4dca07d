"""A reminder as an official letter by Nghị định 30/2020: to all units of one wording, with what each has to do in an annex."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.kit import clock
from papi.oversight.errors import NoLetter
from papi.oversight.models import ReminderKind, ReminderTarget, Wording
from papi.oversight.queries.reminders import get_reminder
from papi.papers.paper import Annex, Cell, Column, ColumnKind, Paper, PaperKind, Paragraph, Table
from papi.papers.queries.letterheads import ASKED, issuer_of
from papi.papers.sources import Made

_COLUMNS = [Column(title="STT", width=10, kind=ColumnKind.NUMBER), Column(title="Đơn vị", width=50), Column(title="Nội dung", width=190)]


async def reminder_letter(session: AsyncSession, actor: Actor, reminder_id: UUID, wording: Wording) -> Made:
    """The letter of what the actor's own unit has sent. Number and day stay blank: the office's own system gives them."""
    reminder, reached = await get_reminder(session, actor, reminder_id)
    targets = [target for target in reached if target.wording is wording]
    own = await session.get_one(Unit, reminder.sender_unit_id)
    if not targets or own.kind in ASKED:
        raise NoLetter
    issuer = await issuer_of(session, own.id, clock.day_of(reminder.sent_at))
    paper = Paper(
        kind=PaperKind.LETTER,
        day=clock.day_of(reminder.sent_at),
        head=issuer.head,
        subject=_subject(reminder.kind, wording, reminder.about),
        addressees=list(dict.fromkeys(target.unit_name for target in targets)),
        body=[Paragraph(words=reminder.duty_text if wording is Wording.DUTY else reminder.request_text)],
        receivers=["Như trên", *issuer.receivers],
        annexes=[Annex(title="Nội dung theo từng đơn vị", blocks=[_table(targets)])] if _wants_annex(targets) else [],
    )
    return Made(paper, _name(reminder.kind, wording), own.id)


def _subject(kind: ReminderKind, wording: Wording, about: str) -> str:
    if wording is Wording.REQUEST:
        return f"đề nghị phối hợp {about}"
    return f"chỉ đạo {about}" if kind is ReminderKind.DIRECTIVE else f"đôn đốc {about}"


def _name(kind: ReminderKind, wording: Wording) -> str:
    if wording is Wording.REQUEST:
        return "Cong-van-de-nghi-phoi-hop"
    return "Cong-van-chi-dao" if kind is ReminderKind.DIRECTIVE else "Cong-van-don-doc"


def _wants_annex(targets: list[ReminderTarget]) -> bool:
    """Where each unit is reminded of its one report the addressees say it all."""
    return any(target.subject_type != "report" for target in targets)


def _table(targets: list[ReminderTarget]) -> Table:
    rows: list[list[Cell]] = [[place, target.unit_name, target.subject_label] for place, target in enumerate(targets, start=1)]
    return Table(columns=_COLUMNS, rows=rows)
