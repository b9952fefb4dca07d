"""A person's own scripts do what the person may, and less; and they end with the person, the membership or a word."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from papi.access.credentials import PERSONAL_TOKEN, is_genuine, new_secret
from papi.access.models import PersonalToken
from papi.access.permissions import Role
from papi.directory.models import Membership, Person
from papi.kit import clock
from papi.kit.idempotency import IdempotentAnswer
from papi.kit.text import format_moment
from papi.outbox.models import FactRow
from tests.support.accounts_world import admin_of, calling_from
from tests.support.world import Caller, Someone, World

READ, WRITE = {"name": "sao lưu", "days": 30}, {"name": "nhập liệu", "days": 30, "may_write": True}


@pytest.fixture
async def admin(world: World) -> Someone:
    return await admin_of(world)


async def token_of(who: Someone, **given: Any) -> str:
    answer = await who.post("/me/tokens", {**READ, **given})
    assert answer.status_code == 201, answer.text
    return answer.json()["token"]


def script(who: Someone, token: str) -> Caller:
    return Caller(who.client, who.app, {"Authorization": f"Bearer {token}"})


async def test_a_token_acts_as_its_person_in_its_membership(world: World) -> None:
    officer = await world.person(Role.OFFICER, await world.unit("Phường 1"))
    token = await token_of(officer)

    me = (await script(officer, token).get("/me")).json()

    assert is_genuine(token, PERSONAL_TOKEN)
    assert (me["id"], me["membership"]["id"]) == (str(officer.id), str(officer.membership_id))
    listed = await officer.get("/me/tokens")
    assert token not in listed.text
    assert [item["beginning"] for item in listed.json()["items"]] == [token[:15]]
    assert listed.json()["items"][0]["last_used_at"] is not None


async def test_a_reading_token_changes_nothing_and_a_writing_one_what_the_person_may(world: World, admin: Someone) -> None:
    wish = {"code": "P9", "name": "Phường 9", "short_name": "P. 9", "kind": "ward"}
    reading, writing = script(admin, await token_of(admin)), script(admin, await token_of(admin, **WRITE))
    officer = await world.person(Role.OFFICER, await world.unit())
    of_officer = script(officer, await token_of(officer, **WRITE))

    refused, done, forbidden = [await who.post("/units", wish) for who in (reading, writing, of_officer)]

    assert (refused.status_code, refused.json()["code"]) == (403, "personal_token_reads")
    assert 'scope="write"' in refused.headers["www-authenticate"]
    assert done.status_code == 201, done.text
    assert (forbidden.status_code, forbidden.json()["code"]) == (403, "forbidden")
    async with world.database.reading() as session:
        fact = (await session.scalars(select(FactRow).where(FactRow.request_id == done.headers["x-request-id"]))).first()
    assert fact is not None
    assert fact.person_id == admin.id


CLOSED = [
    ("GET", "/me/tokens"),
    ("POST", "/me/tokens"),
    ("POST", "/me/tokens/01a22112-6088-73a0-8e86-5f47aa197bcc/rotate"),
    ("GET", "/me/sessions"),
    ("POST", "/me/password"),
    ("GET", "/api-clients"),
    ("POST", "/api-clients"),
    ("GET", "/personal-tokens"),
    ("POST", "/users"),
    ("PATCH", "/users/01a22112-6088-73a0-8e86-5f47aa197bcc"),
    ("GET", "/users/01a22112-6088-73a0-8e86-5f47aa197bcc/sessions"),
    ("POST", "/users/01a22112-6088-73a0-8e86-5f47aa197bcc/password-reset"),
    ("POST", "/delegations"),
]


async def test_what_keeps_accounts_safe_is_closed_to_every_token(admin: Someone) -> None:
    writing = script(admin, await token_of(admin, **WRITE))

    answers = {f"{method} {path}": (await writing.request(method, path, json={})).json()["code"] for method, path in CLOSED}

    assert {name: code for name, code in answers.items() if code != "personal_token_closed"} == {}
    assert (await writing.get("/users")).status_code == 200


async def test_a_file_is_asked_for_itself_without_a_ticket(admin: Someone) -> None:
    writing = script(admin, await token_of(admin, **WRITE))

    answer = await writing.post("/evidence/01a22112-6088-73a0-8e86-5f47aa197bcc/ticket")

    assert (answer.status_code, answer.json()["code"]) == (403, "personal_token_no_ticket")


async def test_a_token_ends_with_its_days(world: World) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    of_script = script(officer, await token_of(officer, days=1))

    with clock.real_at(clock.real() + timedelta(days=1, seconds=1)):
        answer = await of_script.get("/me")

    assert (answer.status_code, answer.json()["code"]) == (401, "personal_token_ended")


@pytest.mark.parametrize(("hours", "serves_on"), [(1, True), (0, False)])
async def test_another_token_takes_the_place_of_one_which_serves_on_for_a_while(world: World, hours: int, serves_on: bool) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    old = script(officer, await token_of(officer, name="nhập liệu", days=90, may_write=True, allowed_addresses=["127.0.0.0/8"]))
    [before] = (await officer.get("/me/tokens")).json()["items"]

    made = await officer.post(f"/me/tokens/{before['id']}/rotate", {"overlap_hours": hours})
    new, after = script(officer, made.json()["token"]), made.json()
    at_once = [(await who.get("/me")).status_code for who in (old, new)]
    with clock.real_at(clock.real() + timedelta(hours=1, seconds=1)):
        later = [(await who.get("/me")).status_code for who in (old, new)]
    again = await officer.post(f"/me/tokens/{before['id']}/rotate", {"overlap_hours": 1})
    too_long = await officer.post(f"/me/tokens/{after['id']}/rotate", {"overlap_hours": 169})

    alike = ("name", "may_write", "allowed_addresses", "role", "unit_name")
    assert made.status_code == 201, made.text
    assert [after[name] for name in alike] == [before[name] for name in alike]
    assert after["beginning"] != before["beginning"]
    assert datetime.fromisoformat(after["expires_at"]) - datetime.fromisoformat(after["created_at"]) == timedelta(days=90)
    assert at_once == [200 if serves_on else 401, 200]
    assert later == [401, 200]
    assert again.json()["code"] == ("token_replaced" if serves_on else "personal_token_not_found")
    assert too_long.json()["errors"][0]["pointer"] == "/overlap_hours"
    async with world.database.reading() as session:
        fact = (await session.scalars(select(FactRow).where(FactRow.kind == "person.token_replaced"))).one()
    until = fact.data.pop("until")
    assert until == format_moment(datetime.fromisoformat(after["created_at"]) + timedelta(hours=hours))
    assert (fact.person_id, fact.data) == (
        officer.id,
        {"name": "nhập liệu", "replaced": before["beginning"], "beginning": after["beginning"]},
    )


async def test_a_token_that_has_ended_is_not_renewed_and_a_full_set_only_where_one_ends_at_once(world: World) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    for _ in range(20):
        await token_of(officer)
    first = (await officer.get("/me/tokens")).json()["items"][-1]["id"]

    too_many, at_once, ended = [await officer.post(f"/me/tokens/{first}/rotate", {"overlap_hours": hours}) for hours in (24, 0, 0)]

    assert (too_many.status_code, too_many.json()["code"]) == (409, "too_many_personal_tokens")
    assert (at_once.status_code, ended.status_code, ended.json()["code"]) == (201, 404, "personal_token_not_found")


@pytest.mark.parametrize("ending", ["person", "membership", "revoked", "by the administrator"])
async def test_a_token_ends_with_person_and_membership_and_when_it_is_revoked(world: World, admin: Someone, ending: str) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    of_script = script(officer, await token_of(officer))
    token_id = (await officer.get("/me/tokens")).json()["items"][0]["id"]
    assert (await of_script.get("/me")).status_code == 200

    if ending == "revoked":
        assert (await officer.delete(f"/me/tokens/{token_id}")).status_code == 204
        assert (await officer.delete(f"/me/tokens/{token_id}")).status_code == 404
    elif ending == "by the administrator":
        assert (await admin.delete(f"/personal-tokens/{token_id}")).status_code == 204
    elif ending == "person":
        assert (await admin.patch(f"/users/{officer.id}", {"active": False})).status_code == 200
    else:
        async with world.database.writing() as session:
            past = update(Membership).where(Membership.id == officer.membership_id)
            await session.execute(past.values(valid_to=clock.today() - timedelta(days=1)))

    assert (await of_script.get("/me")).json()["code"] == "personal_token_ended"


async def test_a_token_serves_from_its_addresses_alone(world: World) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    token = await token_of(officer, allowed_addresses=["203.0.113.0/24"])

    async with calling_from(world, "203.0.113.9") as near, calling_from(world, "198.51.100.9") as far:
        answers = [await who.get("/me", headers={"Authorization": f"Bearer {token}"}) for who in (near, far)]

    assert [answer.status_code for answer in answers] == [200, 403]
    assert answers[1].json()["code"] == "address_refused"


@pytest.mark.parametrize("text", ["papi_pat_", "papi_pat_" + "A" * 49, None, "papi_pat_ố" + "A" * 48])
async def test_what_is_no_token_is_not_signed_in(world: World, text: str | None) -> None:
    text = text or new_secret(PERSONAL_TOKEN)  # well formed, but nobody's
    header = {b"Authorization": f"Bearer {text}".encode()}
    answer = await world.client.get("/api/v1/me", headers=header)

    assert (answer.status_code, answer.json()["code"]) == (401, "personal_token_ended")


async def test_nobody_has_more_than_twenty(world: World) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    for _ in range(20):
        await token_of(officer)

    answer = await officer.post("/me/tokens", READ)

    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_personal_tokens")


@pytest.mark.parametrize("days", [0, 366, None, "30", 1.5])
async def test_an_end_within_a_year_is_needed(world: World, days: Any) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())

    answer = await officer.post("/me/tokens", {"name": "sao lưu", "days": days})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/days")


async def test_the_token_stands_nowhere_but_in_its_one_answer(world: World, admin: Someone) -> None:
    officer = await world.person(Role.OFFICER, await world.unit(), full_name="Trần Thị Mai")
    made = await officer.post("/me/tokens", READ, headers={"Idempotency-Key": "k1"})
    token = made.json()["token"]
    refused = await script(officer, token).post("/me/tokens", READ)

    everybody = await admin.get("/personal-tokens?q=tran mai")

    assert token not in everybody.text + refused.text
    assert everybody.json()["items"][0]["person"]["full_name"] == "Trần Thị Mai"
    async with world.database.reading() as session:
        facts = [str(fact.data) for fact in await session.scalars(select(FactRow))]
        kept = [answer.body or b"" for answer in await session.scalars(select(IdempotentAnswer))]
        rows = [f"{row.token_hash}{row.beginning}" for row in await session.scalars(select(PersonalToken))]
    assert all(token not in text for text in [*facts, *rows])
    assert all(token.encode() not in body for body in kept)
    assert any(token[:15] in text for text in facts)


async def test_a_person_who_must_change_the_password_first_does_so_before_scripts_go_on(world: World) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    of_script = script(officer, await token_of(officer))
    async with world.database.writing() as session:
        (await session.get_one(Person, officer.id)).must_change_password = True

    assert (await of_script.get("/units")).json()["code"] == "password_change_required"
