"""Every fact gets one place in the chain, whoever chains at the same time; and whatever is changed behind its back is found and named."""

import asyncio
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, select, update

from papi.feed.shaping import TELLING
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.types import new_id
from papi.outbox.chain import BEGINNING, CHAINED_COLUMNS, chain_batch, run_chain
from papi.outbox.models import ChainedFact, FactRow
from tests.audit.conftest import AN_HOUR_AND_MORE, Audited, id_of

MANY = 1_300


async def places(audited: Audited) -> list[tuple[int, UUID]]:
    async with audited.world.database.reading() as session:
        rows = await session.execute(select(ChainedFact.number, ChainedFact.fact_id).order_by(ChainedFact.number))
        return [(row.number, row.fact_id) for row in rows]


async def test_facts_stand_in_the_chain_in_the_order_in_which_they_were_recorded(audited: Audited) -> None:
    first, then = await audited.happen(3), await audited.happen(2)

    assert await audited.chain() == 5
    assert await places(audited) == list(enumerate([*first, *then], start=1))
    assert await audited.chain() == 0


async def test_a_chain_of_many_facts_holds_and_says_its_head(audited: Audited) -> None:
    await audited.happen(MANY)
    await audited.chain()
    await audited.happen(2)

    found = await audited.verdict()
    item = (await audited.leader.get(f"/audit?number={MANY}")).json()["items"][0]

    assert (found["ok"], found["chained"], found["waiting"], found["first_break"]) == (True, MANY, 2, None)
    assert found["head"] == {"number": MANY, "digest": item["digest"]}


async def test_an_empty_chain_holds(audited: Audited) -> None:
    assert await audited.verdict() == {"ok": True, "chained": 0, "waiting": 0, "head": None, "first_break": None}


@pytest.mark.usefixtures("threads")
async def test_several_workers_at_once_leave_no_gap_and_chain_nothing_twice(audited: Audited) -> None:
    recorded = await audited.happen(MANY)
    others = [Database(audited.world.database.url, pool_size=2) for _ in range(2)]

    async def work(database: Database) -> None:
        while len(await places(audited)) < MANY + 50:
            await chain_batch(database, TELLING)
            await asyncio.sleep(0)

    async def go_on() -> None:
        for _ in range(50):
            recorded.extend(await audited.happen(1))

    await asyncio.gather(go_on(), *(work(database) for database in (audited.world.database, *others, audited.world.database)))
    for database in others:
        await database.close()

    chained = await places(audited)
    assert [number for number, _ in chained] == list(range(1, MANY + 51))
    assert {fact_id for _, fact_id in chained} == set(recorded)
    assert (await audited.verdict())["ok"] is True


async def test_a_worker_chains_what_comes_and_what_is_late_until_it_is_told_to_stop(
    audited: Audited, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("papi.outbox.chain._IDLE_SECONDS", 0.001)
    worker = asyncio.create_task(run_chain(audited.world.database, TELLING))
    for expected, age in enumerate((timedelta(), timedelta(minutes=5), timedelta()), start=1):
        await audited.happen(1, id=id_of(clock.real() - age))
        await _until_chained(audited, expected)
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)

    assert worker.cancelled()
    assert (await audited.verdict())["ok"] is True


async def _until_chained(audited: Audited, number: int) -> None:
    for _ in range(1_000):
        if len(await places(audited)) == number:
            return
        await asyncio.sleep(0.005)
    raise AssertionError("the worker chained nothing")


async def test_a_transaction_that_took_long_is_chained_when_it_ends(audited: Audited) -> None:
    await audited.happen(2)
    await audited.chain()
    late = await audited.happen(1, id=id_of(clock.real() - timedelta(minutes=40)))

    assert (await audited.verdict())["waiting"] == 1
    assert await audited.chain() == 1
    assert (await places(audited))[-1] == (3, late[0])
    assert (await audited.verdict())["ok"] is True


async def test_a_clock_that_ran_ahead_for_a_while_keeps_nothing_out(audited: Audited) -> None:
    await audited.happen(1, id=id_of(clock.real() + timedelta(days=3)))
    await audited.chain()
    await audited.happen(2)

    assert await audited.chain() == 2
    assert (await audited.verdict())["ok"] is True


_SOMEBODY = UUID("01930000-0000-7000-8000-000000000001")
_CHANGED: dict[str, Any] = {
    "kind": "report.accepted",
    "subject_type": "report",
    "subject_id": _SOMEBODY,
    "subject_label": "Phường 2",
    "folded": " khac",
    "unit_id": _SOMEBODY,
    "permission": "plan.read",
    "private": True,
    "person_id": _SOMEBODY,
    "person_name": "Người khác",
    "role": "admin",
    "acting_unit_id": _SOMEBODY,
    "acting_unit_name": "Phường 2",
    "address": "192.0.2.1",
    "request_id": "another",
    "real_at": datetime(2024, 9, 17, 9, 0, tzinfo=UTC),
    "business_at": datetime(2024, 9, 17, 9, 0, 0, 1, tzinfo=UTC),
    "data": {"number": 2, "percent": 0.2},
    "behalf_id": _SOMEBODY,
    "behalf_name": "Người khác",
}


def test_every_column_that_never_changes_is_tried() -> None:
    assert set(FactRow.__table__.columns.keys()) - _CHANGED.keys() == {"id", "pending"}
    assert {column.key for column in CHAINED_COLUMNS} == {"id", *_CHANGED} - {"folded"}


