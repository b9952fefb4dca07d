"""`python -m tests.benchmarks.push`: 1,000 figures in one call against one bulk insert of the same rows through asyncpg, on PostgreSQL in
one run, in turn. The call is answered in this process, signed in, judged, told row by row. Nothing here is a test."""

import asyncio
import gc
import json
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from papi.kit import clock
from papi.kit.types import new_id
from papi.measures.models import MeasureValue
from papi.measures.periods import MeasuredPeriod, period_of
from tests.support.exchanging import PUSH
from tests.support.machines import MachineCaller, machine
from tests.support.postgres import PostgresDatabases, address_of, start_cluster, stop_cluster
from tests.support.schema import create_schema
from tests.support.world import World, opened_world

ROUNDS, UNITS, MONTHS = 15, 20, 50
COLUMNS = [column.name for column in MeasureValue.__table__.columns]
_INSERT = f"INSERT INTO measure_values ({', '.join(COLUMNS)}) VALUES ({', '.join(f'${place + 1}' for place in range(len(COLUMNS)))})"


def months() -> list[MeasuredPeriod]:
    found = [period_of(f"{2020 + place // 12}{place % 12 + 1:02d}") for place in range(MONTHS)]
    return [period for period in found if period is not None]


def rows_of(units: list[Any], value: str) -> list[dict[str, Any]]:
    told = {"measure": "dvc_online_rate", "source": "dvcqg", "value": value, "source_at": "2024-09-01T02:00:00+07:00"}
    return [{**told, "unit_code": unit.code, "period": month.code} for unit in units for month in months()]


def records_of(units: list[Any]) -> list[tuple[Any, ...]]:
    """The same rows as the table holds them, from another source."""
    now = clock.real()
    return [_record(unit.id, month, now) for unit in units for month in months()]


def _record(unit_id: UUID, month: MeasuredPeriod, now: datetime) -> tuple[Any, ...]:
    known: dict[str, Any] = {
        "id": new_id(),
        "unit_id": unit_id,
        "measure": "dvc_online_rate",
        "period": month.code,
        "first_day": month.first,
        "last_day": month.last,
        "source": "dvc",
        "number": 1,
        "value": int(Decimal("81.25") * 10**6),
        "source_at": now,
        "received_at": now,
        "received_from": "Hệ thống của tỉnh",
        "client_id": new_id(),
    }
    return tuple(known.get(name) for name in COLUMNS)


async def timed(work: Callable[[], Awaitable[Any]]) -> float:
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000


async def measure(world: World, dsn: str) -> None:
    client, plain = await machine(world), await asyncpg.connect(dsn)
    gc.collect()
    gc.freeze()  # as the server does
    gc.set_threshold(10_000, 20, 50)
    found: dict[str, list[float]] = {"bulk insert": [], "created": [], "unchanged": [], "corrected": []}

    async def insert(records: list[tuple[Any, ...]]) -> None:
        async with plain.transaction():
            await plain.executemany(_INSERT, records)

    for number in range(ROUNDS + 2):
        units = [await world.unit(f"Phường {number}", code=f"N{number}-{place}") for place in range(UNITS)]  # of this round alone
        await plain.execute("VACUUM ANALYZE measure_values")  # as autovacuum does: plans of the empty table are forgotten
        records = records_of(units)
        spent = {"bulk insert": await timed(lambda given=records: insert(given))}
        for outcome, value in (("created", "81.25"), ("unchanged", "81.25"), ("corrected", "82")):
            body = json.dumps({"rows": rows_of(units, value)}).encode()
            answers: list[httpx.Response] = []
            spent[outcome] = await timed(lambda given=body, taken=answers: push(client, given, taken))
            assert answers[0].json()[outcome] == UNITS * MONTHS, answers[0].text[:300]
        if number >= 2:  # the first ones compile what later ones find compiled
            for name, milliseconds in spent.items():
                found[name].append(milliseconds)
    await plain.close()
    bulk = statistics.median(found["bulk insert"])
    for name, all_spent in found.items():
        median = statistics.median(all_spent)
        print(f"{name:12} median {median:7.1f} ms   {median / bulk:5.2f} x")


async def push(client: MachineCaller, body: bytes, answers: list[httpx.Response]) -> None:
    kind = {"Content-Type": "application/json", **client.headers}
    answers.append(await client.client.post(f"/api/v1{PUSH}", content=body, headers=kind))


async def main() -> None:
    """Print the table."""
    port = start_cluster()
    try:
        with tempfile.TemporaryDirectory() as folder:
            databases = PostgresDatabases(port, Path(folder))
            url = await databases.create("push")
            await create_schema(url)
            async with opened_world(url, Path(folder), Path(folder)) as world:
                await measure(world, address_of(port, "push"))
            await databases.close()
    finally:
        stop_cluster(port)


if __name__ == "__main__":
    asyncio.run(main())
