"""Reminding by hand: a dry run tells who would get which wording, and the real one sends just that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.calendar.queries import load_working_days
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.types import new_id
from papi.outbox.facts import Fact, record
from papi.oversight.errors import AnswerPassed, NobodyToRemind, RemindedAlready, RudeRequest
from papi.oversight.facts import noted_by, told_by
from papi.oversight.models import Reminder, ReminderKind, ReminderTarget, Wording
from papi.oversight.queries.ladder import load_ladder
from papi.oversight.queries.messages import HEAR, Manner, Message, messages_of
from papi.oversight.queries.targets import Aim, find_targets
from papi.oversight.schemas.ladder import LadderWrite
from papi.oversight.schemas.reminders import ReminderCreate
from papi.oversight.wording import About, Reckoning, about_tasks, answer_wanted, duty_text, paste_text, request_text, rude_word
from papi.papers.queries.letterheads import ASKED

_FARTHEST = timedelta(days=400)


@dataclass(frozen=True)
class _Sending:
    """What is sent: `texts` by wording, and the days by which lateness is told."""

    given: ReminderCreate
    aim: Aim
    texts: Mapping[Wording, str]
    messages: Sequence[Message]
    answer_by: date | None
    reckoning: Reckoning

    def sentences(self, wording: Wording) -> list[str]:
        """What a unit reads: the sender's words, and by when an answer is wanted."""
        return [self.texts[wording], answer_wanted(wording, self.answer_by)]


async def send_reminders(session: AsyncSession, actor: Actor, given: ReminderCreate, *, mails: bool) -> dict[str, Any]:
    """Remind, or say whom one would. A directive is a leader's: whoever has the word over all that others coordinate."""
    actor.require_some("reminder.send")
    if given.kind is ReminderKind.DIRECTIVE:
        actor.require_some("directive.give")
    aim = await find_targets(session, actor, given)
    if not given.dry_run:
        await _hold_units(session, aim)
    ladder = await load_ladder(session)
    messages = _wanted(given, await messages_of(session, actor, aim, Manner(given.kind, mails, ladder.again_minutes)))
    if not messages:
        raise NobodyToRemind
    sending = await _sending(session, given, aim, messages, ladder)
    sent = None if given.dry_run else _send(session, actor, sending)
    return {
        "id": sent,
        "dry_run": given.dry_run,
        "about": aim.about.en if actor.language == "en" else aim.about.vi,
        "duty_text": sending.texts[Wording.DUTY],
        "request_text": sending.texts[Wording.REQUEST],
        "answer_by": sending.answer_by,
        "items": [_item(sending, message) for message in messages],
        "letters": await _letters(session, actor, messages),
    }


async def _hold_units(session: AsyncSession, aim: Aim) -> None:
    """Of two who remind the same unit at once the second waits, and so learns of the first."""
    reached = select(Unit.id).where(Unit.id.in_({target.unit_id for target in aim.targets})).order_by(Unit.id)
    await session.execute(reached.with_for_update(key_share=True))


def _wanted(given: ReminderCreate, messages: Sequence[Message]) -> list[Message]:
    """Who was told of the same a moment ago is told again if the sender says so, and left out if the sender says that."""
    if given.again is False:
        return [message for message in messages if message.recent_at is None]
    recent = [message for message in messages if message.recent_at is not None]
    if recent and given.again is None and not given.dry_run:
        at = max(message.recent_at for message in recent if message.recent_at is not None).astimezone(clock.TIMEZONE)
        raise RemindedAlready(at=f"{at:%H:%M}", units=", ".join(dict.fromkeys(message.first.unit_name for message in recent)))
    return list(messages)


async def _sending(session: AsyncSession, given: ReminderCreate, aim: Aim, messages: Sequence[Message], ladder: LadderWrite) -> _Sending:
    today = clock.today()
    calendar = await load_working_days(session, today - _FARTHEST, today + _FARTHEST)
    answer_by = given.answer_by if "answer_by" in given.model_fields_set else calendar.add(today, ladder.answer_days)
    if answer_by is not None and answer_by < today:
        raise AnswerPassed
    return _Sending(given, aim, _texts(given, aim, messages), messages, answer_by, Reckoning(today, ladder.unit, calendar))


