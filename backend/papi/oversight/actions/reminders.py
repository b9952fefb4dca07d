"""Reminding by hand: a dry run tells who would get which wording, and the real one sends just that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.permissions import GRANTS
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.types import new_id
from papi.notifications.telling import count_hearers
from papi.outbox.facts import Fact, record
from papi.oversight.errors import NobodyToRemind, RudeRequest
from papi.oversight.facts import noted_by, told_by
from papi.oversight.models import Reminder, ReminderKind, ReminderTarget, Wording
from papi.oversight.queries.reminders import counts_by_subject
from papi.oversight.queries.targets import Aim, Target, find_targets
from papi.oversight.schemas.reminders import ReminderCreate
from papi.oversight.wording import About, about_tasks, duty_text, paste_text, request_text, rude_word
from papi.papers.queries.letterheads import ASKED

_HEAR = [role.value for role in GRANTS["assignment.report_done"]]


@dataclass(frozen=True)
class _Message:
    """What one unit is told, in one wording."""

    wording: Wording
    targets: Sequence[Target]
    people: int
    mails: int
    times: int
    last_on: date | None

    @property
    def first(self) -> Target:
        return self.targets[0]


@dataclass(frozen=True)
class _Sending:
    given: ReminderCreate
    aim: Aim
    texts: Mapping[Wording, str]
    messages: Sequence[_Message]


async def send_reminders(session: AsyncSession, actor: Actor, given: ReminderCreate, *, mails: bool) -> dict[str, Any]:
    """Remind, or say whom one would. A directive is a leader's: whoever has the word over all that others coordinate."""
    actor.require_some("reminder.send")
    if given.kind is ReminderKind.DIRECTIVE:
        actor.require_some("directive.give")
    aim = await find_targets(session, actor, given)
    if not aim.targets:
        raise NobodyToRemind
    texts = _texts(given, aim)
    messages = await _messages(session, actor, given.kind, aim, mails=mails)
    sent = None if given.dry_run else _send(session, actor, _Sending(given, aim, texts, messages))
    return {
        "id": sent,
        "dry_run": given.dry_run,
        "about": aim.about.en if actor.language == "en" else aim.about.vi,
        "duty_text": texts[Wording.DUTY],
        "request_text": texts[Wording.REQUEST],
        "items": [_item(message, texts[message.wording]) for message in messages],
        "letters": await _letters(session, actor, messages),
    }


def _texts(given: ReminderCreate, aim: Aim) -> Mapping[Wording, str]:
    asked = given.request_text or request_text(aim.about)
    word = rude_word(given.request_text) if given.request_text else None
    if word is not None and any(target.wording is Wording.REQUEST for target in aim.targets):
        raise RudeRequest(word=word)
    return {Wording.DUTY: given.duty_text or duty_text(given.kind, aim.about), Wording.REQUEST: asked}


async def _messages(session: AsyncSession, actor: Actor, kind: ReminderKind, aim: Aim, *, mails: bool) -> list[_Message]:
    before = await counts_by_subject(session, [target.subject_id for target in aim.targets])
    topics = {wording: told_by(kind, wording).name for wording in Wording}
    hearers = await count_hearers(session, {target.unit_id for target in aim.targets}, _HEAR, sorted(set(topics.values())), actor.person_id)
    messages: list[_Message] = []
    for (unit_id, wording), ofs in groupby(sorted(aim.targets, key=_place(aim)), key=lambda target: (target.unit_id, target.wording)):
        targets = list(ofs)
        known = [before[target.subject_id] for target in targets if target.subject_id in before]
        heard = hearers.get((unit_id, topics[wording]))
        messages.append(
            _Message(
                wording,
                targets,
                heard.people if heard else 0,
                heard.mails if heard and mails else 0,
                max((times for times, _ in known), default=0),
                max((last for _, last in known), default=None),
            )
        )
    return messages


def _place(aim: Aim) -> Callable[[Target], tuple[int, Wording]]:
    """Official order of the units, within them duties before what is asked."""
    units = {unit_id: place for place, unit_id in enumerate(dict.fromkeys(target.unit_id for target in aim.targets))}
    return lambda target: (units[target.unit_id], target.wording)


def _send(session: AsyncSession, actor: Actor, sending: _Sending) -> UUID:
    given, aim, texts = sending.given, sending.aim, sending.texts
    now = clock.business()
    reminder = Reminder(
        id=new_id(),
        kind=given.kind,
        period_id=aim.period.id if aim.period else None,
        about=aim.about.vi,
        duty_text=texts[Wording.DUTY],
        request_text=texts[Wording.REQUEST],
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
                wording=message.wording,
                people=message.people,
                mails=message.mails,
                sent_at=now,
            )
            for target in message.targets
        )
        _record(session, actor, reminder, message, texts[message.wording])
    return reminder.id


def _record(session: AsyncSession, actor: Actor, reminder: Reminder, message: _Message, text: str) -> None:
    """One fact of which the unit hears; of several things, one for the timeline of each."""
    several = len(message.targets) > 1
    about = about_tasks(len(message.targets)) if reminder.period_id is None else About(reminder.about, reminder.about)
    data = {"about_vi": about.vi, "about_en": about.en, "reason": text, "notify": [str(message.first.unit_id)], "notify_roles": _HEAR}
    told = told_by(reminder.kind, message.wording)
    subject = ("reminder", reminder.id) if several else (message.first.subject_type, message.first.subject_id)
    label = f"{message.first.label}; …" if several else message.first.label
    record(session, actor.author, Fact(told, *subject, label, unit_id=message.first.unit_id, data=data))
    noted = noted_by(reminder.kind, message.wording)
    for target in message.targets if several else ():
        fact = Fact(noted, target.subject_type, target.subject_id, target.label, unit_id=target.unit_id, data={"reason": text})
        record(session, actor.author, fact)


def _item(message: _Message, text: str) -> dict[str, Any]:
    first = message.first
    things = [target.label for target in message.targets]
    return {
        "unit": {"id": first.unit_id, "code": first.unit_code, "name": first.unit_name, "kind": first.unit_kind},
        "wording": message.wording,
        "things": things,
        "people": message.people,
        "mails": message.mails,
        "times": message.times,
        "last_on": message.last_on,
        "text": paste_text(first.unit_name, text, things),
    }


async def _letters(session: AsyncSession, actor: Actor, messages: Sequence[_Message]) -> list[Wording]:
    """In which wordings there is a letter: none in the name of a body that issues its own."""
    own = await session.get_one(Unit, actor.unit_id)
    return [] if own.kind in ASKED else sorted({message.wording for message in messages})
