"""The people of the demo: their accounts, and how the loader acts as one of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.permissions import Role
from papi.demo.files import DATA
from papi.directory.models import Membership, Person, Unit
from papi.kit import clock
from papi.kit.types import new_id

SINCE = date(2024, 1, 1)
CITY, COORDINATING = "747", "PB-NV"
_OTHER_UNITS_HAVE = {"head": Role.UNIT_HEAD, "officer": Role.OFFICER}


class Account(NamedTuple):
    username: str
    full_name: str
    password_hash: str


@dataclass
class Cast:
    """Units by code, and actors by user name (with `@role` where a person has several memberships)."""

    units: Mapping[str, Unit]
    actors: dict[str, Actor] = field(default_factory=dict[str, Actor])

    def head(self, code: str) -> Actor:
        """Who leads a unit."""
        return self.actors["pnv.truongphong@unit_head" if code == COORDINATING else f"{code.lower()}.head"]

    def officer(self, code: str) -> Actor:
        """Who writes a unit's report; Phòng Nội vụ's head does it alone."""
        return self.head(code) if code == COORDINATING else self.actors[f"{code.lower()}.officer"]

    @property
    def coordinator(self) -> Actor:
        return self.actors["pnv.chuyenvien"]

    @property
    def second_reviewer(self) -> Actor:
        """The head of the coordinating unit, who reviews as well."""
        return self.actors["pnv.truongphong@coordinator"]

    @property
    def leader(self) -> Actor:
        return self.actors["ubnd.lanhdao"]

    def reviewer(self, code: str) -> Actor:
        """Who reviews a unit: the coordinator, and a leader for the coordinator's own unit."""
        return self.leader if code == COORDINATING else self.coordinator


async def make_cast(session: AsyncSession, password_hash: str) -> Cast:
    """Create the demo's accounts, all with one password: it is public anyway."""
    people: dict[str, Any] = json.loads((DATA / "people.json").read_text(encoding="utf-8"))
    units = {unit.code: unit for unit in await session.scalars(select(Unit).order_by(Unit.sort))}
    cast = Cast(units)
    for account in people["named_accounts"]:
        name = people["units"][account["unit"]][account["slot"]]
        roles = [Role(role) for role in account["roles"]]
        await add_person(session, cast, Account(account["username"], name, password_hash), units[account["unit"]], roles)
    for code, slots in people["units"].items():
        if code in {CITY, COORDINATING}:
            continue
        for slot, role in _OTHER_UNITS_HAVE.items():
            if slot in slots:
                account = Account(f"{code.lower()}.{slot}", slots[slot], password_hash)
                await add_person(session, cast, account, units[code], [role])
    await session.flush()
    return cast


async def add_person(session: AsyncSession, cast: Cast, account: Account, unit: Unit, roles: list[Role]) -> None:
    """A person with these roles in the unit, who may act in the story."""
    person = Person(
        id=new_id(),
        username=account.username,
        full_name=account.full_name,
        email=f"{account.username}@vungtau.example",
        password_hash=account.password_hash,
        password_changed_at=clock.real(),
        must_change_password=False,
        demo=True,
        created_at=clock.real(),
    )
    session.add(person)
    await session.flush()
    for role in roles:
        membership = Membership(id=new_id(), person_id=person.id, unit_id=unit.id, role=role.value, valid_from=SINCE)
        session.add(membership)
        key = account.username if len(roles) == 1 else f"{account.username}@{role.value}"
        cast.actors[key] = _actor(person, membership.id, unit, role)


def _actor(person: Person, membership_id: UUID, unit: Unit, role: Role) -> Actor:
    return Actor(
        person_id=person.id,
        session_id=membership_id,
        membership_id=membership_id,
        role=role,
        unit_id=unit.id,
        unit_code=unit.code,
        unit_name=unit.short_name,
        full_name=person.full_name,
        own_units=frozenset({unit.id}),
        inherited=frozenset({unit.id}),
        answered=frozenset({unit.id}),
        must_change_password=False,
        must_set_up_totp=False,
        language="vi",
    )
