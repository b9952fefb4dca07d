"""What an auditor reads: who did what, in which role, from where, and when; newest first, by subject, person, action and day."""

from datetime import timedelta
from typing import Any

import pytest

from papi.access.permissions import Role
from papi.directory.models import UnitKind
from papi.kit import clock
from tests.audit.conftest import Audited
from tests.support.world import Someone


@pytest.fixture
async def admin(audited: Audited) -> Someone:
    return await audited.world.person(Role.ADMIN, await audited.world.unit("Quản trị", UnitKind.DEPARTMENT), full_name="Lê Thị Quản")


async def read(who: Someone, query: str, **options: Any) -> list[dict[str, Any]]:
    answer = await who.get(f"/audit?{query}", **options)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def rename(audited: Audited, admin: Someone, name: str) -> None:
    changed = await admin.patch(f"/units/{audited.unit.id}", {"short_name": name}, headers={"X-Request-ID": f"rename-{len(name)}"})
    assert changed.status_code == 200, changed.text


async def test_a_fact_tells_who_in_which_role_from_where_and_when_in_words_and_as_a_code(audited: Audited, admin: Someone) -> None:
    await rename(audited, admin, "Thành phố Vũng Tàu")
    await audited.chain()

    (item,) = await read(admin, f"subject=unit:{audited.unit.id}", headers={"Accept-Language": "vi"})

    assert item["actor_id"] == str(admin.id)
    assert (item["actor"], item["role"], item["acting_unit"]) == ("Lê Thị Quản", "admin", "Quản trị")
    assert (item["address"], item["request_id"]) == ("127.0.0.1", "rename-18")
    assert (item["subject_type"], item["subject_id"]) == ("unit", str(audited.unit.id))
    assert item["action"].startswith("unit.")
    assert item["text"] != item["action"]
    assert (item["number"], len(item["digest"])) == (1, 64)


async def test_the_audit_shows_that_something_was_done_to_what_no_unit_shows_to_others_but_no_word_of_it(audited: Audited) -> None:
    await audited.happen(1)
    await audited.happen(1, private=True)

    hidden, shown = await read(audited.leader, "action=test.chained", headers={"Accept-Language": "vi"})

    assert (hidden["subject_id"], hidden["subject"], hidden["text"]) == (str(audited.unit.id), None, "nối –")
    assert (shown["subject_id"], shown["subject"], shown["text"]) == (str(audited.unit.id), "Phường 1", "nối 0")
    assert [item["id"] for item in await read(audited.leader, "q=phuong")] == [shown["id"]]


async def test_facts_are_found_by_action_actor_and_day(audited: Audited, admin: Someone) -> None:
    await rename(audited, admin, "Vũng Tàu")
    await audited.happen(2)
    await audited.happen(1, real_at=clock.real() - timedelta(days=3))
    today, before = clock.real().date(), clock.real().date() - timedelta(days=3)

    found = {
        query: len(await read(audited.leader, query))
        for query in (
            f"actor={admin.id}",
            "actor=system",
            "action=test.chained",
            "action=test",
            f"on={before}",
            f"on={today}&actor=system",
            f"actor={admin.id}&action=test.chained",
            "q=phuong 1",
        )
    }

    assert list(found.values()) == [1, 3, 3, 0, 1, 2, 0, 3]


@pytest.mark.parametrize("query", ["subject=unit", "actor=somebody", "on=yesterday", "number=0", "sort=digest", "person=x"])
async def test_a_question_that_cannot_be_answered_is_refused(audited: Audited, query: str) -> None:
    assert (await audited.leader.get(f"/audit?{query}")).status_code == 422


async def test_nobody_can_change_or_delete_through_the_api(audited: Audited, admin: Someone) -> None:
    (fact_id,) = await audited.happen(1)

    for method in ("POST", "PUT", "PATCH", "DELETE"):
        for path in ("/audit", f"/audit/{fact_id}", "/audit/verify"):
            assert (await admin.request(method, path)).status_code in {404, 405}, (method, path)


async def test_verifying_reads_in_pieces_and_asks_no_more_than_once_for_each(audited: Audited) -> None:
    await audited.happen(1_100)
    await audited.chain()

    with audited.world.counted_queries() as count:
        found = await audited.verdict()

    assert (found["ok"], found["chained"]) == (True, 1_100)
    assert count.number <= 12
