"""Who has a list hears in the morning's mail what is new on it: never at once, and of the same thing once.

The small plan's one once-task is due on Monday 30 September, for the department and for the ward; the Front body is asked.
"""

import asyncio
from typing import Any

import pytest

from papi.kit.db import Database
from papi.oversight.climbing import climb
from tests.support.mailing import addressed, letters, posted, said
from tests.support.reminding import due, given_task, morning
from tests.support.reorganising import on
from tests.support.reporting import Reporting
from tests.support.world import Someone

LISTED = "2024-10-03"  # the third working day after
FOR_LEADERS = "2024-10-09"  # the seventh


async def heard(who: Someone, language: str = "vi") -> list[tuple[str, str, str]]:
    """The first one first: on which day, what, and of which list."""
    items = (await who.get("/notifications?limit=200", headers={"Accept-Language": language})).json()["items"]
    news = [item for item in reversed(items) if item["kind"].startswith("escalation.listed")]
    return [(item["created_at"][:10], item["text"], item["subject_type"]) for item in news]


async def test_each_list_is_told_to_who_has_it_on_the_day_on_which_something_climbs_onto_it(reporting: Reporting) -> None:
    await due(reporting, "front", reporting.front, "2024-09-30")
    for day in ("2024-10-01", "2024-10-02", LISTED, "2024-10-04", "2024-10-05", "2024-10-07", "2024-10-08", FOR_LEADERS, "2024-10-10"):
        await morning(reporting.world, day)

    said_of_two = "báo 2 việc mới lên danh sách quá hạn cần {}, lâu nhất ngày 30/9/2024 (đã {} ngày làm việc)"
    assert await heard(reporting.coordinator) == [(LISTED, said_of_two.format("đôn đốc", 3), "coordinator_list")]
    assert await heard(reporting.leader) == [(FOR_LEADERS, said_of_two.format("chỉ đạo", 7), "leader_list")]
    ((_, in_english, _),) = await heard(reporting.coordinator, "en")
    assert in_english == "tells of 2 items new on the list of what is late and to be urged, the oldest on 30/9/2024 (3 working days ago)"
    assert [await heard(who) for who in (reporting.head, reporting.officer, reporting.lead_officer)] == [[], [], []]
    with on(LISTED):
        assert (await reporting.coordinator.get("/escalations?level=coordinator&count=true")).json()["total"] == 2


@pytest.mark.usefixtures("threads")
async def test_workers_that_look_at_once_tell_of_a_list_once(reporting: Reporting) -> None:
    world = reporting.world
    other = Database(world.database.url, pool_size=2)
    with on(LISTED):
        await asyncio.gather(*(climb(database) for database in (world.database, other, world.database, other)))
    await other.close()

    assert len(await heard(reporting.coordinator)) == 1


async def test_a_ladder_that_is_moved_tells_again_of_nothing_but_what_it_had_not_reached(reporting: Reporting) -> None:
    await given_task(reporting, reporting.plan_id, reporting.other_ward, "2024-10-02", key="II.2-9", title="Việc sau")
    await morning(reporting.world, LISTED)

    async def moved(days: int, day: str) -> None:
        steps: list[dict[str, Any]] = [{"days": days, "to": ["coordinator"]}]
        assert (await reporting.coordinator.put("/escalation-ladder", {"unit": "working_days", "steps": steps})).status_code == 200
        await morning(reporting.world, day)

    await moved(2, "2024-10-04")
    await moved(4, "2024-10-07")
    await moved(3, "2024-10-08")

    assert [(day, text[:34]) for day, text, _ in await heard(reporting.coordinator)] == [
        (LISTED, "báo 2 việc mới lên danh sách quá h"),
        ("2024-10-04", "báo 1 việc mới lên danh sách quá h"),
    ]


async def test_it_stands_in_the_mornings_mail_unless_a_person_chose_otherwise(reporting: Reporting) -> None:
    world = reporting.world
    await addressed(world, reporting.coordinator)
    await addressed(world, reporting.leader)
    chosen = await reporting.leader.patch("/me/notification-settings", {"topics": {"listed": "off"}})
    assert chosen.status_code == 200, chosen.text
    await morning(world, LISTED)
    await morning(world, FOR_LEADERS)

    mails = [await posted(world, f"{FOR_LEADERS} 09:01"), await posted(world, f"{FOR_LEADERS} 09:02")]

    (letter,) = await letters(world)
    (line,) = said(letter)["Việc mới lên danh sách đôn đốc, chỉ đạo"]
    assert (mails, letter.address) == ([1, 0], f"{reporting.coordinator.username}@example.vn")
    assert line.startswith("Hệ thống báo 2 việc mới lên danh sách quá hạn cần đôn đốc, lâu nhất ngày 30/9/2024 (đã 3 ngày làm việc): ")
