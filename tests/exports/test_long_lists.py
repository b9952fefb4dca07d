"""Lists that are too long to wait for: refused in words, prepared in the background by the asker's rights of then, fetched by the asker."""

import asyncio
import io
from datetime import timedelta
from uuid import UUID

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select, update

from papi.access.models import PersonalToken
from papi.access.permissions import Role
from papi.directory.models import Membership, Person
from papi.exports.models import ExportOrder
from papi.jobs.models import Job
from papi.kit import clock
from papi.outbox.models import FactRow
from tests.exports.conftest import Long
from tests.support.machines import machine

CSV, XLSX = {"Accept": "text/csv"}, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def test_a_list_that_is_too_long_to_wait_for_says_what_to_do(long: Long) -> None:
    refused = await long.who.get("/units", headers=CSV)
    narrower = await long.who.get("/units?q=phuong", headers=CSV)

    assert (refused.status_code, refused.json()["code"], refused.json()["most_rows"]) == (422, "list_too_large", 5)
    assert refused.json()["detail"] == "Danh sách có hơn 5 dòng, tải thẳng không được. Lọc hẹp lại, hoặc để hệ thống chuẩn bị tệp rồi báo."
    assert (narrower.status_code, narrower.text.count("\r\n")) == (200, 6)


async def test_it_is_asked_for_written_told_of_and_fetched(long: Long) -> None:
    asked = await long.ask("/api/v1/units", query="sort=-code&limit=3&count=true")
    early = await long.who.get(f"/exports/{asked.json()['id']}/file")
    await long.work()
    done = await long.one(asked)
    file = await long.who.get(done["link"])

    assert (asked.json()["state"], asked.json()["link"]) == ("waiting", None)
    assert (early.status_code, early.json()["code"]) == (409, "export_not_ready")
    assert (done["state"], done["rows"], done["size"]) == ("done", 6, len(file.content))
    assert file.headers["content-type"] == XLSX
    assert done["file_name"] in file.headers["content-disposition"]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0).to_python()
    assert (len(rows), rows[1][0]) == (7, "U6"), "in the order that was asked for"
    [notice] = await long.notices()
    assert (notice["kind"], notice["subject_type"], notice["subject_id"]) == ("export.ready", "export", done["id"])
    assert "6 dòng" in notice["text"]
    async with long.world.database.reading() as session:
        fact = (await session.scalars(select(FactRow).where(FactRow.kind == "export.asked"))).one()
        assert (fact.person_id, fact.data["path"]) == (long.who.id, "/units?sort=-code")


async def test_it_is_written_by_the_rights_of_the_moment_when_it_is_written(long: Long) -> None:
    admin = await long.world.person(Role.ADMIN, long.who.unit)
    asked = [await long.ask("/personal-tokens", who=admin), await long.ask("/units", who=admin)]
    async with long.world.database.writing() as session:
        await session.execute(update(Membership).where(Membership.person_id == admin.id).values(role="officer"))
    await long.work()
    refused, still = [await long.one(one, admin) for one in asked]

    assert (refused["state"], refused["failure_code"], still["state"]) == ("failed", "forbidden", "done")
    assert refused["failure"] == "Vai trò Cán bộ không được thực hiện việc này."
    assert (await admin.get(f"/exports/{refused['id']}/file")).json()["code"] == "export_failed"


@pytest.mark.parametrize("ended", ["person", "membership"])
async def test_whoever_is_gone_gets_nothing(long: Long, ended: str) -> None:
    asked = await long.ask()
    async with long.world.database.writing() as session:
        if ended == "person":
            await session.execute(update(Person).where(Person.id == long.who.id).values(active=False))
        else:
            yesterday = clock.today() - timedelta(days=1)
            await session.execute(update(Membership).where(Membership.person_id == long.who.id).values(valid_to=yesterday))
    await long.work()

    async with long.world.database.reading() as session:
        order = await session.get_one(ExportOrder, UUID(asked.json()["id"]))
    assert (order.failure_code, order.size) == ("export_rights_gone", None)
    assert [key async for key, _size in long.storage.keys("exports/")] == []


@pytest.mark.parametrize(
    ("path", "query", "status", "code"),
    [
        ("/api-clients", "", 403, "forbidden"),
        ("/units", "sort=secret", 422, "invalid"),
        ("/units", "nonsense=1", 422, "invalid"),
        ("/units", "x=1&" * 101, 422, "invalid"),
        ("/me/sessions", "", 422, "no_such_list"),
        ("/events", "", 422, "no_such_list"),
        ("/reports/../users", "", 422, "invalid"),
        ("/nowhere", "", 422, "no_such_list"),
        ("/evidence/01a22112-6088-73a0-8e86-5f47aa197bcc/reads", "", 404, "evidence_not_found"),
    ],
)
async def test_what_the_list_would_refuse_is_refused_when_it_is_asked_for(
    long: Long, path: str, query: str, status: int, code: str
) -> None:
    officer = await long.world.person(Role.OFFICER, long.who.unit)
    refused = await long.ask(path, query, officer)

    assert (refused.status_code, refused.json()["code"]) == (status, code)
    async with long.world.database.reading() as session:
        assert (await session.scalars(select(Job))).all() == []


