"""What the database writes of an event is what everybody else makes of its fact, whatever stands in it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import select, text

from papi.events.catalogue import CATALOGUE
from papi.events.shapes import event_of
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.lists import as_json
from papi.kit.types import new_id
from papi.outbox.models import ChainedFact, FactRow
from tests.events.conftest import Feeding
from tests.support.machines import machine

WHOLE_SECOND = datetime(2024, 2, 29, 23, 59, 59, tzinfo=clock.TIMEZONE)
ODD_NAME = 'Bà "Năm" \\ Nguyễn\n\t</script> {} 😀 \u2028'


async def facts(feeding: Feeding) -> list[tuple[FactRow, int]]:
    async with feeding.world.database.reading() as session:
        rows = await session.execute(
            select(FactRow, ChainedFact.number).join(ChainedFact, ChainedFact.fact_id == FactRow.id).order_by(ChainedFact.number)
        )
        return [(row[0], row[1]) for row in rows]


def plain(event: dict[str, Any]) -> Any:
    told = orjson.loads(orjson.dumps(event, default=as_json))
    assert datetime.fromisoformat(told["at"]).utcoffset() == timedelta(hours=7)
    return {**told, "at": datetime.fromisoformat(told["at"])}


async def test_of_every_type_all_that_is_told_is_told_alike(feeding: Feeding) -> None:
    day = {"due_on": "12/9/2024", "wanted_on": "05/02/2025", "granted_on": "–", "day": "1/12/2024", "done_on": None}
    data: dict[str, Any] = {"number": 2, "period_id": str(new_id()), "late": True, "submission": 2**40, "percent": "60", **day}
    data["changes"] = [{"field": "title", "from": "A", "to": 'Tên "khác"'}]
    for kind in CATALOGUE:
        await feeding.happen(kind, data=data)

    told = await feeding.read(query="limit=1000")

    assert [plain(item) for item in told["items"]] == [plain(event_of(fact, number, named=True)) for fact, number in await facts(feeding)]
    assert len(told["items"]) == len(CATALOGUE)


@pytest.mark.parametrize("at", [WHOLE_SECOND, WHOLE_SECOND + timedelta(microseconds=1), None])
async def test_names_and_moments_are_told_as_they_are(feeding: Feeding, at: datetime | None) -> None:
    at = at or clock.business()
    acting: dict[str, Any] = {"business_at": at, "person_name": ODD_NAME, "acting_unit_id": feeding.ward.id}
    await feeding.happen(person_id=new_id(), role="officer", **acting)
    await feeding.happen(role="api_client", **acting)
    await feeding.happen(unit=None, **acting)

    for who, named in ((feeding.coordinator, True), (await machine(feeding.world, "events:read"), False)):
        told = (await feeding.read(who))["items"]
        assert [plain(item) for item in told] == [plain(event_of(fact, number, named=named)) for fact, number in await facts(feeding)]
    assert [item["actor"]["type"] for item in told] == ["person", "api_client", "system"]
    assert "Năm" not in orjson.dumps(told).decode()


@asynccontextmanager
async def days_of_its_own(database: Database) -> AsyncGenerator[None]:
    """PostgreSQL writes days as the database prefers, for who connects from now on. SQLite has one way."""
    if database.is_sqlite:
        yield
        return
    named = f'ALTER DATABASE "{database.write_engine.url.database}"'
    await _connected_anew(database, f"{named} SET datestyle TO 'SQL, DMY'")
    try:
        yield
    finally:
        await _connected_anew(database, f"{named} RESET datestyle")


async def _connected_anew(database: Database, change: str) -> None:
    async with database.writing() as session:
        await session.execute(text(change))
    await database.write_engine.dispose()


async def test_moments_are_told_alike_however_the_server_prefers_to_write_them(feeding: Feeding) -> None:
    await feeding.happen(business_at=WHOLE_SECOND)
    async with days_of_its_own(feeding.world.database):
        told = await feeding.read()
    assert [item["at"][:19] for item in told["items"]] == ["2024-02-29T23:59:59"]
