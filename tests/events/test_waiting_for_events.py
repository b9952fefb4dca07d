"""Who waits is told within a second, holds nothing meanwhile, and is let go when the server stops."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest

from papi.kit import clock
from papi.outbox.models import FactRow
from tests.audit.conftest import id_of
from tests.events.conftest import Feeding, a_row

WAITERS = 40


async def commit(feeding: Feeding, kind: str = "report.submitted", **given: Any) -> FactRow:
    """A fact that nobody has chained."""
    async with feeding.world.database.writing() as session:
        return a_row(session, kind, feeding.ward, **given)


async def test_many_wait_and_all_are_told_at_once(feeding: Feeding) -> None:
    waiting = [asyncio.create_task(feeding.read(query="wait=20")) for _ in range(WAITERS)]
    pools, patience = feeding.world.database.pools.values(), time.monotonic() + 10
    await asyncio.sleep(0.3)
    while sum(pool.checkedout() for pool in pools) > 1:  # that of the one look
        assert time.monotonic() < patience, "who waits holds a connection"
        await asyncio.sleep(0.05)

    begun = time.monotonic()
    row = await commit(feeding)
    pages = await asyncio.gather(*waiting)

    assert time.monotonic() - begun < 10  # of forty on a busy machine, half of what they would wait; one alone takes a third of a second
    assert all([item["id"] for item in page["items"]] == [str(row.id)] for page in pages)


async def test_what_does_not_concern_one_wakes_nobody_for_good(feeding: Feeding) -> None:
    waiting = asyncio.create_task(feeding.read(feeding.officer, "wait=1"))
    await asyncio.sleep(0.2)
    await commit(feeding, "session.started")
    await commit(feeding, unit_id=feeding.other.id)

    assert (await waiting)["items"] == []


async def test_a_transaction_that_took_some_seconds_is_told_as_quickly(feeding: Feeding) -> None:
    await commit(feeding)
    await feeding.chain()
    waiting = asyncio.create_task(feeding.read(query="after=1&wait=20"))
    await asyncio.sleep(0.1)
    begun = time.monotonic()
    await commit(feeding, id=id_of(clock.real() - timedelta(seconds=20)))

    assert len((await waiting)["items"]) == 1
    assert time.monotonic() - begun < 1.5


async def test_whose_session_ends_meanwhile_is_told_nothing(feeding: Feeding) -> None:
    waiting = asyncio.create_task(feeding.officer.get("/events?wait=20"))
    await asyncio.sleep(0.2)
    (session,) = (await feeding.officer.get("/me/sessions")).json()["items"]
    ended = await feeding.officer.delete(f"/me/sessions/{session['id']}")
    assert ended.status_code == 204, ended.text
    await commit(feeding)

    assert (await waiting).status_code == 401


async def test_a_server_that_stops_lets_those_go_who_wait(feeding: Feeding) -> None:
    waiting = asyncio.create_task(feeding.read(query="wait=30"))
    await asyncio.sleep(0.2)
    feeding.world.app.state.watch.end()

    assert (await asyncio.wait_for(waiting, 2))["items"] == []
    begun = time.monotonic()
    await feeding.read(query="wait=30")
    assert time.monotonic() - begun < 1


async def test_a_look_that_fails_is_looked_again(feeding: Feeding, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = feeding.world.app.state.watch
    look, failed = watch._is_something_new, []

    async def fail_once() -> bool:
        if not failed:
            failed.append(True)
            raise OSError("the database is gone")
        return await look()

    monkeypatch.setattr(watch, "_is_something_new", fail_once)
    waiting = asyncio.create_task(feeding.read(query="wait=20"))
    await asyncio.sleep(0.1)
    await commit(feeding)

    assert len((await waiting)["items"]) == 1
    assert failed
