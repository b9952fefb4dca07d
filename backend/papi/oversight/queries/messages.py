"""What each unit would be told, of which things, and how often it was told of them before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.permissions import GRANTS
from papi.kit import clock
from papi.notifications.telling import count_hearers
from papi.oversight.facts import told_by
from papi.oversight.models import ReminderKind, Wording
from papi.oversight.queries.reminders import counts_by_subject, sent_since
from papi.oversight.queries.targets import Aim, Target

HEAR = [role.value for role in GRANTS["assignment.report_done"]]


@dataclass(frozen=True)
class Message:
    """What one unit is told, in one wording. `recent_at`: when it was told of some of it within the last minutes."""

    wording: Wording
    targets: Sequence[Target]
    people: int
    mails: int
    times: int
    last_on: date | None
    recent_at: datetime | None

    @property
    def first(self) -> Target:
        return self.targets[0]


@dataclass(frozen=True)
class Manner:
    """How somebody reminds. `mails`: whether this installation sends any; a unit that heard within `again_minutes` heard recently."""

    kind: ReminderKind
    mails: bool
    again_minutes: int


async def messages_of(session: AsyncSession, actor: Actor, aim: Aim, manner: Manner) -> list[Message]:
    """One message for each unit and wording, in official order."""
    subjects = [target.subject_id for target in aim.targets]
    before = await counts_by_subject(session, subjects)
    since = clock.business() - timedelta(minutes=manner.again_minutes)
    recent = await sent_since(session, manner.kind, subjects, since) if manner.again_minutes else {}
    topics = {wording: told_by(manner.kind, wording).name for wording in Wording}
    hearers = await count_hearers(session, {target.unit_id for target in aim.targets}, HEAR, sorted(set(topics.values())), actor.person_id)
    messages: list[Message] = []
    for (unit_id, wording), ofs in groupby(sorted(aim.targets, key=_place(aim)), key=lambda target: (target.unit_id, target.wording)):
        targets = list(ofs)
        known = [before[target.subject_id] for target in targets if target.subject_id in before]
        heard = hearers.get((unit_id, topics[wording]))
        messages.append(
            Message(
                wording,
                targets,
                heard.people if heard else 0,
                heard.mails if heard and manner.mails else 0,
                max((times for times, _ in known), default=0),
                max((last for _, last in known), default=None),
                max((recent[target.subject_id] for target in targets if target.subject_id in recent), default=None),
            )
        )
    return messages


def _place(aim: Aim) -> Callable[[Target], tuple[int, Wording]]:
    """Official order of the units, within them duties before what is asked."""
    units = {unit_id: place for place, unit_id in enumerate(dict.fromkeys(target.unit_id for target in aim.targets))}
    return lambda target: (units[target.unit_id], target.wording)
