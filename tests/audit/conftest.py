"""Facts to be chained, and an auditor who asks whether the chain holds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from papi.access.permissions import Role
from papi.directory.models import Unit, UnitKind
from papi.feed.shaping import TELLING
from papi.kit import clock
from papi.kit.types import new_id
from papi.outbox.chain import chain_batch
from papi.outbox.facts import SYSTEM, Fact, FactKind, record
from papi.outbox.models import FactRow
from tests.support.world import Someone, World

CHAINED = FactKind("test.chained", "report.read", vi="nối {number}", en="chained {number}")
AN_HOUR_AND_MORE = timedelta(hours=1, minutes=1)


def id_of(moment: datetime) -> UUID:
    """An id as one that is made at that moment."""
    return UUID(int=(int(moment.timestamp() * 1000) << 80) | (new_id().int & ((1 << 80) - 1)))


@dataclass
class Audited:
    """An installation in which facts happen, and its leader, who reads the audit."""

    world: World
    unit: Unit
    leader: Someone

    async def happen(self, times: int, **given: Any) -> list[UUID]:
        """So many facts in one transaction, as recorded or with what is given instead."""
        async with self.world.database.writing() as session:
            rows = [self._fact(session, number) for number in range(times)]
            for row in rows:
                for name, value in given.items():
                    setattr(row, name, value)
        return [row.id for row in rows]

    def _fact(self, session: Any, number: int) -> FactRow:
        row = record(session, SYSTEM, Fact(CHAINED, "unit", self.unit.id, "Phường 1", data={"number": number, "percent": 0.1}))
        row.id = new_id()
        return row

    async def chain(self) -> int:
        """Chain everything that waits; how many."""
        chained = 0
        while now := await chain_batch(self.world.database, TELLING):
            chained += now
        return chained

    async def verdict(self) -> dict[str, Any]:
        """What the auditor is told."""
        answer = await self.leader.get("/audit/verify")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def behind_its_back(self, *statements: Any) -> None:
        """Do to the tables what nobody should."""
        async with self.world.database.writing() as session:
            for statement in statements:
                await session.execute(statement)


@pytest.fixture
async def audited(world: World) -> Audited:
    unit = await world.unit("UBND thành phố", UnitKind.CITY)
    return Audited(world, unit, await world.person(Role.LEADER, unit))


def long_ago() -> datetime:
    return clock.real() - AN_HOUR_AND_MORE
