"""1 July 2025: the seventeen wards become five and the city's own level ends. Nothing is lost, and everybody finds what was theirs."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from papi.directory.models import Membership, Person, Unit
from papi.directory.queries import in_force
from papi.kit import clock
from papi.plans.progress import differences
from tests.support.databases import Databases
from tests.support.reorganising import URL, day_comes, moves_of
from tests.support.servers import Demo
from tests.support.world import Someone, World, opened_world

EVE = datetime(2025, 6, 30, 16, 0, tzinfo=clock.TIMEZONE)
MIDNIGHT = datetime(2025, 7, 1, 0, 0, 5, tzinfo=clock.TIMEZONE)
FIVE = {"Phường Vũng Tàu", "Phường Tam Thắng", "Phường Rạch Dừa", "Phường Phước Thắng", "Xã Long Sơn"}
NUMBERS = ("done_on_time", "done_late", "open_in_time", "open_overdue", "no_deadline")


@dataclass
class Day:
    """The city on the eve and after midnight: what the same questions were answered."""

    world: World
    admin: Someone
    coordinator: Someone
    decision: dict[str, Any]
    preview: dict[str, Any]
    before: dict[str, Any]
    reports: dict[str, list[dict[str, Any]]]
    old_rach_dua: str


@pytest.fixture(scope="module")
async def day(databases: Databases, demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Day]:
    name = f"real_case_{uuid4().hex}"
    folder: Path = tmp_path_factory.mktemp("real_case")
    url = await databases.create(name, template=demo.template)
    async with opened_world(url, folder, demo.secrets, demo=True) as world:
        await world.let_the_worker_run()
        with clock.business_at(EVE):
            eve = await _look(world)
        with clock.business_at(MIDNIGHT):
            assert await day_comes(world) == 1
            assert await day_comes(world) == 0
            eve.admin = await sign_in(world, "admin")
            eve.coordinator = await sign_in(world, "pnv.chuyenvien")
        yield eve
    clock.set_offset(timedelta())  # that of the demo was this process's own
    await databases.drop(name)


async def _look(world: World) -> Day:
    admin, coordinator = await sign_in(world, "admin"), await sign_in(world, "pnv.chuyenvien")
    [row] = (await admin.get(f"{URL}?state=planned")).json()["items"]
    decision = (await admin.get(f"{URL}/{row['id']}")).json()
    preview = (await admin.post(f"{URL}/{row['id']}/preview", decision["decision"])).json()
    reports = {who.username: (await who.get("/reports?limit=200")).json()["items"] for who in await officers(world)}
    rach_dua = await unit_on(admin, "Phường Rạch Dừa", "2025-06-30")
    return Day(world, admin, coordinator, decision, preview, await _answers(coordinator), reports, rach_dua["id"])


async def _answers(coordinator: Someone) -> dict[str, Any]:
    return {
        "then": (await coordinator.get("/task-status?view=then")).json(),
        "matrix": (await coordinator.get("/dashboards/matrix?view=then")).json()["rows"],
        "accepted": (await coordinator.get("/reports?state=accepted&limit=200")).json()["items"],
        "sent": (await coordinator.get("/reports?state=submitted&limit=200")).json()["items"],
        "scores": (await coordinator.get("/scores?year=2023&level=dimension&limit=200")).json()["items"],
    }


async def sign_in(world: World, username: str) -> Someone:
    """One of the demo's people, in the first membership that holds now."""
    async with world.database.reading() as session:
        posts = (
            select(Person, Membership, Unit)
            .join(Membership, Membership.person_id == Person.id)
            .join(Unit, Unit.id == Membership.unit_id)
            .where(Person.username == username, in_force(clock.today()), Membership.delegation_id.is_(None))
            .order_by(Unit.sort, Membership.id)
        )
        row = (await session.execute(posts)).first()
    assert row is not None, username
    return await world.sign_in(*row)