def _texts(given: ReminderCreate, aim: Aim, messages: Sequence[Message]) -> Mapping[Wording, str]:
    word = rude_word(given.request_text) if given.request_text else None
    if word is not None and any(message.wording is Wording.REQUEST for message in messages):
        raise RudeRequest(word=word)
    asked = given.request_text or request_text(aim.about)
    return {Wording.DUTY: given.duty_text or duty_text(given.kind, aim.about), Wording.REQUEST: asked}


def _send(session: AsyncSession, actor: Actor, sending: _Sending) -> UUID:
    now = clock.business()
    reminder = Reminder(
        id=new_id(),
        kind=sending.given.kind,
        period_id=sending.aim.period.id if sending.aim.period else None,
        about=sending.aim.about.vi,
        duty_text=sending.texts[Wording.DUTY],
        request_text=sending.texts[Wording.REQUEST],
        answer_by=sending.answer_by,
        sent_by=actor.person_id,
        sent_by_name=actor.signature,
        sender_unit_id=actor.unit_id,
        sender_unit_name=actor.unit_name,
        sent_at=now,
    )
    session.add(reminder)
    for message in sending.messages:
        session.add_all(
            ReminderTarget(
                id=new_id(),
                reminder_id=reminder.id,
                unit_id=target.unit_id,
                unit_name=target.unit_name,
                subject_type=target.subject_type,
                subject_id=target.subject_id,
                subject_label=target.label,
                due_on=target.due_on,
                wording=message.wording,
                people=message.people,
                mails=message.mails,
                sent_at=now,
            )
            for target in message.targets
        )
        _record(session, actor, reminder, message, " ".join(filter(None, sending.sentences(message.wording))))
    return reminder.id


def _record(session: AsyncSession, actor: Actor, reminder: Reminder, message: Message, text: str) -> None:
    """One fact of which the unit hears; of several things, one for the timeline of each."""
    several = len(message.targets) > 1
    about = about_tasks(len(message.targets)) if reminder.period_id is None else About(reminder.about, reminder.about)
    data = {"about_vi": about.vi, "about_en": about.en, "reason": text, "notify": [str(message.first.unit_id)], "notify_roles": HEAR}
    told = told_by(reminder.kind, message.wording)
    subject = ("reminder", reminder.id) if several else (message.first.subject_type, message.first.subject_id)
    label = f"{message.first.label}; …" if several else message.first.label
    record(session, actor.author, Fact(told, *subject, label, unit_id=message.first.unit_id, data=data))
    noted = noted_by(reminder.kind, message.wording)
    for target in message.targets if several else ():
        fact = Fact(noted, target.subject_type, target.subject_id, target.label, unit_id=target.unit_id, data={"reason": text})
        record(session, actor.author, fact)


def _item(sending: _Sending, message: Message) -> dict[str, Any]:
    first = message.first
    standings = [sending.reckoning.standing(target.due_on, message.wording) for target in message.targets]
    said = [
        f"{target.thing} ({standing})" if standing else target.thing for target, standing in zip(message.targets, standings, strict=True)
    ]
    return {
        "unit": {"id": first.unit_id, "code": first.unit_code, "name": first.unit_name, "kind": first.unit_kind},
        "wording": message.wording,
        "things": [target.thing for target in message.targets],
        "people": message.people,
        "mails": message.mails,
        "times": message.times,
        "last_on": message.last_on,
        "recent_at": message.recent_at,
        "text": paste_text(first.full_name, sending.sentences(message.wording), said),
    }


async def _letters(session: AsyncSession, actor: Actor, messages: Sequence[Message]) -> list[Wording]:
    """In which wordings there is a letter: none in the name of a body that issues its own."""
    own = await session.get_one(Unit, actor.unit_id)
    return [] if own.kind in ASKED else sorted({message.wording for message in messages})
