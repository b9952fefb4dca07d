"""The administrator keeps the systems that may call: their secrets are shown once, and every word about them counts at once."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from papi.access.credentials import CLIENT_SECRET, is_genuine
from papi.access.models import ApiClientSecret
from papi.kit import clock
from papi.kit.idempotency import IdempotentAnswer
from papi.outbox.models import FactRow
from tests.support.accounts_world import admin_of, bearing
from tests.support.granting import Registered, ask, register
from tests.support.world import Caller, Someone, World


@pytest.fixture
async def admin(world: World) -> Someone:
    return await admin_of(world)


async def calling(world: World, client: Registered, secret: str | None = None) -> Caller:
    answer = await ask(world.anyone, auth=(client.id, secret or client.secret))
    assert answer.status_code == 200, answer.text
    return bearing(world.anyone, answer)


async def status_of(world: World, client: Registered, secret: str) -> int:
    return (await ask(world.anyone, auth=(client.id, secret))).status_code


async def rotate(admin: Someone, client: Registered, **body: Any) -> str:
    answer = await admin.post(f"/api-clients/{client.id}/rotate", body)
    assert answer.status_code == 200, answer.text
    return answer.json()["client_secret"]


async def test_a_new_client_shows_its_secret_once_and_keeps_no_more_than_its_digest(world: World, admin: Someone) -> None:
    ward = await world.unit("Phường 1")
    client = await register(admin, unit_ids=[str(ward.id)], allowed_addresses=["203.0.113.0/24", "2001:DB8::1"])

    read = await admin.get(f"/api-clients/{client.id}")

    assert is_genuine(client.secret, CLIENT_SECRET)
    assert client.secret not in read.text
    item = read.json()
    assert [one["beginning"] for one in item["secrets"]] == [client.secret[:14]]
    assert [unit["name"] for unit in item["units"]] == ["Phường 1"]
    assert item["allowed_addresses"] == ["203.0.113.0/24", "2001:db8::1/128"]
    assert item["allowed_actions"] == ["edit", "rotate", "deactivate"]
    async with world.database.reading() as session:
        kept = (await session.scalars(select(ApiClientSecret))).one()
        facts = list(await session.scalars(select(FactRow)))
    assert client.secret not in f"{kept.beginning}{kept.secret_hash}"
    assert all(client.secret not in str(fact.data) for fact in facts)


async def test_an_answer_with_a_secret_is_not_kept_for_a_repetition(world: World, admin: Someone) -> None:
    given = {"name": "Trục liên thông", "contact": "Sở Nội vụ", "scopes": ["reports:read"]}
    await admin.post("/api-clients", given, headers={"Idempotency-Key": "k1"})

    again = await admin.post("/api-clients", given, headers={"Idempotency-Key": "k1"})

    assert (again.status_code, again.json()["code"]) == (409, "api_client_name_taken")
    async with world.database.reading() as session:
        kept = [answer.body or b"" for answer in await session.scalars(select(IdempotentAnswer))]
    assert all(b"papi_cs_" not in body for body in kept)


async def test_during_a_rotation_both_secrets_serve_and_then_the_new_one_alone(world: World, admin: Someone) -> None:
    client = await register(admin)
    token = await calling(world, client)

    new = await rotate(admin, client, overlap_hours=2)

    assert [await status_of(world, client, secret) for secret in (client.secret, new)] == [200, 200]
    assert (await token.get("/integration/self")).status_code == 200
    with clock.real_at(clock.real() + timedelta(hours=2, seconds=1)):
        assert [await status_of(world, client, secret) for secret in (client.secret, new)] == [401, 200]


async def test_no_more_than_two_secrets_are_live(world: World, admin: Someone) -> None:
    client = await register(admin)

    second, third = await rotate(admin, client), await rotate(admin, client)

    assert [await status_of(world, client, secret) for secret in (client.secret, second, third)] == [401, 200, 200]


async def test_a_secret_that_has_leaked_ends_at_once_with_all_its_tokens(world: World, admin: Someone) -> None:
    client = await register(admin)
    token = await calling(world, client)

    new = await rotate(admin, client, overlap_hours=0)

    assert await status_of(world, client, client.secret) == 401
    assert (await token.get("/integration/self")).json()["code"] == "client_token_ended"
    assert (await (await calling(world, client, new)).get("/integration/self")).status_code == 200


async def test_whoever_uses_the_secret_while_it_is_rotated_gets_a_token_or_a_clear_refusal(world: World, admin: Someone) -> None:
    client = await register(admin)

    answers = await asyncio.gather(
        admin.post(f"/api-clients/{client.id}/rotate", {"overlap_hours": 24}),
        *(ask(world.anyone, auth=(client.id, client.secret)) for _ in range(8)),
    )

    assert [answer.status_code for answer in answers] == [200] * 9


async def test_a_deactivated_client_is_out_and_comes_back_without_its_old_tokens(world: World, admin: Someone) -> None:
    client = await register(admin)
    token = await calling(world, client)

    ended = await admin.post(f"/api-clients/{client.id}/deactivate")

    assert (ended.json()["state"], ended.json()["allowed_actions"]) == ("deactivated", ["edit", "activate"])
    assert (await token.get("/integration/self")).json()["code"] == "client_deactivated"
    assert await status_of(world, client, client.secret) == 401
    assert (await admin.post(f"/api-clients/{client.id}/rotate", {})).json()["code"] == "api_client_inactive"

    assert (await admin.post(f"/api-clients/{client.id}/activate")).json()["state"] == "active"

    assert (await token.get("/integration/self")).json()["code"] == "client_token_ended"
    assert (await (await calling(world, client)).get("/integration/self")).status_code == 200


async def test_of_two_who_deactivate_at_once_one_is_told_that_it_is_done(admin: Someone) -> None:
    client = await register(admin)

    answers = await asyncio.gather(*(admin.post(f"/api-clients/{client.id}/deactivate") for _ in range(2)))

    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_a_change_counts_with_the_next_request_and_is_told_in_words(world: World, admin: Someone) -> None:
    first, second = await world.unit("Phường 1"), await world.unit("Phường 2")
    client = await register(admin, unit_ids=[str(first.id)])
    token = await calling(world, client)

    changed = await admin.patch(
        f"/api-clients/{client.id}", {"unit_ids": [str(second.id)], "scopes": ["scores:read"], "contact": "Sở Thông tin"}
    )

    assert changed.status_code == 200, changed.text
    seen = (await token.get("/integration/self")).json()
    assert (seen["unit_ids"], seen["scopes"]) == ([str(second.id)], [])
    history = (await admin.get(f"/history?subject=api_client:{client.id}")).json()["items"]
    told = {change["label"]: (change["before"], change["after"]) for change in history[0]["changes"]}
    assert told["Đơn vị"] == ("Phường 1", "Phường 2")
    assert told["Phạm vi"] == ("Đọc dòng sự kiện thay đổi, Đọc báo cáo đã tiếp nhận và số liệu tiến độ", "Đọc kết quả PAPI đã công bố")
    assert told["Đầu mối liên hệ"] == ("Sở Nội vụ", "Sở Thông tin")


async def test_somebody_who_read_it_before_a_change_is_told(admin: Someone) -> None:
    client = await register(admin)
    tag = (await admin.get(f"/api-clients/{client.id}")).headers["etag"]
    await rotate(admin, client)

    stale = await admin.patch(f"/api-clients/{client.id}", {"contact": "Sở Thông tin"}, headers={"If-Match": tag})
    twice = await admin.post(f"/api-clients/{client.id}/rotate", {}, headers={"If-Match": tag})

    assert (stale.status_code, twice.status_code) == (412, 412)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"scopes": []}, "/scopes"),
        ({"scopes": ["papi"]}, "/scopes/0"),
        ({"unit_ids": []}, "/unit_ids"),
        ({"unit_ids": ["01a22112-6088-73a0-8e86-5f47aa197bcc"]}, "/unit_ids"),
        ({"allowed_addresses": ["203.0.113.1/24"]}, "/allowed_addresses/0"),
        ({"allowed_addresses": ["tinh.example.vn"]}, "/allowed_addresses/0"),
        ({"expires_at": "2020-01-01T00:00:00+07:00"}, "/expires_at"),
        ({"name": None}, "/"),
        ({"active": False}, "/active"),
    ],
)
async def test_what_makes_no_sense_is_refused_on_its_field(admin: Someone, change: dict[str, Any], pointer: str) -> None:
    client = await register(admin)

    answer = await admin.patch(f"/api-clients/{client.id}", change)

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_the_list_finds_them_by_name_state_and_scope_and_says_when_they_were_used(world: World, admin: Someone) -> None:
    used = await register(admin, "scores:read", name="Trục liên thông của tỉnh")
    idle = await register(admin, "events:read", name="Kho dữ liệu dùng chung")
    await admin.post(f"/api-clients/{idle.id}/deactivate")
    await (await calling(world, used)).get("/integration/self")

    async def names(query: str) -> list[str]:
        return [item["name"] for item in (await admin.get(f"/api-clients?{query}")).json()["items"]]

    assert await names("q=truc lien thong") == ["Trục liên thông của tỉnh"]
    assert await names("state=deactivated") == ["Kho dữ liệu dùng chung"]
    assert await names("scope=scores:read") == ["Trục liên thông của tỉnh"]
    item = (await admin.get("/api-clients?state=active")).json()["items"][0]
    assert item["last_used_at"] is not None
    assert item["last_used_address"]
    table = (await admin.get("/api-clients", headers={"Accept": "text/csv"})).text
    assert "Đọc kết quả PAPI đã công bố" in table


async def test_the_last_use_is_written_once_a_minute(world: World, admin: Someone) -> None:
    client = await register(admin)
    token = await calling(world, client)

    async def used_at() -> str:
        return (await admin.get(f"/api-clients/{client.id}")).json()["last_used_at"]

    first = await used_at()
    await token.get("/integration/self")
    assert await used_at() == first
    with clock.real_at(clock.real() + timedelta(seconds=61)):
        await token.get("/integration/self")
        assert await used_at() != first
