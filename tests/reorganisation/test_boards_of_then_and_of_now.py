"""Numbers and boards through a merger: as then they are what they were before it, as now they stand under the unit that answers."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from papi.kit import clock
from tests.support.planning import assignment_of, reported_done
from tests.support.reorganising import DAY, decided, decision, merger, now_in, on, part, split, unit_called
from tests.support.reporting import NOW, Reporting
from tests.support.unit_planning import Planning, make_planning
from tests.support.world import Someone, World

OF_PERIOD = ("expected", "on_time", "late", "missing", "waiting")
LATER = "2024-12-31"


class Merged:
    """A plan under way, what everybody saw on the day of the merger, and the ward that came of it."""

    def __init__(self, planning: Planning, before: dict[str, Any]) -> None:
        self.reporting = planning.reporting
        self.before = before

    async def seen(self, view: str) -> dict[str, Any]:
        return await look(self.reporting.coordinator, f"view={view}")

    async def ward(self) -> dict[str, Any]:
        return await unit_called(self.reporting.admin, "Phường Vũng Tàu")


async def look(who: Someone, view: str = "") -> dict[str, Any]:
    """What overview, boards and the list of reports say."""
    overview = (await who.get(f"/dashboards/overview?{view}")).json()
    return {
        "overview": overview,
        "matrix": (await who.get(f"/dashboards/matrix?{view}")).json()["rows"],
        "period": (await who.get(f"/periods/{overview['period']['id']}/completeness?{view}")).json(),
        "reports": (await who.get(f"/reports?limit=200&{view}")).json()["items"],
        "unit_plans": (await who.get(f"/unit-plans/board?{view}")).json(),
    }


@pytest.fixture
async def merged(world: World) -> AsyncIterator[Merged]:
    """One ward has sent its report and its plan, the other neither; one piece of work is done."""
    with clock.business_at(NOW):
        planning = await make_planning(world)
        reporting = planning.reporting
        await reporting.opened_period()
        await reporting.submitted_report(reporting.officer, reporting.head)
        await planning.sent(reporting.officer, reporting.head)
        await reported_done(reporting)
        withdrawn = await assignment_of(reporting, "publish", reporting.other_ward)
        await reporting.coordinator.post(f"/assignments/{withdrawn['id']}/cancel", {"reason": "Giao đơn vị khác."})
    with on(DAY):
        merger_of = Merged(planning, await look(reporting.coordinator))
        assert await look(reporting.coordinator, "view=then") == await look(reporting.coordinator, "view=now") == merger_of.before
        await decided(reporting.admin, merger(reporting))
        yield merger_of


def numbers(seen: dict[str, Any]) -> dict[str, Any]:
    return {name: seen["overview"][name] for name in ("numbers", "requested", "overdue_units", "months")}


def of_period(seen: dict[str, Any]) -> tuple[dict[str, int], dict[str, int]]:
    return {name: seen["overview"]["period"][name] for name in OF_PERIOD}, {name: seen["period"][name] for name in OF_PERIOD}


def stands(board: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(row["unit"]["name"], row["unit_before"], row["standing"], row["state"]) for row in board["items"]]


async def test_as_then_every_number_is_what_it_was_before(merged: Merged) -> None:
    then = await merged.seen("then")

    assert numbers(then) == numbers(merged.before)
    assert then["matrix"] == merged.before["matrix"]
    assert of_period(then) == of_period(merged.before)
    assert stands(then["period"]) == stands(merged.before["period"])
    assert stands(then["unit_plans"]) == stands(merged.before["unit_plans"])
    assert [report["id"] for report in then["reports"]] == [report["id"] for report in merged.before["reports"]]
    assert {name: then["unit_plans"][name] for name in OF_PERIOD} == {name: merged.before["unit_plans"][name] for name in OF_PERIOD}


async def test_as_then_nothing_that_went_over_falls_late_afterwards(merged: Merged) -> None:
    with on(LATER):
        then = await merged.seen("then")

    names = {"Phường 1", "Phường 2"}
    for board in ("period", "unit_plans"):
        assert [row for row in stands(then[board]) if row[0] in names] == [row for row in stands(merged.before[board]) if row[0] in names]


async def test_as_now_the_numbers_are_those_of_the_lists_and_stand_under_the_new_ward(merged: Merged) -> None:
    ward, now, plain = await merged.ward(), await merged.seen("now"), await look(merged.reporting.coordinator)
    officer = await now_in(merged.reporting.world, merged.reporting.officer, ward["id"])
    mine = (await officer.get(f"/reports?view=now&unit={ward['id']}")).json()["items"]
    theirs = (await officer.get("/reports?view=then")).json()["items"]

    assert {**numbers(now), "overdue_units": 0} == {**numbers(plain), "overdue_units": 0}
    assert of_period(now) == of_period(plain)
    assert {row["name"] for row in now["matrix"] if row["kind"] == "ward"} == {"Phường Vũng Tàu"}
    told = [(row["unit"]["name"], row["unit_before"] and row["unit_before"]["name"]) for row in now["period"]["items"]]
    assert [row for row in told if row[0] == "Phường Vũng Tàu"] == [("Phường Vũng Tàu", "Phường 1"), ("Phường Vũng Tàu", None)]
    assert [report["unit"]["name"] for report in mine] == ["Phường 1", "Phường Vũng Tàu"]
    assert [report["unit"]["name"] for report in theirs] == ["Phường 1", "Phường 2"]
    plans = [(row["unit"]["name"], row["unit_before"] and row["unit_before"]["name"]) for row in now["unit_plans"]["items"]]
    assert ("Phường Vũng Tàu", "Phường 1") in plans
    assert not {name for name, _before in plans} & {"Phường 1", "Phường 2"}


async def test_a_board_is_searched_for_both_names(merged: Merged) -> None:
    period, who = merged.before["overview"]["period"]["id"], merged.reporting.coordinator
    for path in (f"/periods/{period}/completeness?view=now", "/unit-plans/board?view=now"):
        for words in ("phuong 1", "vung tau"):
            found = (await who.get(f"{path}&q={words}")).json()["items"]
            assert "Phường 1" in {row["unit_before"] and row["unit_before"]["name"] for row in found}, (path, words)


TILES = {"done_on_time": "completed_on_time", "done_late": "completed_late", "open_in_time": "in_time", "open_overdue": "overdue"}


async def of_list(who: Someone, query: str) -> int:
    answer = await who.get(f"/assignments?{query}&count=true&limit=1")
    assert answer.status_code == 200, answer.text
    return answer.json()["total"]


async def assert_lists_are_the_numbers(who: Someone, plan: UUID) -> dict[str, Any]:
    """The four numbers and every cell of the matrix open the lists that they count, as then and as now; the numbers as then."""
    then: dict[str, Any] = {}
    for view in ("now", "then"):
        then = (await who.get(f"/dashboards/overview?view={view}")).json()["numbers"]
        behind = f"plan={plan}&view={view}"
        listed = {name: await of_list(who, f"{behind}&unit=mine&mandate=assigned&deadline_state={state}") for name, state in TILES.items()}
        assert listed == {name: then[name] for name in TILES}, view
        for row in (await who.get(f"/dashboards/matrix?view={view}")).json()["rows"]:
            assert await of_list(who, f"{behind}&unit={row['unit_id']}&deadline_state=overdue") == row["total"]["overdue"], (view, row)
    return then


async def test_the_numbers_of_the_head_of_a_new_ward_are_those_of_the_lists_behind_them(merged: Merged) -> None:
    ward = await merged.ward()
    for someone in (merged.reporting.officer, merged.reporting.head):
        who = await now_in(merged.reporting.world, someone, ward["id"])
        numbers = await assert_lists_are_the_numbers(who, merged.reporting.plan_id)
        assert numbers["open_overdue"] > 0


async def test_so_are_those_of_both_heads_of_a_ward_that_was_split(reporting: Reporting) -> None:
    await reported_done(reporting)
    with on(DAY):
        for who in await split(reporting):
            numbers = await assert_lists_are_the_numbers(who, reporting.plan_id)
            assert sum(numbers[name] for name in TILES) > 0


async def test_so_are_those_of_a_ward_that_another_one_joined(reporting: Reporting) -> None:
    joined = part("dissolve", [reporting.other_ward], [{"unit_id": str(reporting.ward.id)}])
    with on(DAY):
        await decided(reporting.admin, decision(joined))
        own, every = [
            await of_list(reporting.head, f"plan={reporting.plan_id}&view=then&unit={unit}") for unit in (reporting.ward.id, "mine")
        ]
        await assert_lists_are_the_numbers(reporting.head, reporting.plan_id)
    assert 0 < own < every


async def test_mine_is_what_another_persons_mine_is_not(reporting: Reporting) -> None:
    lists = [(await who.get("/assignments?unit=mine")).json()["items"] for who in (reporting.head, reporting.stranger)]
    refused = await reporting.head.get("/assignments?unit=theirs")

    assert [{item["unit"]["name"] for item in items} for items in lists] == [{"Phường 1"}, {"Phường 2"}]
    assert refused.status_code == 422
