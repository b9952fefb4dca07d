"""Figures that the province sends: told row by row, stored together, the same again changes nothing."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select

from papi.access.permissions import Role
from papi.measures.models import MeasureValue
from papi.outbox.models import FactRow
from tests.support.exchanging import PUSH, Exchange, an_exchange, figure, pushed
from tests.support.world import World


@pytest.fixture
async def exchange(world: World) -> Exchange:
    return await an_exchange(world)


async def stored(exchange: Exchange) -> int:
    async with exchange.world.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(MeasureValue)) or 0


def outcomes(body: dict[str, Any]) -> list[str]:
    return [row["code"] or row["outcome"] for row in body["rows"]]


async def test_each_row_is_told_for_itself_and_the_same_call_again_changes_nothing(exchange: Exchange) -> None:
    rows = [figure("P1"), figure("P2", "70"), figure("P1", "3", measure="tthc_late", source="dvc")]
    first, again = await pushed(exchange.client, *rows), await pushed(exchange.client, *rows)
    later = await pushed(exchange.client, figure("P1", "82.25"), figure("P2", 70.0), figure("P1", "1", period="202407"))

    assert outcomes(first) == ["created"] * 3
    assert outcomes(again) == ["unchanged"] * 3
    assert [row["id"] for row in again["rows"]] == [row["id"] for row in first["rows"]]
    assert outcomes(later) == ["corrected", "unchanged", "created"]
    assert later["rows"][0]["supersedes"] == first["rows"][0]["id"]
    assert (later["created"], later["corrected"], later["unchanged"], later["refused"]) == (1, 1, 1, 0)
    assert await stored(exchange) == 5


async def test_what_is_wrong_is_refused_row_by_row_with_code_and_pointer(exchange: Exchange) -> None:
    wrong: list[tuple[Any, str, str]] = [
        (figure("P9"), "unknown_unit", "/unit_code"),
        (figure("P1", unit_scheme="GSO"), "unknown_unit", "/unit_code"),
        (figure(measure="nothing"), "unknown_measure", "/measure"),
        (figure(period="20244"), "unknown_period", "/period"),
        (figure(period="209901"), "period_to_come", "/period"),
        (figure(source="hand"), "unknown_source", "/source"),
        (figure(source="elsewhere"), "unknown_source", "/source"),
        (figure(value=None), "value_missing", "/value"),
        (figure(value="101"), "not_a_share", "/value"),
        (figure(value="50", numerator="1", denominator="3"), "value_mismatch", "/value"),
        (figure(value="50", numerator="1"), "parts_do_not_fit", "/numerator"),
        (figure(value=True), "invalid", "/value"),
        (figure(surprise=1), "invalid", "/surprise"),
        ("no row at all", "invalid", ""),
        (None, "invalid", ""),
    ]
    body = await pushed(exchange.client, figure("P2"), *(row for row, _code, _pointer in wrong))

    assert outcomes(body) == ["created", *(code for _row, code, _pointer in wrong)]
    assert [row["errors"][0]["pointer"] for row in body["rows"][1:]] == [
        f"/rows/{place}{pointer}" for place, (_row, _code, pointer) in enumerate(wrong, 1)
    ]
    assert all(row["errors"][0]["detail"] for row in body["rows"][1:])
    assert await stored(exchange) == 1


async def test_a_call_of_no_known_form_is_refused_as_a_whole(exchange: Exchange) -> None:
    for body in (
        {},
        {"rows": []},
        {"rows": [figure()] * 1001},
        {"rows": figure()},
        {"rows": [figure()], "more": 1},
        [],
        {"rows": [], "dry_run": 1},
    ):
        assert (await exchange.client.post(PUSH, body)).status_code == 422
    assert (await exchange.client.post(PUSH, {"rows": [figure()]}, headers={"Accept": "application/json; version=2"})).status_code == 406
    assert await stored(exchange) == 0


async def test_a_dry_run_says_what_would_be_and_stores_nothing(exchange: Exchange) -> None:
    await pushed(exchange.client, figure("P1"))
    body = await pushed(exchange.client, figure("P1", "82"), figure("P2"), figure("P1", "81.5"), dry_run=True)

    assert (outcomes(body)[1], body["rows"][1]["id"]) == ("created", None)
    assert outcomes(body)[0] == "told_twice"
    assert await stored(exchange) == 1
    async with exchange.world.database.reading() as session:
        assert await session.scalar(select(func.count()).where(FactRow.kind == "exchange.pushed")) == 1


async def test_of_rows_that_tell_the_same_twice_one_is_stored_and_of_contradicting_ones_none(exchange: Exchange) -> None:
    body = await pushed(exchange.client, figure("P1"), figure("P1", "81.50"), figure("P2", "1"), figure("P2", "2"))

    assert outcomes(body) == ["created", "unchanged", "told_twice", "told_twice"]
    assert await stored(exchange) == 1


async def test_a_code_names_the_unit_that_had_it_in_the_period(exchange: Exchange) -> None:
    rows = [figure("26506", unit_scheme="GSO", period=period) for period in ("202406", "202407", "20246M")]
    body = await pushed(exchange.client, *rows, figure("99001", unit_scheme="GSO", period="202406"), figure("H56.V02", unit_scheme="QD20"))

    assert outcomes(body) == ["created", "created", "created", "unknown_unit", "created"]
    async with exchange.world.database.reading() as session:
        told = (await session.execute(select(MeasureValue.period, MeasureValue.unit_id))).all()
    assert dict(told[:3]) == {"202406": exchange.ward.id, "202407": exchange.other.id, "20246M": exchange.ward.id}


async def test_a_client_of_one_unit_reaches_no_other(exchange: Exchange) -> None:
    client = await exchange.client_of(exchange.ward)
    body = await pushed(client, figure("P1"), figure("P2"))
    reader = await exchange.client_of(exchange.other, scopes=["reports:read"])

    assert outcomes(body) == ["created", "unknown_unit"]
    assert (await reader.get(PUSH)).json()["items"] == []
    assert (await reader.post(PUSH, {"rows": [figure("P2")]})).json()["code"] == "scope_missing"


async def test_people_learn_what_was_sent_and_from_whom(exchange: Exchange) -> None:
    await pushed(exchange.client, figure("P1"), figure("P1", period="202407"), figure("P2", "x"))
    officer = await exchange.world.person(Role.OFFICER, exchange.ward)
    coordinator = await exchange.world.person(Role.COORDINATOR, await exchange.world.coordinating_unit())

    values = (await officer.get("/measure-values")).json()["items"]
    history = await officer.get("/history")
    log = (await coordinator.get("/integration/log")).json()["items"]
    assert {value["received_from"] for value in values} == {exchange.client.name}
    assert "gửi số liệu của đơn vị: 2 mới, 0 sửa" in history.text
    assert [(row["way"], row["what"], row["rows"], row["refused"], row["client"]) for row in log] == [
        ("pushed", "measures", 3, 1, exchange.client.name)
    ]
    assert (await officer.get("/integration/log")).status_code == 403


async def test_a_call_that_is_made_again_late_takes_back_no_correction(exchange: Exchange) -> None:
    early, late = "2024-09-01T02:00:00+07:00", "2024-09-02T02:00:00+07:00"
    await pushed(exchange.client, figure("P1", "81", source_at=early))
    await pushed(exchange.client, figure("P1", "82", source_at=late))
    again = await pushed(exchange.client, figure("P1", "81", source_at=early), figure("P2", source_at="2199-01-01T00:00:00+07:00"))
    newer = await pushed(exchange.client, figure("P1", "83"))  # a source that tells no time is taken at its word

    assert outcomes(again) == ["told_late", "source_time_to_come"]
    assert [row["errors"][0]["pointer"] for row in again["rows"]] == ["/rows/0/source_at", "/rows/1/source_at"]
    assert outcomes(newer) == ["corrected"]
    assert await stored(exchange) == 3


async def test_of_two_calls_at_once_both_are_taken_in_one_after_the_other(exchange: Exchange) -> None:
    rows = [[figure("P1", str(50 + place)), figure("P2", str(60 + place))] for place in range(4)]
    calls = [{"rows": each if place % 2 else each[::-1]} for place, each in enumerate(rows)]
    answers = await asyncio.gather(*(exchange.client.post(PUSH, call) for call in calls))

    bodies = [answer.json() for answer in answers]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert sum(body["created"] for body in bodies) == 2
    assert sum(body["corrected"] for body in bodies) == 6
    officer = await exchange.world.person(Role.OFFICER, exchange.ward)
    assert [value["number"] for value in (await officer.get("/measure-values")).json()["items"]] == [4]


async def test_a_call_of_many_rows_asks_no_more_often_than_one_of_few(exchange: Exchange) -> None:
    units = [await exchange.world.unit(f"Phường {number}", code=f"N{number}") for number in range(10, 16)]
    months = [f"2023{month:02d}" for month in range(1, 13)]
    with exchange.world.counted_queries() as few:
        await pushed(exchange.client, figure(units[0].code))
    with exchange.world.counted_queries() as many:
        body = await pushed(exchange.client, *(figure(unit.code, period=month) for unit in units for month in months))

    assert body["created"] == 72
    assert many.number <= few.number + 1
