"""What an event says is written once, as its fact gets its place: the same is read whether it was, was not, or was by another form."""

import asyncio
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, func, select, update

from papi.events.catalogue import CATALOGUE
from papi.feed.shaping import TELLING
from papi.kit.db import Database
from papi.kit.types import new_id
from papi.outbox.chain import Telling, chain_batch
from papi.outbox.models import ChainedFact, FactRow
from papi.worker import run_background
from tests.events.conftest import Feeding, a_row
from tests.support.machines import machine
from tests.support.world import Caller

NAME = 'Bà "Năm" \\ Nguyễn'


async def kept(feeding: Feeding) -> list[str | None]:
    async with feeding.world.database.reading() as session:
        return list(await session.scalars(select(ChainedFact.told).order_by(ChainedFact.number)))


async def rewrite(feeding: Feeding, *only: Any, form: str | None = None, told: str | None = None) -> None:
    async with feeding.world.database.writing() as session:
        await session.execute(update(ChainedFact).where(*only).values(form=form, told=told))


async def wire(who: Caller) -> bytes:
    answer = await who.get("/events?limit=1000")
    assert answer.status_code == 200
    return answer.content


async def test_kept_or_not_or_kept_by_another_form_an_event_says_the_same(feeding: Feeding) -> None:
    async with feeding.world.database.writing() as session:
        for kind in CATALOGUE:
            data = {"number": 2, "late": True, "due_on": "12/9/2024", "changes": [{"field": "title", "from": "A", "to": "B"}]}
            a_row(session, kind, feeding.ward, data=data, person_id=new_id(), person_name=NAME, role="officer", address="10.0.0.7")
    await feeding.chain()
    texts = [text or "" for text in await kept(feeding)]
    form, lies = kept_of("report.sealed")
    readers = (feeding.coordinator, await machine(feeding.world, "events:read"))
    told = [await wire(reader) for reader in readers]

    assert (len(texts), all(texts)) == (len(CATALOGUE), True)
    assert "Năm" not in "".join(texts)
    assert "10.0.0.7" not in "".join(texts)
    for only in ([ChainedFact.number % 3 == 0], []):
        await rewrite(feeding, *only)
        assert [await wire(reader) for reader in readers] == told
        await rewrite(feeding, *only, form="00000000", told=lies)
        assert [await wire(reader) for reader in readers] == told
    await rewrite(feeding, form=form, told=lies)
    assert {item["number"] for item in orjson.loads(await wire(feeding.coordinator))["items"]} == {41}, "what is kept is not read at all"


async def test_of_what_stays_inside_nothing_is_kept(feeding: Feeding) -> None:
    await feeding.happen("report.submitted", private=True)
    await feeding.happen("session.started")
    await feeding.happen("report.submitted")

    assert [text is not None for text in await kept(feeding)] == [False, False, True]


async def test_a_fact_that_cannot_be_told_has_its_place_all_the_same(feeding: Feeding) -> None:
    def write(number: int, _values: Any) -> tuple[str, str]:
        raise ZeroDivisionError(number)

    await commit(feeding)
    assert await chain_batch(feeding.world.database, Telling((), write, ())) == 1
    await feeding.happen("report.submitted")

    assert [text is not None for text in await kept(feeding)] == [False, True]
    assert [item["number"] for item in (await feeding.read())["items"]] == [1, 2]


async def test_a_change_that_names_no_field_is_left_out(feeding: Feeding) -> None:
    await feeding.happen("task.changed", data={"changes": [{"feld": "title"}, {"field": "due_on"}]})

    assert all(await kept(feeding))
    assert [item["data"]["fields"] for item in (await feeding.read())["items"]] == [["due_on"]]
    await rewrite(feeding)
    assert [item["data"]["fields"] for item in (await feeding.read())["items"]] == [["due_on"]]


async def test_the_worker_and_whoever_waits_write_as_they_chain(feeding: Feeding) -> None:
    waiting = asyncio.create_task(feeding.read(query="wait=20"))
    await asyncio.sleep(0.1)
    await commit(feeding)
    await waiting
    state = feeding.world.app.state
    worker = asyncio.create_task(run_background(feeding.world.database, state.storage, state.settings, lambda: feeding.world.app))
    await commit(feeding)
    await until_chained(feeding.world.database, 2)
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)

    assert all(await kept(feeding))


async def test_no_digest_depends_on_what_is_kept(feeding: Feeding) -> None:
    """Two chains of the same facts, one of them without texts and so with nothing but a mark beside it."""
    ids = await feeding.happen("report.submitted", times=3)
    with_texts = await digests(feeding.world.database, ids)
    async with feeding.world.database.writing() as session:
        await session.execute(delete(ChainedFact))
    await chain_batch(feeding.world.database, Telling((), lambda _number, _values: None, ()))
    assert await kept(feeding) == [None] * 3
    assert await digests(feeding.world.database, ids) == with_texts


def kept_of(kind: str) -> tuple[str, str]:
    """What is kept at place 41 of a fact that is private to nobody."""
    event, subject, acting = (f"0190a0b10000700080000000{number:08}" for number in (1, 2, 3))
    data = '{"extension_id":7,"due_on":"12/9/2024","reason":"Bão số 3"}'
    fact = (kind, event, "2024-02-29 17:30:00.000001", "assignment", subject, None, None, "api_client", acting, data)
    written = TELLING.write(41, (False, *fact))
    assert written is not None
    return written


async def commit(feeding: Feeding) -> None:
    async with feeding.world.database.writing() as session:
        a_row(session, "report.submitted", feeding.ward)


async def until_chained(database: Database, number: int) -> None:
    for _ in range(500):
        async with database.reading() as session:
            if await session.scalar(select(func.count()).select_from(ChainedFact)) == number:
                return
        await asyncio.sleep(0.02)
    raise AssertionError("the worker chained nothing")


async def digests(database: Database, ids: list[UUID]) -> list[str]:
    async with database.reading() as session:
        rows = select(ChainedFact.digest).join(FactRow, FactRow.id == ChainedFact.fact_id).where(FactRow.id.in_(ids))
        return list(await session.scalars(rows.order_by(ChainedFact.number)))
