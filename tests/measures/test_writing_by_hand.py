"""Figures that a clerk writes down: corrected with a reason, never overwritten, and of the own unit alone."""

import asyncio
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from papi.access.permissions import Role
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.documents import CSV
from papi.outbox.models import FactRow
from tests.support.measuring import MEASURE, SEPTEMBER, send, write, written
from tests.support.world import Someone, World


@dataclass
class Wards:
    world: World
    ward: Unit
    other: Unit
    officer: Someone
    head: Someone
    stranger: Someone
    coordinator: Someone
    observer: Someone


@pytest.fixture
async def wards(world: World) -> Wards:
    ward, other = await world.unit("Phường 1"), await world.unit("Phường 2")
    office = await world.coordinating_unit()
    posts = ((Role.OFFICER, ward), (Role.UNIT_HEAD, ward), (Role.OFFICER, other), (Role.COORDINATOR, office), (Role.OBSERVER, office))
    return Wards(world, ward, other, *(await world.people(*posts)))


async def test_a_correction_keeps_what_stood_there_and_says_why(wards: Wards) -> None:
    first = await write(wards.officer, wards.ward, "81.5", source_at="2024-09-01T08:00:00+07:00")
    bare = await wards.officer.post("/measure-values", written(wards.ward, "82"))
    second = await write(wards.head, wards.ward, "82", reason="Cộng thiếu hồ sơ ngày 31/8")
    again = await write(wards.officer, wards.ward, "82.00")

    history = (await wards.officer.get(f"/measure-values/{first['value']['id']}/history")).json()["items"]
    listed = (await wards.officer.get("/measure-values")).json()["items"]
    assert (first["outcome"], second["outcome"], again["outcome"]) == ("created", "corrected", "unchanged")
    assert (bare.status_code, bare.json()["code"]) == (422, "reason_needed")
    assert [(row["number"], row["value"], row["reason"]) for row in history] == [(2, "82", "Cộng thiếu hồ sơ ngày 31/8"), (1, "81.5", None)]
    assert history[0]["supersedes"] == history[1]["id"]
    assert (history[0]["superseded_at"], history[1]["superseded_at"] is not None) == (None, True)
    assert [row["id"] for row in listed] == [second["value"]["id"]]
    assert len((await wards.officer.get("/measure-values?superseded=true")).json()["items"]) == 2


async def test_what_happened_is_told_as_facts_in_words(wards: Wards) -> None:
    await write(wards.officer, wards.ward, "81.5")
    await write(wards.officer, wards.ward, "82", reason="Cộng thiếu")
    await write(wards.officer, wards.ward, "82")

    async with wards.world.database.reading() as session:
        facts = (await session.scalars(select(FactRow).where(FactRow.subject_type == "measure_value").order_by(FactRow.id))).all()
    assert [(fact.kind, fact.unit_id, fact.data["value"]) for fact in facts] == [
        ("measure_value.recorded", wards.ward.id, "81,5"),
        ("measure_value.corrected", wards.ward.id, "82"),
    ]
    assert facts[1].data["changes"] == [{"field": "value", "from": "81,5", "to": "82"}]


async def test_who_has_not_seen_the_present_figure_does_not_overwrite_it(wards: Wards) -> None:
    seen_none = await wards.officer.post("/measure-values", written(wards.ward, "81.5", supersedes=None))
    late = await wards.head.post("/measure-values", written(wards.ward, "70", supersedes=None, reason="Chưa thấy"))
    present = seen_none.json()["value"]["id"]
    seen = await wards.head.post("/measure-values", written(wards.ward, "82", supersedes=present, reason="Đã thấy"))

    assert [answer.status_code for answer in (seen_none, late, seen)] == [201, 412, 201]


async def test_of_many_who_write_at_once_each_has_a_number_of_its_own(wards: Wards) -> None:
    bodies = [written(wards.ward, str(50 + place), reason="Cùng lúc") for place in range(6)]
    answers = await asyncio.gather(*(wards.coordinator.post("/measure-values", body) for body in bodies))

    values = [answer.json()["value"] for answer in answers]
    current = (await wards.officer.get("/measure-values")).json()["items"]
    assert sorted(value["number"] for value in values) == [1, 2, 3, 4, 5, 6]
    assert [row["number"] for row in current] == [6]


async def test_nobody_writes_or_reads_of_another_ward(wards: Wards) -> None:
    made = (await write(wards.officer, wards.ward))["value"]["id"]
    strange = await wards.stranger.post("/measure-values", written(wards.ward, "1", reason="Không phải của mình"))

    assert (strange.status_code, (await wards.observer.post("/measure-values", written(wards.ward))).status_code) == (403, 403)
    assert [(await wards.stranger.get(f"/measure-values/{made}{rest}")).status_code for rest in ("", "/history")] == [404, 404]
    assert (await wards.stranger.get("/measure-values?superseded=true")).json()["items"] == []
    assert (await wards.observer.get(f"/measure-values/{made}")).json()["allowed_actions"] == []
    table = (await wards.stranger.get(f"/measure-values/months?measure={MEASURE}")).json()["items"]
    assert [row["unit"]["name"] for row in table] == ["Phường 2"]


async def test_a_unit_has_figures_of_the_days_in_which_it_was(wards: Wards) -> None:
    early = await wards.officer.post("/measure-values", written(wards.ward, period="201912"))
    unknown = await wards.coordinator.post("/measure-values", {**written(wards.ward), "unit_id": str(wards.officer.id)})

    assert (early.status_code, early.json()["code"]) == (422, "unit_not_then")
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/unit_id")


async def test_the_table_shows_a_system_before_what_was_written_down_and_both_where_they_differ(wards: Wards) -> None:
    with clock.business_at(SEPTEMBER):
        await write(wards.officer, wards.ward, "80", "202408")
        await write(wards.officer, wards.ward, "75", "202407")
        await send(wards.world, wards.ward, {"202408": "81.25", "202406": "70"})
        table = (await wards.coordinator.get(f"/measure-values/months?measure={MEASURE}&from_month=202406&to_month=2024-08")).json()
        file = await wards.coordinator.get(f"/measure-values/months?measure={MEASURE}&from_month=202407", headers={"Accept": CSV})

    cells = next(row["cells"] for row in table["items"] if row["unit"]["name"] == "Phường 1")
    assert table["months"] == ["202406", "202407", "202408"]
    assert [(cell["value"], cell["source"], [other["value"] for other in cell["others"]]) for cell in cells] == [
        ("70", "dvcqg", []),
        ("75", "hand", []),
        ("81.25", "dvcqg", ["80"]),
    ]
    assert [cell["by_hand"] is not None for cell in cells] == [False, True, True]
    assert file.text.splitlines()[0].endswith("Tháng 7/2024,Tháng 8/2024")
    assert file.text.splitlines()[1] == "Phường 1,75.0,81.25"


@pytest.mark.parametrize(
    "query",
    ["measure=nothing", f"measure={MEASURE}&from_month=2024Q3", f"measure={MEASURE}&from_month=200001", "", "measure=x&a=1"],
)
async def test_a_table_of_nothing_known_is_refused(wards: Wards, query: str) -> None:
    assert (await wards.officer.get(f"/measure-values/months?{query}")).status_code == 422
