"""Names, parents and codes of the units of a decision: what may stand in one decision, and what is refused with its place."""

from typing import Any

from papi.directory.models import UnitKind
from tests.support.reorganising import DAY, URL, decided, decision, merger, new_unit, on, part, tried, unit_called
from tests.support.reporting import Reporting
from tests.support.world import Someone

RENAMED = {"name": "UBND phường Long Sơn", "short_name": "Phường Long Sơn"}


async def versions_of(who: Someone, unit_id: Any) -> list[tuple[Any, ...]]:
    """Names and parents with their days, the latest first."""
    items = (await who.get(f"/units/{unit_id}/history")).json()["items"]
    return [(item["short_name"], item["parent_id"], item["valid_from"], item["valid_to"]) for item in items]


async def refused(who: Someone, body: dict[str, Any]) -> list[str]:
    answer = await who.post(f"{URL}?dry_run=true", body)
    assert answer.status_code == 422, answer.text
    return sorted(error["pointer"] for error in answer.json()["errors"])


async def test_a_unit_is_renamed_by_the_decision_that_ends_the_unit_above_it(reporting: Reporting) -> None:
    body = decision(
        part("rename", [reporting.coordinating], [RENAMED]),
        part("dissolve", [reporting.city], [new_unit("UBND tỉnh", "79", kind=UnitKind.CITY.value)]),
    )
    with on(DAY):
        await decided(reporting.admin, body)
        above = await unit_called(reporting.coordinator, "UBND tỉnh")
        versions = await versions_of(reporting.coordinator, reporting.coordinating.id)

    assert versions[0] == ("Phường Long Sơn", above["id"], DAY, None)
    assert [version[3] for version in versions[1:]] == ["2024-09-30"]


async def test_a_name_given_that_very_day_is_corrected_by_the_decision(reporting: Reporting) -> None:
    with on(DAY):
        today = await reporting.admin.patch(f"/units/{reporting.ward.id}", {"short_name": "Phường Sáng"})
        await decided(reporting.admin, decision(part("rename", [reporting.ward], [RENAMED])))
        versions = await versions_of(reporting.coordinator, reporting.ward.id)

    assert today.status_code == 200
    assert [version[0] for version in versions] == ["Phường Long Sơn", "Phường 1"]


async def test_a_name_of_the_day_on_which_a_unit_is_no_more_never_held(reporting: Reporting) -> None:
    with on(DAY):
        await reporting.admin.patch(f"/units/{reporting.ward.id}", {"short_name": "Phường Sáng"})
        await decided(reporting.admin, merger(reporting))
        versions = await versions_of(reporting.coordinator, reporting.ward.id)

    assert [(version[0], version[3]) for version in versions] == [("Phường 1", "2024-09-30")]


async def test_a_code_of_a_scheme_is_one_units(reporting: Reporting) -> None:
    code = {"scheme": "gso", "value": "26506"}
    await reporting.admin.post(
        "/units", {"code": "26999", "kind": "ward", "name": "UBND phường Khác", "short_name": "Phường Khác", "codes": [code]}
    )
    free = {"scheme": "gso", "value": "26507"}
    twice = [new_unit("Phường Bắc", "X1", codes=[free]), new_unit("Phường Nam", "X2", codes=[free])]

    assert await refused(reporting.admin, merger_into(reporting, codes=[code])) == ["/parts/0/successors/0/codes/0/value"]
    assert await refused(reporting.admin, decision(part("split", [reporting.ward], twice))) == ["/parts/0/successors/1/codes/0/value"]
    assert (await tried(reporting.admin, merger_into(reporting, codes=[free])))["moves"]


def merger_into(reporting: Reporting, **changes: Any) -> dict[str, Any]:
    return decision(part("merge", [reporting.ward, reporting.other_ward], [new_unit(**changes)]))


async def test_a_code_that_a_unit_gives_up_is_free_from_the_day(reporting: Reporting) -> None:
    code = {"scheme": "gso", "value": "26506"}
    old = (
        await reporting.admin.post(
            "/units",
            {
                "code": "26999",
                "kind": "ward",
                "name": "UBND phường Khác",
                "short_name": "Phường Khác",
                "codes": [code],
                "valid_from": "2024-01-01",
            },
        )
    ).json()
    body = decision(
        {"kind": "merge", "predecessors": [str(reporting.ward.id), old["id"]], "successors": [new_unit(codes=[code])]},
    )
    with on(DAY):
        await decided(reporting.admin, body)
        unit = await unit_called(reporting.coordinator, "Phường Vũng Tàu")

    assert [item["value"] for item in (await reporting.coordinator.get(f"/units/{unit['id']}")).json()["codes"]] == ["26506"]


async def test_nothing_new_stands_below_a_unit_that_is_no_more(reporting: Reporting) -> None:
    ended = await reporting.world.unit("UBND huyện cũ", UnitKind.CITY)
    await reporting.admin.patch(f"/units/{ended.id}", {"valid_to": "2024-08-31"})

    assert await refused(reporting.admin, merger_into(reporting, parent_id=str(ended.id))) == ["/parts/0/successors/0/parent_id"]
