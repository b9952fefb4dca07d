"""A city's units come from a file; nothing in the code is true for one city alone."""

import json
from importlib import resources
from typing import Any

from papi.access.permissions import Role
from papi.units.loading import load_units
from tests.support.world import World


def vung_tau() -> dict[str, Any]:
    return json.loads(resources.files("papi.demo").joinpath("data/units.json").read_text(encoding="utf-8"))


async def test_vung_tau_has_its_units_in_official_order_with_groups_codes_and_marks(world: World) -> None:
    async with world.database.writing() as session:
        ids = await load_units(session, vung_tau())
    reader = await world.person(Role.OBSERVER, await world.unit("Người đọc"))

    loaded = {str(known) for known in ids.values()}
    listed = [unit for unit in (await reader.get("/units?limit=200")).json()["items"] if unit["id"] in loaded]
    groups = {group["name"]: group["unit_ids"] for group in (await reader.get("/unit-groups")).json()["items"]}
    ward = (await reader.get(f"/units/{ids['26506']}")).json()

    assert [unit["code"] for unit in listed] == [unit["code"] for unit in vung_tau()["units"]]
    assert [unit["code"] for unit in listed if unit["coordinating"]] == ["PB-NV"]
    assert {unit["parent_id"] for unit in listed[1:]} == {str(ids["747"])}
    assert len(groups["UBND các phường, xã"]) == 17
    assert (ward["name"], ward["short_name"], ward["kind"], ward["provisional"]) == ("UBND Phường 1", "Phường 1", "ward", True)
    assert [(code["scheme"], code["value"]) for code in ward["codes"]] == [("GSO", "26506")]
    assert {unit["code"] for unit in listed if not unit["provisional"]} >= {"747", "PB-NV", "PB-TP", "ND-CA"}


async def test_another_place_is_another_file(world: World) -> None:
    data = {
        "city": {"code": "X1"},
        "since": "2025-07-01",
        "units": [
            {"code": "X1", "code_system": "GSO", "name_vi": "UBND xã Bình Minh", "kind": "xã", "basis": "plan_named", "note": None},
            {
                "code": "X1-VP",
                "code_system": "local",
                "name_vi": "Văn phòng HĐND và UBND",
                "short_name": "Văn phòng",
                "coordinating": True,
                "kind": "phòng ban",
                "basis": "plan_named",
                "note": None,
            },
        ],
        "groups": [{"name_vi": "Các bộ phận", "members": ["X1-VP"]}],
    }
    async with world.database.writing() as session:
        ids = await load_units(session, data)
    reader = await world.person(Role.OBSERVER, await world.unit("Người đọc"))

    office = (await reader.get(f"/units/{ids['X1-VP']}")).json()

    assert (office["short_name"], office["coordinating"], office["parent_id"]) == ("Văn phòng", True, str(ids["X1"]))
    assert office["valid_from"] == "2025-07-01"
    assert (await reader.get(f"/units/{ids['X1']}")).json()["short_name"] == "Xã Bình Minh"
