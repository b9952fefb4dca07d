"""What changes units: a merger of July that is in effect, and a rehearsal of 1 July 2025, when seventeen wards become five and the city
level ends, decided and waiting for its day."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.permissions import Role
from papi.demo.cast import Account, Cast, add_person
from papi.demo.files import DATA
from papi.demo.stage import Scene, Stage, at
from papi.directory.models import Membership, Person, Unit
from papi.plans.actions import give_units
from papi.plans.models import Task
from papi.plans.schemas.assignments import UnitsGive
from papi.reorganisation.actions import create_succession
from papi.reorganisation.schemas import SuccessionCreate
from papi.units.actions import create_unit
from papi.units.schemas import UnitCreate

_ADMIN = "admin"


def scenes_of_reorganising(stage: Stage) -> Iterator[Scene]:
    """The broadcasting station joins the culture centre on 1 July; later the administrator enters the plan of the year to come, so that
    everybody sees what it would carry where."""
    yield Scene(at(6, 24, 16, 5), partial(_give, stage))
    yield Scene(at(7, 1, 8), partial(_merge, stage))
    yield Scene(at(9, 13, 16), partial(_rehearse, stage))


async def add_station(session: AsyncSession, cast: Cast, password_hash: str) -> None:
    """A unit outside those that the plan names, and its people. It is not of the cast: it has no part in the rest of the story."""
    told = _told("merger-2024.json")
    unit_id = await create_unit(session, cast.actors[_ADMIN], UnitCreate.model_validate(told["unit"]))
    unit = await session.get_one(Unit, unit_id)
    for person in told["people"]:
        account = Account(person["username"], person["full_name"], password_hash)
        await add_person(session, cast, account, unit, [Role(person["role"])])


async def _give(stage: Stage, session: AsyncSession) -> None:
    """The station spreads the word as the culture centre does, which has the same tasks."""
    told = _told("merger-2024.json")
    station = await _station(session, told)
    of_plan = select(Task.key, Task.id).where(Task.plan_id == stage.plan.id, Task.key.in_(told["tasks"]))
    for key, task_id in (await session.execute(of_plan)).all():
        given = UnitsGive.model_validate({"units": [{"unit_id": str(station), "part": told["tasks"][key]}]})
        await give_units(session, stage.cast.coordinator, task_id, given)


async def _station(session: AsyncSession, told: Mapping[str, Any]) -> UUID:
    return (await session.scalars(select(Unit.id).where(Unit.code == told["unit"]["code"]))).one()


async def _merge(stage: Stage, session: AsyncSession) -> None:
    told = _told("merger-2024.json")
    station = await _station(session, told)
    roles = {person["username"]: person["goes_on_as"] for person in told["people"] if "goes_on_as" in person}
    posts = select(Membership.id, Person.username).join(Person, Person.id == Membership.person_id)
    rows = await session.execute(posts.where(Membership.unit_id == station, Person.username.in_(roles)))
    choices = [{"what": "membership", "id": str(row.id), "role": roles[row.username]} for row in rows]
    after = [{"unit_id": str(stage.cast.units[told["heir"]].id)}]
    part = {"kind": "merge", "predecessors": [str(station)], "successors": after, "choices": choices}
    await _decide(stage, session, {**told["decision"], "parts": [part]})


async def _rehearse(stage: Stage, session: AsyncSession) -> None:
    await _decide(stage, session, rehearsal({code: unit.id for code, unit in stage.cast.units.items()}))


async def _decide(stage: Stage, session: AsyncSession, decision: Mapping[str, Any]) -> None:
    given = SuccessionCreate.model_validate({**decision, "confirmed_on": decision["effective_on"]})
    await create_succession(session, stage.cast.actors[_ADMIN], given)


def rehearsal(ids: Mapping[str, UUID]) -> dict[str, Any]:
    """The decision as the API takes it; units by their codes."""
    data = _told("reorganisation-2025.json")
    parts = [
        {"kind": part["kind"], "predecessors": [str(ids[code]) for code in part["before"]], "successors": part["after"]}
        for part in data["parts"]
    ]
    return {**data, "parts": parts, "confirmed_on": data["effective_on"]}


def _told(name: str) -> dict[str, Any]:
    return json.loads((DATA / name).read_text(encoding="utf-8"))
