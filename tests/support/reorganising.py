"""What tests about changes of units do again and again: word a decision, try it, make it, and let its day come."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from papi.directory.models import Membership, Person, Unit
from papi.directory.queries import in_force
from papi.kit import clock
from papi.reorganisation.due import begin_due
from tests.support.reporting import Reporting
from tests.support.world import Someone, World

URL = "/units/successions"
LAW = "Nghị quyết số 1685/NQ-UBTVQH15 ngày 16/6/2025"
DAY = "2024-10-01"


def new_unit(name: str = "Phường Vũng Tàu", code: str = "26506", **changes: Any) -> dict[str, Any]:
    """A ward that is to be made."""
    return {"code": code, "name": f"UBND {name[:1].lower()}{name[1:]}", "short_name": name, "kind": "ward", **changes}


def part(kind: str, before: Sequence[Unit], after: Sequence[dict[str, Any]] = (), **changes: Any) -> dict[str, Any]:
    """One step of a decision."""
    return {"kind": kind, "predecessors": [str(unit.id) for unit in before], "successors": list(after), **changes}


def decision(*parts: dict[str, Any], day: str = DAY, **changes: Any) -> dict[str, Any]:
    """The whole of it, with its day typed again."""
    body = {"title": "Sắp xếp các phường", "legal_basis": LAW, "effective_on": day, "parts": list(parts), "confirmed_on": day}
    return {**body, **changes}


def merger(reporting: Reporting, **changes: Any) -> dict[str, Any]:
    """The two wards of the small plan become one."""
    return decision(part("merge", [reporting.ward, reporting.other_ward], [new_unit()]), **changes)


async def decided(who: Someone, body: dict[str, Any]) -> dict[str, Any]:
    """A decision that was made."""
    answer = await who.post(URL, body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def tried(who: Someone, body: dict[str, Any]) -> dict[str, Any]:
    """What a decision would do."""
    answer = await who.post(f"{URL}?dry_run=true", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


@contextmanager
def on(day: str) -> Generator[None]:
    """Nine in the morning of that day."""
    moment = datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=clock.TIMEZONE)
    with clock.business_at(moment):
        yield


async def day_comes(world: World) -> int:
    """The worker looks whether a day has come."""
    return await begin_due(world.database)


async def moves_of(who: Someone, succession: dict[str, Any], query: str = "") -> list[dict[str, Any]]:
    """The trace of a decision."""
    items: list[dict[str, Any]] = []
    cursor = ""
    while True:
        answer = await who.get(f"{URL}/{succession['id']}/moves?limit=200{query}{cursor}")
        assert answer.status_code == 200, answer.text
        items += answer.json()["items"]
        if answer.json()["next_cursor"] is None:
            return items
        cursor = f"&cursor={answer.json()['next_cursor']}"


async def unit_called(who: Someone, name: str, day: date | None = None) -> dict[str, Any]:
    """The unit in use that has this short name."""
    on_day = f"&on={day}" if day else ""
    items = (await who.get(f"/units?limit=200{on_day}")).json()["items"]
    return next(item for item in items if item["short_name"] == name)


async def now_in(world: World, someone: Someone, unit_id: str) -> Someone:
    """The person, signed in for the membership that the person has in this unit now."""
    async with world.database.reading() as session:
        person = await session.get_one(Person, someone.id)
        unit = await session.get_one(Unit, UUID(unit_id))
        held = select(Membership).where(Membership.person_id == person.id, Membership.unit_id == unit.id, in_force(clock.today()))
        membership = (await session.scalars(held)).one()
    return await world.sign_in(person, membership, unit)


async def split(reporting: Reporting) -> tuple[Someone, Someone]:
    """Ward 1 is two; its officer goes to the north, which answers for it, its head to the south."""
    choices = [{"what": "membership", "id": str(reporting.head.membership_id), "to": 1}]
    after = [new_unit("Phường Bắc", "X1"), new_unit("Phường Nam", "X2")]
    await decided(reporting.admin, decision(part("split", [reporting.ward], after, choices=choices)))
    north, south = [await unit_called(reporting.admin, name) for name in ("Phường Bắc", "Phường Nam")]
    return await now_in(reporting.world, reporting.officer, north["id"]), await now_in(reporting.world, reporting.head, south["id"])