async def officers(world: World) -> list[Someone]:
    """The officers of the seventeen wards."""
    async with world.database.reading() as session:
        names = await session.scalars(select(Person.username).where(Person.username.like("26%.officer")).order_by(Person.username))
    return [await sign_in(world, name) for name in names]


async def unit_on(who: Someone, name: str, on: str) -> dict[str, Any]:
    items = (await who.get(f"/units?limit=200&on={on}")).json()["items"]
    return next(item for item in items if item["short_name"] == name)


async def test_seventeen_wards_are_five_and_the_new_rach_dua_is_another_than_the_old(day: Day) -> None:
    with clock.business_at(MIDNIGHT):
        now = (await day.admin.get("/units?limit=200")).json()["items"]
        then = (await day.admin.get("/units?limit=200&on=2025-06-30")).json()["items"]
        groups = (await day.admin.get("/unit-groups")).json()["items"]
        rach_dua = await unit_on(day.admin, "Phường Rạch Dừa", "2025-07-01")
        of_new = (await day.admin.get(f"/units/{rach_dua['id']}")).json()
        of_old = (await day.admin.get(f"/units/{day.old_rach_dua}")).json()

    assert {unit["short_name"] for unit in now if unit["kind"] in {"ward", "commune"}} == FIVE
    assert len([unit for unit in then if unit["kind"] in {"ward", "commune"}]) == 17
    assert rach_dua["id"] != day.old_rach_dua
    assert {unit["name"] for unit in of_new["predecessors"]} == {"Phường 10", "Phường Thắng Nhất", "Phường Rạch Dừa (cũ)"}
    assert [unit["id"] for unit in of_old["successors"]] == [rach_dua["id"]]
    assert [code["value"] for code in of_new["codes"]] == ["26536"]
    wards = next(group for group in groups if group["name"] == "UBND các phường, xã")
    assert len(wards["unit_ids"]) == 5
    assert {unit["short_name"] for unit in now} - FIVE == {"UBND TP. Hồ Chí Minh", "Sở Nội vụ"}


async def test_the_midnight_did_what_the_dry_run_had_said(day: Day) -> None:
    with clock.business_at(MIDNIGHT):
        moves = await moves_of(day.admin, day.decision)
        done = (await day.admin.get(f"{URL}/{day.decision['id']}")).json()

    def told(some: list[dict[str, Any]]) -> list[tuple[str, ...]]:
        return sorted(tuple(str(move[name]) for name in ("what", "how", "thing_id", "label", "from_name", "to_name")) for move in some)

    assert done["state"] == "effective"
    assert told(moves) == told(day.preview["moves"])
    assert (done["before"], done["after"]["sum"]) == (day.preview["before"], day.preview["after"]["sum"])


async def test_the_sums_before_and_after_are_equal(day: Day) -> None:
    with clock.business_at(MIDNIGHT):
        done = (await day.admin.get(f"{URL}/{day.decision['id']}")).json()
        after = await _answers(day.coordinator)
        now = (await day.coordinator.get("/task-status?view=now")).json()["total"]
        async with day.world.database.reading() as session:
            wrong = await differences(session)

    before = done["before"]
    assert before["sum"]["open"] > 300
    assert before["sources"] == done["after"]["sources"] == before["sum"]["open"]
    for kept in ("done", "awaiting", "sent", "documents"):
        assert before["sum"][kept] == done["after"]["sum"][kept]
    assert after["then"]["total"]["done_on_time"] == day.before["then"]["total"]["done_on_time"] == now["done_on_time"]
    assert after["then"]["total"]["done_late"] == day.before["then"]["total"]["done_late"] == now["done_late"]
    merged = [row for row in day.preview["moves"] if row["what"] == "assignment" and row["how"] in {"merged", "carried"}]
    left = sum(unit["open"] for unit in done["after"]["units"] if unit["code"].startswith("26") and unit["name"] not in FIVE)
    assert left == 3  # in reports that came back, which their wards' successors correct
    assert len(merged) + _aside(day) + left == before["sum"]["open"]
    assert wrong == []
    assert after["scores"] == day.before["scores"]