@pytest.mark.parametrize("name", _CHANGED)
async def test_a_changed_fact_is_found_and_its_place_named(audited: Audited, name: str) -> None:
    recorded = await audited.happen(5)
    await audited.chain()

    await audited.behind_its_back(update(FactRow).where(FactRow.id.in_(recorded[2:4])).values({name: _CHANGED[name]}))

    found = await audited.verdict()
    assert (found["ok"], found["chained"]) == (False, 5)
    assert found["first_break"] == {"kind": "changed", "number": 3, "fact_id": str(recorded[2])}


async def test_a_fact_that_the_worker_carries_up_is_not_changed_by_that(audited: Audited) -> None:
    recorded = await audited.happen(2, pending=True)
    await audited.chain()

    await audited.behind_its_back(update(FactRow).where(FactRow.id == recorded[0]).values(pending=False))

    assert (await audited.verdict())["ok"] is True


async def test_a_changed_digest_is_found(audited: Audited) -> None:
    recorded = await audited.happen(3)
    await audited.chain()

    await audited.behind_its_back(update(ChainedFact).where(ChainedFact.number == 3).values(digest=BEGINNING))

    assert (await audited.verdict())["first_break"] == {"kind": "changed", "number": 3, "fact_id": str(recorded[2])}


async def test_a_missing_fact_is_found(audited: Audited) -> None:
    recorded = await audited.happen(5)
    await audited.chain()

    await audited.behind_its_back(delete(FactRow).where(FactRow.id == recorded[3]))

    assert (await audited.verdict())["first_break"] == {"kind": "missing", "number": 4, "fact_id": str(recorded[3])}


async def test_a_fact_that_is_missing_together_with_its_place_is_found(audited: Audited) -> None:
    recorded = await audited.happen(5)
    await audited.chain()

    await audited.behind_its_back(
        delete(FactRow).where(FactRow.id == recorded[1]), delete(ChainedFact).where(ChainedFact.fact_id == recorded[1])
    )

    assert (await audited.verdict())["first_break"] == {"kind": "missing", "number": 2, "fact_id": None}


async def test_a_fact_that_lost_its_place_is_found_although_it_gets_another(audited: Audited) -> None:
    recorded = await audited.happen(5)
    await audited.chain()

    await audited.behind_its_back(delete(ChainedFact).where(ChainedFact.fact_id == recorded[1]))
    await audited.chain()

    assert (await audited.verdict())["first_break"] == {"kind": "missing", "number": 2, "fact_id": None}


async def test_a_fact_that_was_added_with_an_earlier_date_gets_no_place_and_is_found(audited: Audited) -> None:
    earlier = clock.real() - AN_HOUR_AND_MORE
    for days in (3, 2, 1):
        await audited.happen(1, id=id_of(earlier - timedelta(days=days)))
    await audited.happen(1)
    await audited.chain()

    added = await audited.happen(1, id=id_of(earlier - timedelta(days=1, hours=12)))

    assert await audited.chain() == 0
    found = await audited.verdict()
    assert (found["waiting"], found["first_break"]) == (0, {"kind": "added", "number": 3, "fact_id": str(added[0])})
    assert (await audited.leader.get(f"/audit?subject=unit:{audited.unit.id}&sort=real_at")).json()["items"][-1]["number"] is None


async def test_a_place_that_was_added_before_the_first_is_found(audited: Audited) -> None:
    await audited.happen(2)
    await audited.chain()
    added = new_id()

    await audited.behind_its_back(insert(ChainedFact).values(number=0, fact_id=added, digest=BEGINNING))

    assert (await audited.verdict())["first_break"] == {"kind": "added", "number": 0, "fact_id": str(added)}


async def test_the_first_of_several_breaks_is_named_and_facts_go_on_being_chained(audited: Audited) -> None:
    recorded = await audited.happen(5)
    await audited.chain()
    await audited.behind_its_back(
        delete(FactRow).where(FactRow.id == recorded[4]), update(FactRow).where(FactRow.id == recorded[1]).values(role="admin")
    )

    await audited.happen(3)

    assert await audited.chain() == 3
    found = await audited.verdict()
    assert (found["chained"], found["first_break"]["kind"], found["first_break"]["number"]) == (8, "changed", 2)


_AS_JSON = (
    '{"business_at":"2024-09-17T09:00:00.000001+00:00","data":{"number":2,"percent":0.2},"id":"01930000-0000-7000-8000-000000000001",'
    '"kind":"test.chained","permission":"report.read","person_id":"01930000-0000-7000-8000-000000000001","person_name":"Hệ thống",'
    '"private":false,"real_at":"2024-09-17T09:00:00.000000+00:00","role":"admin",'
    '"subject_id":"01930000-0000-7000-8000-000000000001","subject_label":"Phường 1","subject_type":"unit"}'
)


async def test_a_fact_has_the_digest_that_anybody_can_work_out(audited: Audited) -> None:
    """The same on both databases, in every version and in every language: nobody may change this line."""
    fixed = {name: _CHANGED[name] for name in ("subject_id", "real_at", "business_at", "data", "role", "person_id")}
    await audited.happen(1, **fixed, id=_SOMEBODY)
    await audited.chain()

    item = (await audited.leader.get("/audit?number=1")).json()["items"][0]

    assert item["digest"] == sha256(bytes(32) + _AS_JSON.encode()).hexdigest()
