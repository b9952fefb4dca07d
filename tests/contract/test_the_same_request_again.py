"""`Idempotency-Key`: a POST sent again gets the first answer again, for its own caller, while the caller's session lives."""

import hashlib
from datetime import timedelta
from typing import Any

import httpx

from papi.access.models import AuthSession
from papi.directory.models import Membership, Person
from papi.kit import clock
from papi.kit.idempotency import IdempotentAnswer, claim, scope_of
from tests.support.reporting import Reporting
from tests.support.world import Someone

KEY = {"Idempotency-Key": "lan-1"}


async def a_period(reporting: Reporting, who: Someone | None = None, **changes: Any) -> httpx.Response:
    return await (who or reporting.coordinator).post("/periods", {**reporting.period_body(), **changes}, headers=KEY)


async def test_the_first_answer_comes_again_with_its_tag(reporting: Reporting) -> None:
    first, again = await a_period(reporting), await a_period(reporting)

    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.content, again.headers["etag"], again.headers["idempotency-replayed"]) == (first.content, first.headers["etag"], "true")
    assert len((await reporting.coordinator.get("/periods")).json()["items"]) == 1


async def test_a_refusal_comes_again_as_well(reporting: Reporting) -> None:
    taken = (await reporting.coordinator.post("/periods", reporting.period_body())).json()["id"]
    first = await a_period(reporting)
    await reporting.coordinator.patch(f"/periods/{taken}", {"title": "Khác"})
    again = await a_period(reporting)

    assert (first.status_code, again.content) == (409, first.content)
    assert again.headers["content-type"] == "application/problem+json"


async def test_another_body_under_the_same_key_is_refused(reporting: Reporting) -> None:
    await a_period(reporting)
    other = await a_period(reporting, title="Báo cáo khác")

    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


async def test_a_key_belongs_to_its_caller_and_address(reporting: Reporting) -> None:
    period = (await a_period(reporting)).json()["id"]
    colleague = await reporting.world.person(reporting.coordinator.role, reporting.coordinating)

    assert (await a_period(reporting, colleague)).json()["code"] == "period_code_taken"
    assert (await reporting.coordinator.post(f"/periods/{period}/open", headers=KEY)).status_code == 200


async def test_a_request_that_is_still_being_worked_on_is_told_so(reporting: Reporting) -> None:
    who = reporting.coordinator
    await reporting.opened_period()
    body = b'{"reason":"x"}'
    path = f"/api/v1/reports/{(await reporting.report_of(reporting.officer))['id']}/return"
    scope = scope_of(f"{who.id}/{who.membership_id}", "POST", path, KEY["Idempotency-Key"])
    await claim(reporting.world.database, scope, hashlib.sha256(b"\n" + body).hexdigest())

    answer = await who.request("POST", path, content=body, headers={**KEY, "Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_in_progress")
    assert answer.headers["retry-after"] == "2"


async def test_who_signed_out_gets_no_answer_of_before_and_spoils_none_of_after(reporting: Reporting) -> None:
    who, database = reporting.coordinator, reporting.world.database
    first = await a_period(reporting)
    async with database.writing() as session:
        for auth in await session.scalars(AuthSession.__table__.select().with_only_columns(AuthSession.id)):
            found = await session.get_one(AuthSession, auth)
            found.revoked_at = clock.real() - timedelta(seconds=1) if found.person_id == who.id else None
    signed_out = await a_period(reporting)
    new_key = {"Idempotency-Key": "lan-2"}
    refused = await who.post("/comments?subject=x", {"text": "?"}, headers=new_key)
    async with database.reading() as session:
        person, membership = await session.get_one(Person, who.id), await session.get_one(Membership, who.membership_id)
    back = await reporting.world.sign_in(person, membership, who.unit)

    assert (signed_out.status_code, refused.status_code) == (401, 401)
    assert (await a_period(reporting, back)).content == first.content
    assert (await back.post("/comments?subject=x", {"text": "?"}, headers=new_key)).json()["code"] == "unknown_subject"


async def test_a_file_sent_again_is_told_by_its_fields_and_content(reporting: Reporting) -> None:
    async def send(content: bytes, boundary: str) -> httpx.Response:
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        parts = [
            b'Content-Disposition: form-data; name="source"\r\n\r\npapi.org.vn',
            b'Content-Disposition: form-data; name="file"; filename="scores.csv"\r\n\r\n' + content,
        ]
        mark = b"--" + boundary.encode()
        body = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n"
        return await reporting.coordinator.request("POST", "/scores/import", content=body, headers={**KEY, **kind})

    first, again, other = await send(b"year\n", "aaaa"), await send(b"year\n", "bbbbbb"), await send(b"year,code\n", "aaaa")

    assert (first.status_code, again.content) == (422, first.content)
    assert again.headers["idempotency-replayed"] == "true"
    assert other.json()["code"] == "idempotency_key_reused"


async def test_an_import_that_tells_passwords_keeps_no_answer(reporting: Reporting) -> None:
    rows = f"Tên đăng nhập,Họ và tên,Mã đơn vị,Vai trò\nle.thi.bay,Lê Thị Bảy,{reporting.ward.code},officer\n"
    sent = await reporting.admin.post("/users/import", files={"file": ("people.csv", rows.encode())}, headers=KEY)

    assert (sent.status_code, sent.json()["rows"]) == (200, 1), sent.text
    async with reporting.world.database.reading() as session:
        assert (await session.execute(IdempotentAnswer.__table__.select())).all() == []
