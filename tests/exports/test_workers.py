"""Workers of long lists that find the store full, are killed, come back late or sweep meanwhile: no file is lost, none is another's."""

import asyncio
import errno
import signal
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from papi.exports.writing import sweep_exports
from papi.jobs.models import Job
from papi.jobs.orders import ask_again
from papi.kit import clock
from papi.kit.encryption import StorageKey
from papi.kit.storage import Storage
from tests.exports.conftest import Long

ROOT = Path(__file__).parents[2]


async def _never(*_given: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


async def test_it_is_tried_again_while_the_store_does_not_take_it(long: Long, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = await long.ask()
    with monkeypatch.context() as full:
        full.setattr(Storage, "put", _never)
        await long.work()
    assert (await long.one(asked))["state"] == "waiting"
    with clock.real_at(clock.real() + timedelta(minutes=5)):
        await long.work()
        assert (await long.one(asked))["state"] == "done"
    assert [notice["kind"] for notice in await long.notices()] == ["export.ready"], "told once"


async def test_whoever_waits_for_one_that_was_given_up_is_told_and_may_have_it_tried_again(
    long: Long, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = await long.ask()
    with monkeypatch.context() as full:
        full.setattr(Storage, "put", _never)
        for hours in range(8):
            with clock.real_at(clock.real() + timedelta(hours=hours)):
                await long.work()
    for _ in range(2):
        await sweep_exports(long.world.database, long.storage)
    given_up = await long.one(asked)
    [notice] = await long.notices()
    async with long.world.database.writing() as session:
        await ask_again(session, (await session.scalars(select(Job.id))).one())
    await long.work()
    done = await long.one(asked)

    assert (given_up["state"], given_up["failure_code"], given_up["link"]) == ("failed", "export_not_written", None)
    assert (notice["kind"], given_up["failure"] in notice["text"]) == ("export.failed", True)
    assert (done["state"], done["failure_code"]) == ("done", None)


async def test_it_goes_on_after_its_worker_was_killed(long: Long) -> None:
    key_id, proof = long.storage.keys_at_hand.add()
    await long.world.add(StorageKey(id=key_id, proof=proof, created_at=clock.real()))
    asked = await long.ask(format="csv")
    killed = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.support.export_killer", long.world.app.state.settings.model_dump_json(), cwd=ROOT
    )
    assert await killed.wait() == -signal.SIGKILL
    lying = [key async for key, _size in long.storage.keys("exports/")]
    taken = (await long.one(asked))["state"]
    await sweep_exports(long.world.database, long.storage)
    with clock.real_at(clock.real() + timedelta(minutes=5)):
        await long.work()
        done = await long.one(asked)
    file = await long.who.get(done["link"])
    await sweep_exports(long.world.database, long.storage)

    assert (len(lying), taken, done["state"]) == (1, "working", "done"), "a file is there, and nobody is told so"
    assert (len(file.content), file.text.count("\r\n")) == (done["size"], 7)
    left = [key async for key, _size in long.storage.keys("exports/")]
    assert (len(left), left == lying) == (1, False), "what the killed one left is swept"
    assert [notice["kind"] for notice in await long.notices()] == ["export.ready"], "told once"


async def test_a_worker_that_comes_back_late_spoils_nothing(long: Long, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stood still in the middle of storing; another took the job, and was done."""
    key_id, proof = long.storage.keys_at_hand.add()
    await long.world.add(StorageKey(id=key_id, proof=proof, created_at=clock.real()))
    asked = await long.ask(format="csv")
    put, stands, goes_on = Storage.put, asyncio.Event(), asyncio.Event()

    async def late(*given: Any) -> None:
        stands.set()
        await goes_on.wait()
        await put(*given)

    monkeypatch.setattr(Storage, "put", late)
    first = asyncio.create_task(long.work())
    await stands.wait()
    monkeypatch.setattr(Storage, "put", put)
    await long.world.unit("Phường mới")
    with clock.real_at(clock.real() + timedelta(minutes=5)):
        await long.work()
    goes_on.set()
    await first
    file = await long.who.get((await long.one(asked))["link"])

    assert "Phường mới" in file.text
    assert [notice["kind"] for notice in await long.notices()] == ["export.ready"], "told once"


async def test_one_that_is_written_while_others_are_swept_stays(long: Long, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = Storage.keys

    async def meanwhile(*given: Any) -> AsyncIterator[tuple[str, int]]:
        await long.ask()
        await long.work()
        async for found in keys(*given):
            yield found

    with monkeypatch.context() as slow:
        slow.setattr(Storage, "keys", meanwhile)
        await sweep_exports(long.world.database, long.storage)
    [item] = (await long.who.get("/exports")).json()["items"]

    assert (await long.who.get(item["link"])).status_code == 200


async def test_it_lies_encrypted_and_is_forgotten_after_its_days(long: Long) -> None:
    key_id, proof = long.storage.keys_at_hand.add()
    await long.world.add(StorageKey(id=key_id, proof=proof, created_at=clock.real()))
    asked = await long.ask(format="csv")
    await long.work()
    [lying] = [b"".join([part async for part in long.storage.read(key)]) async for key, _size in long.storage.keys("exports/")]
    file = await long.who.get(f"/exports/{asked.json()['id']}/file")

    assert "Phường 1" in file.text
    assert "Phường 1".encode() not in lying
    assert await sweep_exports(long.world.database, long.storage) == 0
    with clock.real_at(clock.real() + timedelta(days=7, minutes=1)):
        assert (await long.who.get("/exports")).status_code == 401, "a session ends sooner"
        assert await sweep_exports(long.world.database, long.storage) == 1
    assert [key async for key, _size in long.storage.keys("exports/")] == []
    assert (await long.who.get(f"/exports/{asked.json()['id']}")).status_code == 404