async def test_more_than_a_file_may_hold_is_said_at_once_and_when_it_has_grown_meanwhile(long: Long) -> None:
    asked = await long.ask()
    for number in range(3):
        await long.world.unit(f"Xã {number}")
    at_once = await long.ask()
    await long.work()
    grown = await long.one(asked)

    assert (at_once.status_code, at_once.json()["code"]) == (422, "list_beyond_files")
    assert (grown["state"], grown["failure_code"]) == ("failed", "list_beyond_files")
    assert "hơn 8 dòng" in grown["failure"]
    assert [notice["kind"] for notice in await long.notices()] == ["export.failed"]


async def test_nobody_else_sees_or_fetches_it(long: Long) -> None:
    asked = await long.ask()
    await long.work()
    colleague = await long.world.person(Role.COORDINATOR, long.who.unit)
    system = await machine(long.world)
    path = f"/exports/{asked.json()['id']}"

    answers = [await colleague.get(f"{path}{more}") for more in ("", "/file")]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(404, "export_not_found")] * 2
    assert (await colleague.get("/exports")).json()["items"] == []
    assert [item["id"] for item in (await long.who.get("/exports")).json()["items"]] == [asked.json()["id"]]
    assert (await system.get(path)).status_code in (401, 403)
    assert (await system.post("/exports", {"path": "/units"})).status_code in (401, 403)


async def test_a_script_gets_what_it_asked_for_and_no_more(long: Long) -> None:
    reading, other = await long.script(), await long.script()
    admin = await long.world.person(Role.ADMIN, long.who.unit)
    of_person, of_script = await long.ask(), await long.ask(who=reading)
    closed = await Long(long.world, admin).script()
    await long.work()

    assert (await long.one(of_script, reading))["state"] == "done", "reading is all that it does"
    assert [(await who.get(f"/exports/{of_person.json()['id']}")).status_code for who in (reading, other)] == [404, 404]
    assert (await other.get(f"/exports/{of_script.json()['id']}")).status_code == 404
    assert len((await long.who.get("/exports")).json()["items"]) == 2
    refused = await long.ask("/api-clients", who=closed)
    assert (refused.status_code, refused.json()["code"]) == (403, "personal_token_closed")


async def test_what_a_revoked_token_asked_for_is_not_written(long: Long) -> None:
    asked = await long.ask(who=await long.script())
    async with long.world.database.writing() as session:
        await session.execute(update(PersonalToken).values(revoked_at=clock.real()))
    await long.work()

    assert (await long.one(asked))["failure_code"] == "export_rights_gone"


async def test_five_at_once_are_enough(long: Long) -> None:
    five = [(await long.ask()).status_code for _ in range(5)]
    sixth = await long.ask()

    assert (five, sixth.status_code, sixth.json()["code"]) == ([202] * 5, 429, "too_many_exports")


async def test_of_those_asked_for_at_one_moment_five_are_taken(long: Long) -> None:
    answers = await asyncio.gather(*[long.ask() for _ in range(8)])

    assert sorted(answer.status_code for answer in answers) == [202] * 5 + [429] * 3


async def test_no_more_are_kept_than_are_shown(long: Long, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papi.exports.asking._MOST_KEPT", 2)
    for _ in range(2):
        await long.ask()
        await long.work()
    third = await long.ask()

    assert (third.status_code, third.json()["code"]) == (429, "exports_full")
    assert third.json()["detail"].startswith("Đang lưu 2 tệp đã xuất, không lưu thêm được. Tệp cũ nhất hết hạn lúc ")
    assert 6 * 86400 < int(third.headers["retry-after"]) <= 7 * 86400 + 1


async def test_what_may_be_read_no_more_is_not_fetched_either(long: Long) -> None:
    admin = await long.world.person(Role.ADMIN, long.who.unit)
    asked = [await long.ask("/personal-tokens", who=admin), await long.ask("/units", who=admin)]
    await long.work()
    async with long.world.database.writing() as session:
        await session.execute(update(Membership).where(Membership.person_id == admin.id).values(role="officer"))
    refused, still = [await admin.get(f"/exports/{one.json()['id']}/file") for one in asked]

    assert (refused.status_code, refused.json()["code"], still.status_code) == (403, "forbidden", 200)
    assert refused.json()["detail"] == "Vai trò Cán bộ không được thực hiện việc này."