def _aside(day: Day) -> int:
    return sum(move["what"] == "assignment" and move["how"] == "set_aside" for move in day.preview["moves"])


async def test_as_then_the_wards_stand_as_they_stood(day: Day) -> None:
    with clock.business_at(MIDNIGHT):
        after = await _answers(day.coordinator)

    def wards(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        return [(row["code"], row["total"]["done"], row["total"]["total"]) for row in rows if row["kind"] in {"ward", "commune"}]

    assert wards(after["matrix"]) == wards(day.before["matrix"])
    numbers = {row["key"]: sum(row[name] for name in NUMBERS) for row in day.before["then"]["items"] if row["key"].startswith("26")}
    assert {row["key"]: sum(row[name] for name in NUMBERS) for row in after["then"]["items"] if row["key"].startswith("26")} == numbers


async def test_every_report_is_read_by_its_former_people_and_by_who_reviews(day: Day) -> None:
    with clock.business_at(MIDNIGHT):
        after = await _answers(day.coordinator)
        unread = [
            (who.username, report["id"])
            for who in await officers(day.world)
            for report in day.reports[who.username]
            if (await who.get(f"/reports/{report['id']}")).status_code != 200
        ]
        seals = [(await day.coordinator.get(f"/reports/{report['id']}/seal")).status_code for report in after["accepted"]]

    assert sum(map(len, day.reports.values())) > 17
    assert unread == []
    assert [report["id"] for report in after["accepted"]] == [report["id"] for report in day.before["accepted"]]
    assert [report["id"] for report in after["sent"]] == [report["id"] for report in day.before["sent"]]
    assert set(seals) == {200}


async def test_what_was_sent_is_still_reviewed_and_what_comes_back_is_corrected_by_who_came_after(day: Day) -> None:
    with clock.business_at(MIDNIGHT):
        sent = next(report for report in day.before["sent"] if report["unit"]["kind"] == "ward")
        returned = await day.coordinator.post(f"/reports/{sent['id']}/return", {"reason": "Bổ sung số liệu."})
        assert returned.status_code == 200, returned.text
        head = await sign_in(day.world, f"{sent['unit']['code']}.head")
        lines = (await head.get(f"/reports/{sent['id']}/lines")).json()["items"]
        saved = await head.patch(f"/report-lines/{lines[0]['id']}", {"result": "Đã bổ sung số liệu."})
        again = await head.post(f"/reports/{sent['id']}/submit")
        accepted = await day.coordinator.post(f"/reports/{sent['id']}/accept")

    assert [answer.status_code for answer in (saved, again, accepted)] == [200, 200, 200]


async def test_drafts_of_several_wards_are_one_draft_in_which_every_word_stands(day: Day) -> None:
    with clock.business_at(MIDNIGHT):
        drafts = [move for move in day.preview["moves"] if move["what"] == "report" and move["how"] in {"carried", "merged"}]
        who = await sign_in(day.world, "26506.officer")
        written = (await who.get(f"/reports?unit={who.unit.id}&state=draft")).json()["items"]
        mine = [report for report in written if report["period"]["kind"] == "quarter_3"]
        board = (await day.coordinator.get(f"/periods/{mine[0]['period']['id']}/completeness")).json()["items"] if mine else []

    assert drafts
    assert len(mine) <= 1
    names = [row["unit"]["name"] for row in board]
    assert len(names) == len(set(names))


async def test_the_trail_of_facts_is_whole_and_the_old_wards_facts_are_theirs(day: Day) -> None:
    with clock.business_at(MIDNIGHT):
        await day.world.let_the_worker_run()
        leader = await sign_in(day.world, "ubnd.lanhdao")
        chain = (await leader.get("/audit/verify")).json()
        history = (await day.admin.get(f"/history?unit={day.old_rach_dua}&limit=5")).json()["items"]

    assert chain["ok"]
    assert history
