"""Inspections and findings in any state: what tests and the tables of permissions speak of."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from papi.access.permissions import Role
from papi.directory.models import Unit, UnitKind
from papi.kit import clock
from tests.support.world import Someone, World

TEAM = [{"name": "Nguyễn Văn Bình", "post": "Trưởng phòng Nội vụ", "head": True}, {"name": "Lê Thị Hoa", "post": "Chuyên viên"}]


def in_days(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def body(*units: Unit, **given: Any) -> dict[str, Any]:
    """An inspection of these units by the plan of the year."""
    return {
        "unit_ids": [str(unit.id) for unit in units],
        "title": "Kiểm tra việc thực hiện kế hoạch PAPI",
        "kind": "planned",
        "basis_number": "112/QĐ-UBND",
        "basis_on": in_days(-10),
        "starts_on": in_days(0),
        "ends_on": in_days(2),
        "team": TEAM,
        "content": "Niêm yết công khai, tuyên truyền",
        **given,
    }


def finding_body(**given: Any) -> dict[str, Any]:
    lacking = {"text": "Chưa niêm yết danh sách hộ nghèo tại khu phố 3", "severity": "notable", "due_on": in_days(10)}
    return {**lacking, "recommendation": "Niêm yết đủ 30 ngày", **given}


@dataclass
class OneInspection:
    """An inspection of a unit, who makes it and who remedies; `finding_id` once something was found."""

    unit: Unit
    inspector: Someone
    officer: Someone
    id: str = ""
    finding_id: str = ""

    async def does(self, step: str, given: Any = None) -> Any:
        """The inspector takes a step of the inspection."""
        return done(await self.inspector.post(f"/inspections/{self.id}/{step}", given))

    async def finds(self, **given: Any) -> str:
        """The inspector finds something; its id, which is the latest one from now on."""
        self.finding_id = done(await self.inspector.post(f"/inspections/{self.id}/findings", finding_body(**given)))["id"]
        return self.finding_id

    async def remedies(self, **given: Any) -> Any:
        """The unit says that it has done it."""
        said = {"text": "Đã niêm yết ngày hôm nay", "done_on": in_days(0), **given}
        return done(await self.officer.post(f"/findings/{self.finding_id}/remedy", said))

    async def judges(self, step: str, given: Any) -> Any:
        """The inspector takes a step of the finding."""
        return done(await self.inspector.post(f"/findings/{self.finding_id}/{step}", given))


def done(answer: Any) -> Any:
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


async def planned(world: World, unit: Unit, *, by: Someone | None = None, **given: Any) -> OneInspection:
    """A coordinator of another unit plans it, unless somebody else does."""
    inspector = by or await world.person(Role.COORDINATOR, await world.unit("Văn phòng UBND", UnitKind.DEPARTMENT))
    one = OneInspection(unit, inspector, await world.person(Role.OFFICER, unit))
    made = done(await inspector.post("/inspections", body(unit, **given)))
    one.id = made["items"][0]["id"]
    return one


async def under_way(world: World, unit: Unit, **given: Any) -> OneInspection:
    one = await planned(world, unit, **given)
    await one.does("start")
    return one


async def found(world: World, unit: Unit, **given: Any) -> OneInspection:
    """Under way, with one finding that waits for the unit."""
    one = await under_way(world, unit, **given)
    await one.finds()
    return one


async def remedied(world: World, unit: Unit, **given: Any) -> OneInspection:
    one = await found(world, unit, **given)
    await one.remedies()
    return one


async def verified(world: World, unit: Unit, **given: Any) -> OneInspection:
    one = await remedied(world, unit, **given)
    await one.judges("verify", {})
    return one
