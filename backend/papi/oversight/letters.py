"""A reminder as an official letter by Nghị định 30/2020: to all units of one wording, with what each has to do in an annex."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.calendar.queries import load_working_days
from papi.directory.models import Unit
from papi.kit import clock
from papi.oversight.errors import NoLetter
from papi.oversight.models import Reminder, ReminderKind, ReminderTarget, Wording
from papi.oversight.queries.ladder import load_ladder
from papi.oversight.queries.reminders import get_reminder
from papi.oversight.wording import Reckoning, answer_wanted
from papi.papers.paper import Annex, Cell, Column, ColumnKind, Paper, PaperKind, Paragraph, Table
from papi.papers.queries.letterheads import ASKED, addressed_on, issuer_of
from papi.papers.sources import Made

_FARTHEST = timedelta(days=800)
_COLUMNS = [
    Column(title="STT", width=14, kind=ColumnKind.NUMBER),
    Column(title="Đơn vị", width=48),
    Column(title="Nội dung", width=130),
    Column(title="Thời hạn", width=26, kind=ColumnKind.DAY),
]
_LATE = Column(title="Đã quá hạn", width=34)


async def reminder_letter(session: AsyncSession, actor: Actor, reminder_id: UUID, wording: Wording) -> Made:
    """The letter of what the actor's own unit has sent. Number and day stay blank: the office's own system gives them."""
    reminder, reached = await get_reminder(session, actor, reminder_id)
    targets = [target for target in reached if target.wording is wording]
    own = await session.get_one(Unit, reminder.sender_unit_id)
    if not targets or own.kind in ASKED:
        raise NoLetter
    day = clock.day_of(reminder.sent_at)
    issuer = await issuer_of(session, own.id, day)
    names = await addressed_on(session, day, {target.unit_id for target in targets})
    annexed = _wants_annex(targets)
    reckoning = await _reckoning(session, day)
    paper = Paper(
        kind=PaperKind.LETTER,
        day=day,
        head=issuer.head,
        subject=_subject(reminder.kind, wording, reminder.about),
        addressees=list(dict.fromkeys(names[target.unit_id] for target in targets)),
        body=[Paragraph(words=words) for words in _sentences(reminder, targets, reckoning) if words],
        receivers=["Như trên", *issuer.receivers],
        annexes=[Annex(title="Nội dung theo từng đơn vị", blocks=[_table(targets, names, reckoning)])] if annexed else [],
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


async def _reckoning(session: AsyncSession, day: date) -> Reckoning:
    ladder = await load_ladder(session)
    return Reckoning(day, ladder.unit, await load_working_days(session, day - _FARTHEST, day))


def _sentences(reminder: Reminder, targets: Sequence[ReminderTarget], reckoning: Reckoning) -> list[str]:
    """The sender's words, how it stands with the deadline, and by when an answer is wanted."""
    wording = targets[0].wording
    standing = reckoning.standing(targets[0].due_on, wording)
    if _wants_annex(targets):
        late = "" if wording is Wording.REQUEST else " và thời gian đã quá hạn"
        deadline = f"Nội dung, thời hạn{late} của từng cơ quan, đơn vị nêu tại Phụ lục kèm theo."
    else:
        deadline = f"Thời {standing}." if standing else ""
    text = reminder.duty_text if wording is Wording.DUTY else reminder.request_text
    return [text, deadline, answer_wanted(wording, reminder.answer_by)]


def _wants_annex(targets: Sequence[ReminderTarget]) -> bool:
    """Where each unit is reminded of its one report, due on one day, the letter itself says it all."""
    return any(target.subject_type != "report" for target in targets) or len({target.due_on for target in targets}) > 1


def _table(targets: Sequence[ReminderTarget], names: Mapping[UUID, str], reckoning: Reckoning) -> Table:
    urged = targets[0].wording is Wording.DUTY
    rows: list[list[Cell]] = [
        [place, names[target.unit_id], target.subject_label, target.due_on, *([reckoning.late(target.due_on)] if urged else [])]
        for place, target in enumerate(targets, start=1)
    ]
    return Table(columns=[*_COLUMNS, _LATE] if urged else _COLUMNS, rows=rows)
