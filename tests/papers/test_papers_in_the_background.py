"""Papers that take a while are asked for, made by the worker, fetched by who asked, and forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from papi.access.permissions import Role
from papi.directory.models import Unit
from papi.jobs.running import do_next
from papi.kit import clock
from papi.kit.encryption import StorageKey
from papi.kit.storage import Storage
from papi.papers.asking import paper_jobs, sweep_papers
from papi.papers.models import PaperFile
from tests.support.one_report import OneReport, sent_report
from tests.support.papers import opened, sheets
from tests.support.world import Someone, World

LEASE = timedelta(seconds=60)


@pytest.fixture
async def ward(world: World) -> Unit:
    return await world.unit("Phường 1")


@pytest.fixture
async def one(world: World, ward: Unit) -> OneReport:
    return await sent_report(world, ward)


@pytest.fixture
async def officer(world: World, ward: Unit) -> Someone:
    return await world.person(Role.OFFICER, ward)


def storage_of(world: World) -> Storage:
    return world.app.state.storage


async def ask(who: Someone, one: OneReport, kind: str = "pdf") -> dict[str, Any]:
    asked = await who.post("/paper-jobs", {"subject": "report", "subject_id": one.report_id, "format": kind})
    assert asked.status_code == 202, asked.text
    return asked.json()


async def work(world: World) -> None:
    while await do_next(world.database, paper_jobs(storage_of(world)), LEASE):
        pass


async def test_it_waits_is_made_and_is_fetched(world: World, one: OneReport, officer: Someone) -> None:
    asked = await ask(officer, one)
    early = await officer.get(f"/paper-jobs/{asked['id']}/content")
    await work(world)
    done = (await officer.get(f"/paper-jobs/{asked['id']}")).json()
    file = await officer.get(done["link"].removeprefix("/api/v1"))

    assert (asked["state"], asked["percent"], asked["link"]) == ("waiting", 0, None)
    assert (early.status_code, early.json()["code"]) == (409, "paper_not_ready")
    assert (done["state"], done["percent"], done["size"]) == ("done", 100, len(file.content))
    assert done["title"].startswith("Báo cáo: Kết quả thực hiện Kế hoạch")
    assert file.headers["content-type"] == "application/pdf"
    assert "BÁO CÁO" in sheets(file.content)[0].words


async def test_it_lies_encrypted_where_files_are_encrypted(world: World, one: OneReport, officer: Someone) -> None:
    storage = storage_of(world)
    key_id, proof = storage.keys_at_hand.add()
    await world.add(StorageKey(id=key_id, proof=proof, created_at=clock.real()))
    asked = await ask(officer, one)
    await work(world)

    file = await officer.get(f"/paper-jobs/{asked['id']}/content")
    [lying] = [b"".join([part async for part in storage.read(key)]) async for key, _size in storage.keys("papers/")]

    assert "BÁO CÁO" in sheets(file.content)[0].words
    assert lying != file.content
    assert b"%PDF" not in lying


@pytest.mark.parametrize("kind", ["docx", "xlsx", "json"])
async def test_every_format_is_made(world: World, one: OneReport, officer: Someone, kind: str) -> None:
    asked = await ask(officer, one, kind)
    await work(world)
    file = await officer.get(f"/paper-jobs/{asked['id']}/content")

    assert file.status_code == 200
    assert f".{kind}" in file.headers["content-disposition"]
    assert kind != "docx" or opened(file.content).tables


async def test_it_says_what_it_was_filled_from_when_it_was_asked_for(world: World, one: OneReport, officer: Someone) -> None:
    asked = await ask(officer, one, "json")
    other = await world.person(Role.COORDINATOR, await world.coordinating_unit())
    await other.post(f"/reports/{one.report_id}/accept")
    await work(world)
    package = (await officer.get(f"/paper-jobs/{asked['id']}/content")).json()

    assert package["data"]["report"]["state"] == "submitted"


async def test_only_who_asked_sees_and_fetches_it(world: World, one: OneReport, officer: Someone, ward: Unit) -> None:
    asked = await ask(officer, one)
    await work(world)
    colleague = await world.person(Role.OFFICER, ward)
    answers = [await colleague.get(f"/paper-jobs/{asked['id']}{more}") for more in ("", "/content")]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(404, "paper_not_found")] * 2
    assert (await colleague.get("/paper-jobs")).json()["items"] == []
    assert [item["id"] for item in (await officer.get("/paper-jobs")).json()["items"]] == [asked["id"]]


async def test_what_may_not_be_read_is_not_written(world: World, one: OneReport) -> None:
    stranger = await world.person(Role.OFFICER, await world.unit("Phường 2"))
    hidden = await stranger.post("/paper-jobs", {"subject": "report", "subject_id": one.report_id, "format": "pdf"})
    unknown = await stranger.post("/paper-jobs", {"subject": "secret", "subject_id": one.report_id, "format": "pdf"})

    assert (hidden.status_code, hidden.json()["code"]) == (404, "report_not_found")
    assert (unknown.status_code, unknown.json()["code"]) == (422, "no_such_paper")


async def test_five_at_once_are_enough(one: OneReport, officer: Someone) -> None:
    for _ in range(5):
        await ask(officer, one)
    sixth = await officer.post("/paper-jobs", {"subject": "report", "subject_id": one.report_id, "format": "pdf"})

    unknown = await officer.post("/paper-jobs", {"subject": "report", "subject_id": str(one.line_id), "format": "pdf"})

    assert (sixth.status_code, sixth.json()["code"]) == (429, "too_many_papers")
    assert (unknown.status_code, unknown.json()["code"]) == (429, "too_many_papers"), "it was looked for before the limit was"


async def test_it_is_forgotten_after_a_day_with_its_file_and_so_is_a_file_of_none(world: World, one: OneReport, officer: Someone) -> None:
    asked = await ask(officer, one)
    await work(world)
    await storage_of(world).put("papers/0123", b"of a worker that was killed")
    async with world.database.writing() as session:
        file = (await session.scalars(select(PaperFile))).one()
        assert file.given is None
        file.expires_at = clock.real() - timedelta(seconds=1)
    gone = await officer.get(f"/paper-jobs/{asked['id']}")

    assert await sweep_papers(world.database, storage_of(world)) == 1
    assert [key async for key, _size in storage_of(world).keys("papers/")] == []
    assert (gone.status_code, gone.json()["code"]) == (404, "paper_not_found")


async def test_a_file_that_the_store_lost_is_said_to_be_gone(world: World, one: OneReport, officer: Someone) -> None:
    asked = await ask(officer, one)
    await work(world)
    [key] = [key async for key, _size in storage_of(world).keys("papers/")]
    await storage_of(world).delete(key)
    lost = await officer.get(f"/paper-jobs/{asked['id']}/content")

    assert (lost.status_code, lost.json()["code"]) == (404, "paper_gone")
