"""A fault in one decision keeps no other from its day; it is remembered, and whoever decides is told."""

from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from papi.reorganisation import due
from tests.support.reorganising import DAY, URL, day_comes, decided, decision, on, part
from tests.support.reporting import Reporting


def renaming(reporting: Reporting, unit: Any, name: str) -> dict[str, Any]:
    return decision(part("rename", [unit], [{"name": f"UBND {name}", "short_name": name}]))


async def two_decisions(reporting: Reporting) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both for the same day, in the order in which the worker takes them."""
    first = await decided(reporting.admin, renaming(reporting, reporting.ward, "Phường Một"))
    return first, await decided(reporting.admin, renaming(reporting, reporting.other_ward, "Phường Hai"))


def breaking(monkeypatch: pytest.MonkeyPatch, made: dict[str, Any], error: Exception) -> None:
    """Let one decision fail in its midst, as a fault of the program or of the database would."""
    whole = due.take_effect

    async def broken(session: Any, author: Any, succession: Any, given: Any) -> Any:
        effect = await whole(session, author, succession, given)
        if str(succession.id) == made["id"]:
            raise error
        return effect

    monkeypatch.setattr(due, "take_effect", broken)


async def test_the_next_one_begins_and_the_broken_one_waits_and_says_so(reporting: Reporting, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = await two_decisions(reporting)
    with on(DAY):
        with monkeypatch.context() as broken:
            breaking(broken, first, RuntimeError("a fault"))
            assert [await day_comes(reporting.world), await day_comes(reporting.world)] == [1, 0]
        await reporting.world.let_the_worker_run()
        waiting, begun = [(await reporting.admin.get(f"{URL}/{made['id']}")).json() for made in (first, second)]
        told = (await reporting.admin.get("/notifications")).json()["items"]
        of_others = (await reporting.officer.get("/notifications")).json()["items"]
        unit = (await reporting.admin.get(f"/units/{reporting.ward.id}")).json()
        again = await reporting.admin.put(f"{URL}/{first['id']}", renaming(reporting, reporting.ward, "Phường Một"))

    assert (waiting["state"], begun["state"]) == ("planned", "effective")
    assert "lưu lại quyết định" in waiting["failure"]
    assert unit["short_name"] == "Phường 1"
    assert any(item["subject_id"] == first["id"] and "chưa thực hiện được" in item["text"] for item in told)
    assert not any("chưa thực hiện được" in item["text"] for item in of_others)
    assert (again.json()["state"], again.json()["failure"]) == ("effective", None)


async def test_what_only_came_at_a_bad_moment_is_tried_again(reporting: Reporting, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = await two_decisions(reporting)
    with on(DAY):
        with monkeypatch.context() as broken:
            breaking(broken, first, OperationalError("select", {}, Exception("the database is restarting")))
            assert await day_comes(reporting.world) == 1
        left = (await reporting.admin.get(f"{URL}/{first['id']}")).json()
        assert await day_comes(reporting.world) == 1

    assert (left["state"], left["failure"]) == ("planned", None)
    assert second["state"] == "planned"
