"""`python -m tests.benchmarks.feed`: 100,000 events read page by page beside a bare driver that makes the same rows JSON, as ratios.

Both in one process, without HTTP on either side, in turn: what is compared is the reading and the shaping. Nothing here is a test.
"""

import asyncio
import gc
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import orjson
from sqlalchemy import insert

from papi.access.actor import Actor
from papi.access.permissions import Role
from papi.feed.queries import read_events
from papi.feed.schemas import EventsQuery
from papi.feed.shaping import TELLING
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.lists import json_bytes
from papi.kit.types import new_id
from papi.outbox.chain import chain_batch
from papi.outbox.models import FactRow
from papi.settings import Settings
from tests.support.postgres import PostgresDatabases, start_cluster, stop_cluster
from tests.support.schema import create_schema

EVENTS = 100_000
ROUNDS = 5
_COLUMNS = "c.number, f.id, f.kind, f.business_at, f.subject_type, f.subject_id, f.unit_id, f.role, f.acting_unit_id, f.person_name, f.data"
_BARE = f"SELECT {_COLUMNS} FROM fact_chain c JOIN facts f ON f.id = c.fact_id WHERE c.number > {{}} ORDER BY c.number LIMIT {{}}"
Read = Callable[[int], Awaitable[float]]


async def main() -> None:
    port = start_cluster()
    try:
        with tempfile.TemporaryDirectory(prefix="papi-bench-") as name:
            databases = PostgresDatabases(port, Path(name))
            await _compare(await databases.create("feed"), _bare_asyncpg)
            await databases.close()
            await _compare(f"sqlite:///{Path(name) / 'feed.sqlite3'}", _bare_sqlite)
    finally:
        stop_cluster(port)


async def _compare(url: str, bare: Callable[[str], Read]) -> None:
    await create_schema(url)
    database = Database(Settings(database_url=url).database)
    await _fill(database)
    gc.collect()
    gc.freeze()  # as the server does
    gc.set_threshold(10_000, 20, 50)
    for size in (200, 1_000):
        ratios: list[float] = []
        for _ in range(ROUNDS):
            ours, theirs = await _papi(database)(size), await bare(url)(size)
            ratios.append(theirs / ours)
        found = f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
        print(f"{database.write_engine.name}, pages of {size}: {found}", flush=True)
    await database.close()


async def _fill(database: Database) -> None:
    unit, now = uuid4(), clock.business()
    data = {"period_id": str(uuid4()), "submission": 1, "late": False, "done_vi": "gửi báo cáo đúng hạn", "notify": [str(uuid4())]}
    common: dict[str, Any] = {
        "kind": "report.submitted", "subject_type": "report", "subject_label": "Báo cáo quý III – Phường 1", "folded": " bao cao",
        "unit_id": unit, "permission": "report.read", "private": False, "person_id": uuid4(), "person_name": "Nguyễn Thị Mỹ Duyên",
        "role": "officer", "acting_unit_id": unit, "acting_unit_name": "Phường 1", "real_at": now, "business_at": now,
        "data": data, "pending": False,
    }  # fmt: skip
    for _ in range(0, EVENTS, 5_000):
        rows = [{**common, "id": new_id(), "subject_id": uuid4()} for _ in range(5_000)]
        async with database.writing() as session:
            await session.execute(insert(FactRow), rows)
    while await chain_batch(database, TELLING):
        pass
    if not database.is_sqlite:
        async with database.writing() as session:
            await (await session.connection()).exec_driver_sql("ANALYZE facts, fact_chain")


def _papi(database: Database) -> Read:
    unit = uuid4()
    known: dict[str, Any] = {**dict.fromkeys(("session_id", "membership_id", "person_id")), "unit_id": unit, "language": "vi"}
    known |= dict.fromkeys(("own_units", "inherited", "answered"), frozenset({unit}))
    known |= {"unit_code": "PNV", "unit_name": "Phòng Nội vụ", "full_name": "An", "must_change_password": False, "must_set_up_totp": False}
    known["person_id"] = uuid4()
    actor = Actor(role=Role.COORDINATOR, **known)

    async def read(size: int) -> float:
        begun, after, seen = time.perf_counter(), 0, 0
        while after < EVENTS:
            async with database.reading() as session:
                page = await read_events(session, actor, EventsQuery(after=after, limit=size))
            assert json_bytes(page).body
            after, seen = page["after"], seen + len(page["items"])
        assert seen == EVENTS
        return time.perf_counter() - begun

    return read


def _bare_asyncpg(url: str) -> Read:
    async def read(size: int) -> float:
        connection = await asyncpg.connect(url.replace("+asyncpg", ""))
        begun, after = time.perf_counter(), 0
        while after < EVENTS:
            rows = await connection.fetch(_BARE.format("$1", "$2"), after, size)
            assert orjson.dumps([dict(row) for row in rows], default=str)
            after = rows[-1]["number"]
        took = time.perf_counter() - begun
        await connection.close()
        return took

    return read


def _bare_sqlite(url: str) -> Read:
    async def read(size: int) -> float:
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        connection.row_factory = sqlite3.Row
        begun, after = time.perf_counter(), 0
        while after < EVENTS:
            rows = connection.execute(_BARE.format("?", "?"), (after, size)).fetchall()
            assert orjson.dumps([dict(row) for row in rows])
            after = rows[-1]["number"]
        took = time.perf_counter() - begun
        connection.close()
        return took

    return read


if __name__ == "__main__":
    asyncio.run(main())
