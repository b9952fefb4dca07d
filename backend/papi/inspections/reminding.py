"""Once a working day each unit is told of findings that are due soon, and of those whose day has passed, however many workers look.

One notice for each inspection and day on which its findings are due; nobody is told the same twice, whatever happens to the worker.
"""

from collections.abc import Sequence
from datetime import date, time, timedelta
from itertools import groupby
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.permissions import GRANTS
from papi.calendar.queries import works_on
from papi.directory.models import Membership, UnitLineage
from papi.inspections.facts import DUE_SOON, OVERDUE, label_of
from papi.inspections.models import Finding, Inspection
from papi.inspections.queries.inspections import waits
from papi.kit import clock
from papi.kit.db import Database, insert_for
from papi.kit.installation import InstallationFact
from papi.kit.text import format_day
from papi.kit.types import AnyRow
from papi.notifications.telling import Notice, Told, deliver, members_of

_NAME = "findings_reminded"
_BEGINS = time(7, 30)  # with the mail of the morning, in which it stands
_SOON = timedelta(days=3)
_ROLES = sorted(role.value for role in GRANTS["finding.remedy"])


async def remind_of_findings(database: Database) -> bool:
    """Tell of what is due, if this is a working day on which it was not done; whether it was done now."""
    today = clock.today()
    if clock.business().astimezone(clock.TIMEZONE).time() < _BEGINS:
        return False
    async with database.reading() as session:  # an idle worker must not take SQLite's only writing connection
        if await _last(session) >= today or not await works_on(session, today):
            return False
    async with database.writing() as session:
        begun = insert_for(session, InstallationFact).values(name=_NAME, value=date.min.isoformat())
        await session.execute(begun.on_conflict_do_nothing())
        mark = await session.get_one(InstallationFact, _NAME, with_for_update=True)
        if date.fromisoformat(mark.value) >= today:
            return False
        mark.value = today.isoformat()
        await _tell(session, today)
    return True


async def _last(session: AsyncSession) -> date:
    kept = await session.scalar(select(InstallationFact.value).where(InstallationFact.name == _NAME))
    return date.fromisoformat(kept) if kept else date.min


async def _tell(session: AsyncSession, today: date) -> None:
    near = (
        select(Inspection.id, Inspection.unit_id, Inspection.title, Inspection.unit_name, Finding.due_on)
        .join(Finding, Finding.inspection_id == Inspection.id)
        .where(waits(), Finding.due_on <= today + _SOON)
        .order_by(Inspection.id, Finding.due_on)
    )
    rows = (await session.execute(near)).all()
    people = await _people(session, {row.unit_id for row in rows})
    told: list[Told] = []
    for _key, group in groupby(rows, key=lambda row: (row.id, row.due_on)):
        those = list(group)
        notice = _notice(those, today)
        told += [Told(notice, person_id, unit_id) for person_id, unit_id in people.get(those[0].unit_id, ())]
    await deliver(session, told)


async def _people(session: AsyncSession, units: set[UUID]) -> dict[UUID, list[tuple[UUID, UUID]]]:
    """Who remedies for each of these units: its own people, or those of the unit that answers for it today."""
    lineage = select(UnitLineage.predecessor_id, UnitLineage.unit_id).where(
        UnitLineage.predecessor_id.in_(units), UnitLineage.answers.is_(True)
    )
    heirs = [(row.predecessor_id, row.unit_id) for row in await session.execute(lineage)]
    asked = members_of({*units, *(heir for _unit, heir in heirs)}).where(Membership.role.in_(_ROLES)).distinct()
    members = (await session.execute(asked)).all()
    answering = {(unit, unit) for unit in units} | set(heirs)
    return {unit: sorted({(row.person_id, row.unit_id) for row in members if (unit, row.unit_id) in answering}) for unit in units}


def _notice(rows: Sequence[AnyRow], today: date) -> Notice:
    first, number = rows[0], len(rows)
    kind = OVERDUE if first.due_on < today else DUE_SOON
    key = uuid5(NAMESPACE_URL, f"papi:finding:{kind.name}:{first.id}:{first.due_on.isoformat()}")
    data = {"number": number, "number_en": f"{number} finding{'s' * (number != 1)}", "day": format_day(first.due_on)}
    topic = {"topic": "due_today"} if first.due_on == today else {}
    return Notice(key, kind.name, "inspection", first.id, label_of(first.title, first.unit_name), {**data, **topic})
