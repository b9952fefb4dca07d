"""Units change their names over time, go out of use, and are never deleted."""

import io
from datetime import date, timedelta

import pytest
from python_calamine import CalamineWorkbook

from papi.access.permissions import Role
from papi.directory.models import Unit, UnitGroup, UnitGroupMember, UnitKind
from papi.kit import clock
from papi.kit.types import new_id
from tests.support.world import LONG_AGO, Someone, World

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def admin_of(world: World) -> Someone:
    return await world.person(Role.ADMIN, await world.unit("UBND thành phố", UnitKind.CITY))


def new_unit(**changes: object) -> dict[str, object]:
    return {"code": "26506", "kind": "ward", "name": "UBND Phường 1", "short_name": "Phường 1", **changes}


async def test_a_unit_is_added_at_the_end_of_the_official_order_with_its_codes(world: World) -> None:
    admin = await admin_of(world)
    body = new_unit(parent_id=str(admin.unit.id), codes=[{"scheme": "GSO", "value": "26506"}], basis="gso_code_list_2024")

    made = (await admin.post("/units", body)).json()

    assert [code["value"] for code in made["codes"]] == ["26506"]
    assert (made["provisional"], made["basis"], made["parent_id"]) == (True, "gso_code_list_2024", str(admin.unit.id))
    assert [unit["code"] for unit in (await admin.get("/units")).json()["items"]][-1] == "26506"
    history = (await admin.get(f"/units/{made['id']}/history")).json()["items"]
    assert [(version["name"], version["valid_to"]) for version in history] == [("UBND Phường 1", None)]


async def test_a_unit_named_in_the_plan_is_not_provisional_and_can_become_so_when_confirmed(world: World) -> None:
    admin = await admin_of(world)
    made = (await admin.post("/units", new_unit(basis="assumed"))).json()

    confirmed = (await admin.patch(f"/units/{made['id']}", {"basis": "plan_named"})).json()

    assert (made["provisional"], confirmed["provisional"]) == (True, False)


async def test_a_renamed_unit_keeps_the_name_that_it_had_on_each_day(world: World) -> None:
    ward, admin = await world.unit("Phường 1"), await admin_of(world)
    since = clock.today() - timedelta(days=10)
    await admin.patch(f"/units/{ward.id}", {"name": "UBND phường Vũng Tàu", "short_name": "Phường Vũng Tàu", "since": str(since)})

    async def name_on(day: date) -> list[str]:
        items = (await admin.get(f"/units?on={day}&kind=ward")).json()["items"]
        return [unit["short_name"] for unit in items]

    assert await name_on(since - timedelta(days=1)) == ["Phường 1"]
    assert await name_on(since) == await name_on(clock.today()) == ["Phường Vũng Tàu"]
    assert await name_on(LONG_AGO - timedelta(days=1)) == []
    versions = (await admin.get(f"/units/{ward.id}/history")).json()["items"]
    assert [(item["short_name"], item["valid_from"], item["valid_to"]) for item in versions] == [
        ("Phường Vũng Tàu", str(since), None),
        ("Phường 1", str(LONG_AGO), str(since - timedelta(days=1))),
    ]
    assert [unit["id"] for unit in (await admin.get("/units?q=phuong vung")).json()["items"]] == [str(ward.id)]


async def test_a_second_correction_on_the_same_day_corrects_the_first(world: World) -> None:
    ward, admin = await world.unit("Phường 1"), await admin_of(world)
    await admin.patch(f"/units/{ward.id}", {"short_name": "Phường Vũng Tầu"})

    await admin.patch(f"/units/{ward.id}", {"short_name": "Phường Vũng Tàu"})

    versions = (await admin.get(f"/units/{ward.id}/history")).json()["items"]
    assert [item["short_name"] for item in versions] == ["Phường Vũng Tàu", "Phường 1"]


async def test_what_was_recorded_is_not_rewritten_and_tomorrow_waits(world: World) -> None:
    ward, admin = await world.unit("Phường 1"), await admin_of(world)
    today = clock.today()
    await admin.patch(f"/units/{ward.id}", {"short_name": "Phường Vũng Tàu", "since": str(today - timedelta(days=5))})

    earlier = await admin.patch(f"/units/{ward.id}", {"short_name": "X", "since": str(today - timedelta(days=6))})
    tomorrow = await admin.patch(f"/units/{ward.id}", {"short_name": "X", "since": str(today + timedelta(days=1))})

    assert (earlier.status_code, earlier.json()["code"]) == (409, "unit_changed_since")
    assert (tomorrow.status_code, tomorrow.json()["errors"][0]["pointer"]) == (422, "/since")
    assert (await admin.get(f"/units/{ward.id}")).json()["short_name"] == "Phường Vũng Tàu"


async def test_a_unit_goes_out_of_use_and_comes_back_but_is_never_gone(world: World) -> None:
    ward, admin = await world.unit("Phường 1"), await admin_of(world)
    last = clock.today() - timedelta(days=1)

    await admin.patch(f"/units/{ward.id}", {"valid_to": str(last)})

    assert (await admin.get("/units?kind=ward")).json()["items"] == []
    assert len((await admin.get(f"/units?kind=ward&on={last}")).json()["items"]) == 1
    assert (await admin.get(f"/units/{ward.id}")).json()["valid_to"] == str(last)
    assert (await admin.delete(f"/units/{ward.id}")).status_code == 405
    await admin.patch(f"/units/{ward.id}", {"valid_to": None})
    assert len((await admin.get("/units?kind=ward")).json()["items"]) == 1


