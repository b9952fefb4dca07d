"""Facts that happen, and readers who follow the feed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from papi.access.permissions import Role
from papi.directory.models import Unit, UnitKind
from papi.feed.shaping import TELLING
from papi.kit.types import new_id
from papi.outbox.chain import chain_batch
from papi.outbox.facts import SYSTEM, Fact, kind_named, record
from papi.outbox.models import FactRow
from tests.support.world import Caller, Someone, World


def a_row(session: Any, kind: str, unit: Unit | None = None, **given: Any) -> FactRow:
    """A fact of a declared kind in this transaction, as recorded or with what is given instead."""
    declared = kind_named(kind)
    assert declared is not None
    row = record(session, SYSTEM, Fact(declared, kind.partition(".")[0], new_id(), "Nhãn", unit_id=unit.id if unit else None))
    row.id = new_id()
    for name, value in given.items():
        setattr(row, name, value)
    return row


@dataclass
class Feeding:
    """An installation in which facts happen, with two wards and those who follow."""

    world: World
    ward: Unit
    other: Unit
    coordinator: Someone
    officer: Someone

    async def happen(self, kind: str = "report.submitted", times: int = 1, **given: Any) -> list[UUID]:
        """So many facts of the first ward, committed and in their places."""
        async with self.world.database.writing() as session:
            rows = [a_row(session, kind, given.pop("unit", self.ward), **given) for _ in range(times)]
        await self.chain()
        return [row.id for row in rows]

    async def chain(self) -> None:
        while await chain_batch(self.world.database, TELLING):
            pass

    async def read(self, who: Caller | None = None, query: str = "") -> dict[str, Any]:
        answer = await (who or self.coordinator).get(f"/events?{query}")
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
async def feeding(world: World) -> Feeding:
    ward, other = await world.unit("Phường 1"), await world.unit("Phường 2")
    office = await world.unit("Phòng Nội vụ", UnitKind.DEPARTMENT, coordinating=True)
    return Feeding(world, ward, other, await world.person(Role.COORDINATOR, office), await world.person(Role.OFFICER, ward))
