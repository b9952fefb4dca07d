"""The file comes back as it was given, in parts if asked, always as an attachment; reads of personal data are remembered."""

import re
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from papi.access.models import AuthSession
from papi.directory.models import Membership, Person
from papi.kit import clock
from papi.kit.idempotency import IdempotentAnswer
from tests.support import files
from tests.support.archive import Archive, upload
from tests.support.world import LONG_AGO, Someone

CONTENT = files.pdf(pages=2)
SIZE = len(CONTENT)


async def read_facts(archive: Archive, document_id: str) -> list[str]:
    reads = (await archive.head.get(f"/evidence/{document_id}/reads")).json()["items"]
    return [read["person"] for read in reversed(reads)]


async def change(archive: Archive, statement: Any) -> None:
    async with archive.world.database.writing() as session:
        await session.execute(statement)


async def test_the_file_comes_back_whole_and_can_do_no_harm_in_a_browser(archive: Archive) -> None:
    made = (await upload(archive.officer, CONTENT, "Biên bản “số 5”.pdf")).json()

    answer = await archive.officer.get(f"/evidence/{made['id']}/content")

    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''Bi%C3%AAn%20b%E1%BA%A3n" in answer.headers["content-disposition"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["cache-control"] == "no-store"
    assert (answer.headers["accept-ranges"], answer.headers["content-length"]) == ("bytes", str(SIZE))


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-9", 206, 0, 10),
        ("bytes=10-", 206, 10, SIZE),
        ("bytes=-20", 206, SIZE - 20, SIZE),
        ("bytes=-999999", 206, 0, SIZE),
        (f"bytes={SIZE - 1}-{SIZE + 50}", 206, SIZE - 1, SIZE),
        ("bytes=0-1,4-5", 200, 0, SIZE),
        ("bytes=9-3", 200, 0, SIZE),
        ("lines=1-2", 200, 0, SIZE),
        ("bytes=-", 200, 0, SIZE),
    ],
)
async def test_a_part_of_the_file_can_be_asked_for(archive: Archive, asked: str, status: int, start: int, end: int) -> None:
    made = await archive.document(content=CONTENT)

    answer = await archive.officer.get(f"/evidence/{made['id']}/content", headers={"Range": asked})

    assert (answer.status_code, answer.content) == (status, CONTENT[start:end])
    assert answer.headers.get("content-range") == (f"bytes {start}-{end - 1}/{SIZE}" if status == 206 else None)


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=-0", "bytes=99999999999999999-"])
async def test_a_part_outside_the_file_is_refused(archive: Archive, asked: str) -> None:
    made = await archive.document(content=CONTENT)

    answer = await archive.officer.get(f"/evidence/{made['id']}/content", headers={"Range": asked})

    assert (answer.status_code, answer.json()["code"]) == (416, "range_not_satisfiable")
    assert answer.headers["content-range"] == f"bytes */{SIZE}"


async def test_who_has_the_file_is_not_sent_it_again(archive: Archive) -> None:
    made = await archive.document(content=CONTENT)
    address = f"/evidence/{made['id']}/content"
    tag = (await archive.officer.get(address)).headers["etag"]

    same = await archive.officer.get(address, headers={"If-None-Match": tag})
    rest = await archive.officer.get(address, headers={"Range": "bytes=5-", "If-Range": tag})
    changed = await archive.officer.get(address, headers={"Range": "bytes=5-", "If-Range": '"another"'})

    assert (same.status_code, same.content) == (304, b"")
    assert (rest.status_code, rest.content) == (206, CONTENT[5:])
    assert (changed.status_code, changed.content) == (200, CONTENT)


async def test_older_versions_stay_readable(archive: Archive) -> None:
    made = await archive.document(content=CONTENT)
    newer = files.pdf(pages=5)
    assert (await upload(archive.officer, newer, to=f"/evidence/{made['id']}/versions")).status_code == 201

    answers = {number: await archive.officer.get(f"/evidence/{made['id']}/content?version={number}") for number in (1, 2, 3, 0)}

    assert (answers[1].content, answers[2].content) == (CONTENT, newer)
    assert (await archive.officer.get(f"/evidence/{made['id']}/content")).content == newer
    assert [answers[number].status_code for number in (3, 0)] == [404, 422]


async def test_a_file_that_the_store_has_lost_is_refused_and_not_broken_off(archive: Archive) -> None:
    made = await archive.document()
    for key in await archive.stored():
        await archive.storage.delete(key)

    answer = await archive.officer.get(f"/evidence/{made['id']}/content")

    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")


async def test_who_must_change_the_first_password_reads_nothing(archive: Archive) -> None:
    made = await archive.document()
    await change(archive, update(Person).where(Person.id == archive.head.id).values(must_change_password=True))

    answers = [await archive.head.get(f"/evidence/{made['id']}/{part}") for part in ("content", "preview")]

    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(403, "password_change_required")}