async def test_no_unit_stands_above_itself(world: World) -> None:
    admin = await admin_of(world)
    city = admin.unit
    department, section = await world.unit("Phòng Nội vụ", UnitKind.DEPARTMENT), await world.unit("Tổ CCHC", UnitKind.SERVICE)
    assert (await admin.patch(f"/units/{department.id}", {"parent_id": str(city.id)})).status_code == 200
    assert (await admin.patch(f"/units/{section.id}", {"parent_id": str(department.id)})).status_code == 200

    answers = [
        await admin.patch(f"/units/{city.id}", {"parent_id": str(section.id)}),
        await admin.patch(f"/units/{city.id}", {"parent_id": str(city.id)}),
        await admin.patch(f"/units/{city.id}", {"parent_id": str(new_id())}),
    ]

    assert {(answer.status_code, answer.json()["errors"][0]["pointer"]) for answer in answers} == {(422, "/parent_id")}
    assert [unit["id"] for unit in (await admin.get(f"/units?parent={department.id}")).json()["items"]] == [str(section.id)]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"code": "26506/1"}, "/code"),
        ({"kind": "province"}, "/kind"),
        ({"name": ""}, "/name"),
        ({"name": "x" * 301}, "/name"),
        ({"basis": "Có Dấu"}, "/basis"),
        ({"coordinating": "yes"}, "/coordinating"),
        ({"valid_from": "hôm nay"}, "/valid_from"),
        ({"sort": 1}, "/sort"),
    ],
)
async def test_a_field_that_is_wrong_is_named_and_no_unit_is_made(world: World, change: dict[str, object], pointer: str) -> None:
    admin = await admin_of(world)

    answer = await admin.post("/units", new_unit(**change))

    assert (answer.status_code, [error["pointer"] for error in answer.json()["errors"]]) == (422, [pointer])
    assert (await admin.get("/units?kind=ward")).json()["items"] == []


async def test_a_code_in_use_and_an_unknown_unit_are_refused(world: World) -> None:
    admin = await admin_of(world)
    await admin.post("/units", new_unit())

    taken = await admin.post("/units", new_unit(name="UBND phường khác"))
    unknown = await admin.get(f"/units/{new_id()}")

    assert (taken.status_code, taken.json()["code"]) == (409, "unit_code_taken")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unit_not_found")


async def test_of_two_who_edit_at_once_the_second_is_told(world: World) -> None:
    ward, admin = await world.unit("Phường 1"), await admin_of(world)
    tag = {"If-Match": (await admin.get(f"/units/{ward.id}")).headers["etag"]}

    first = await admin.patch(f"/units/{ward.id}", {"note": "Chuyển trụ sở"}, headers=tag)
    second = await admin.patch(f"/units/{ward.id}", {"note": "Khác"}, headers=tag)

    assert (first.status_code, second.status_code, second.json()["code"]) == (200, 412, "stale_version")


async def test_a_change_is_told_in_words_and_no_change_is_not_told(world: World) -> None:
    ward, admin = await world.unit("Phường 1"), await admin_of(world)
    reader = await world.person(Role.OBSERVER, await world.unit("UBMTTQ", UnitKind.FRONT))
    await admin.patch(f"/units/{ward.id}", {"short_name": "Phường Vũng Tàu"})
    await admin.patch(f"/units/{ward.id}", {"parent_id": str(admin.unit.id)})
    await admin.patch(f"/units/{ward.id}", {"short_name": "Phường Vũng Tàu"})

    told = (await reader.get(f"/history?subject=unit:{ward.id}")).json()["items"]

    assert [fact["changes"][0] for fact in told] == [
        {"label": "Cấp trên", "before": "–", "after": "UBND thành phố"},
        {"label": "Tên ngắn", "before": "Phường 1", "after": "Phường Vũng Tàu"},
    ]


async def test_groups_name_their_units_in_official_order(world: World) -> None:
    first, second, admin = await world.unit("Phường 1"), await world.unit("Phường 2"), await admin_of(world)
    group = UnitGroup(id=new_id(), code="wards", name="UBND các phường, xã")
    await world.add(group)
    await world.add(*(UnitGroupMember(group_id=group.id, unit_id=unit.id) for unit in (second, first)))

    listed = (await admin.get("/unit-groups")).json()["items"]

    assert [(item["name"], item["unit_ids"]) for item in listed] == [("UBND các phường, xã", [str(first.id), str(second.id)])]
    assert len((await admin.get(f"/units?group={group.id}")).json()["items"]) == 2


async def test_the_list_becomes_a_file_with_words_and_pages_with_the_same_number_of_queries(world: World) -> None:
    admin = await admin_of(world)
    for number in range(5):
        await world.unit(f"Phường {number}")

    file = await admin.get("/units?kind=ward", headers={"Accept": XLSX, "Accept-Language": "vi"})
    with world.counted_queries() as few:
        first = (await admin.get("/units?limit=2&count=true")).json()
    with world.counted_queries() as many:
        rest = (await admin.get(f"/units?limit=200&count=true&cursor={first['next_cursor']}")).json()

    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["Mã", "Cơ quan, đơn vị", "Loại", "Ghi chú"]
    assert {row[2] for row in rows[1:]} == {"Phường"}
    assert (first["total"], len(rest["items"]), few.number) == (6, 4, many.number)


async def test_a_ward_alone_can_name_its_own_coordinating_unit(world: World) -> None:
    admin = await admin_of(world)
    office = (await admin.post("/units", new_unit(code="VP", kind="department", coordinating=True))).json()

    assert office["coordinating"] is True
    other: Unit = await world.unit("Tổ CCHC", UnitKind.SERVICE)
    moved = await admin.patch(f"/units/{other.id}", {"coordinating": True})
    assert moved.json()["coordinating"] is True