async def ticket_of(archive: Archive, who: Someone, document: dict[str, Any]) -> str:
    answer = await who.post(f"/evidence/{document['id']}/ticket")
    assert answer.status_code == 201
    return answer.json()["url"]


async def by_address(archive: Archive, url: str) -> httpx.Response:
    return await archive.world.anyone.get(url)


async def test_a_ticket_downloads_the_file_for_one_minute_without_a_token(archive: Archive) -> None:
    made, other = await archive.document(content=CONTENT), await archive.document()
    url = await ticket_of(archive, archive.officer, made)

    assert (await by_address(archive, url)).content == CONTENT
    assert (await by_address(archive, url)).status_code == 200
    assert (await by_address(archive, url.replace(made["id"], other["id"]))).status_code == 404
    assert (await by_address(archive, url[:-1] + ("A" if url[-1] != "A" else "B"))).json()["code"] == "ticket_invalid"
    assert (await archive.world.anyone.get(f"/evidence/{made['id']}/content")).status_code == 401
    with clock.real_at(clock.real() + timedelta(seconds=61)):
        assert (await by_address(archive, url)).status_code == 404


async def test_a_ticket_is_kept_nowhere_not_even_for_who_asks_twice(archive: Archive) -> None:
    made = await archive.document()
    key = {"Idempotency-Key": "once"}

    urls = {(await archive.officer.post(f"/evidence/{made['id']}/ticket", headers=key)).json()["url"] for _ in range(2)}

    assert len(urls) == 2
    async with archive.world.database.reading() as session:
        assert (await session.scalars(select(IdempotentAnswer.scope))).all() == []


async def test_a_ticket_gives_the_version_for_which_it_was_made(archive: Archive) -> None:
    made = await archive.document(content=CONTENT)
    url = await ticket_of(archive, archive.officer, made)
    await upload(archive.officer, files.pdf(pages=5), to=f"/evidence/{made['id']}/versions")

    assert (await by_address(archive, url)).content == CONTENT
    assert (await by_address(archive, f"{url}&version=2")).content == CONTENT


async def test_a_ticket_ends_with_what_gave_it(archive: Archive) -> None:
    made = await archive.document()
    await archive.release(made["id"])
    tickets = {who.id: await ticket_of(archive, who, made) for who in (archive.officer, archive.head, archive.coordinator)}
    await change(archive, update(AuthSession).where(AuthSession.person_id == archive.officer.id).values(revoked_at=clock.real()))
    await change(archive, update(Membership).where(Membership.person_id == archive.head.id).values(valid_to=LONG_AGO))
    marked = {"contains_personal_data": True}
    colleague = await archive.world.person(archive.officer.role, archive.ward)
    assert (await colleague.patch(f"/evidence/{made['id']}", marked)).status_code == 200
    observed = await archive.observer.post(f"/evidence/{made['id']}/ticket")

    answers = {who: (await by_address(archive, url)).status_code for who, url in tickets.items()}

    assert answers == {archive.officer.id: 404, archive.head.id: 404, archive.coordinator.id: 200}
    assert observed.status_code == 404


async def test_every_read_of_a_marked_file_is_remembered(archive: Archive) -> None:
    made = await archive.document(content=CONTENT, contains_personal_data="true")
    await archive.release(made["id"])
    address = f"/evidence/{made['id']}"

    await archive.coordinator.get(f"{address}/content")
    await archive.coordinator.get(f"{address}/preview")
    await archive.head.get(f"{address}/content", headers={"Range": "bytes=0-3"})
    await by_address(archive, await ticket_of(archive, archive.officer, made))

    assert await read_facts(archive, made["id"]) == ["Lê Thị Hoa", "Lê Thị Hoa", "Trần Văn Minh", "Nguyễn Thị Lệ"]


async def test_looking_at_lists_or_at_other_files_is_not_remembered_as_reading(archive: Archive) -> None:
    marked, plain = await archive.document(contains_personal_data="true"), await archive.document()

    await archive.head.get("/evidence")
    await archive.head.get(f"/evidence/{marked['id']}")
    await archive.head.get(f"/evidence/{plain['id']}/content")
    await archive.stranger.get(f"/evidence/{marked['id']}/content")

    assert await read_facts(archive, marked["id"]) == []
    assert await read_facts(archive, plain["id"]) == []


async def test_a_store_keeps_files_under_ids_and_never_under_names(archive: Archive) -> None:
    await upload(archive.officer, CONTENT, "bí mật.pdf")

    key = (await archive.stored())[0]

    assert b"".join([chunk async for chunk in archive.storage.read(key)]) == CONTENT
    assert re.fullmatch(r"evidence/[0-9a-f]{2}/[0-9a-f]{32}", key)
