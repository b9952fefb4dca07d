"""A personal token is never more than its person: it ends with the account for good, and is no way past the second factor."""

from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import select

from papi.access.permissions import Role
from papi.access.personal import PersonalTokenClosed, require_served
from papi.outbox.models import FactRow
from tests.support.accounts_world import PASSWORD, account, admin_of, bearing, sign_in
from tests.support.authenticators import Hands, refusal, set_up
from tests.support.world import Caller, Someone, World

NAME = "26506.officer"


@pytest.fixture
async def admin(world: World) -> Someone:
    return await admin_of(world)


@pytest.fixture
def hands() -> Iterator[Hands]:
    with pytest.MonkeyPatch.context() as patch:
        yield Hands(patch)


def demand(world: World, *roles: Role) -> None:
    entrance = world.app.state.entrance
    world.app.state.entrance = type(entrance)(entrance.issuer, entrance.box, frozenset(roles))


async def script_of(who: Caller, *, may_write: bool = False) -> Caller:
    made = await who.post("/me/tokens", {"name": "sao lưu", "days": 30, "may_write": may_write})
    assert made.status_code == 201, made.text
    return Caller(who.client, who.app, {"Authorization": f"Bearer {made.json()['token']}"})


async def test_a_token_made_by_password_alone_is_no_way_past_a_second_factor_that_is_demanded_later(world: World, hands: Hands) -> None:
    await account(world, NAME, Role.OFFICER, await world.unit())
    me = bearing(world.anyone, await sign_in(world.anyone, NAME))
    weak = await script_of(me)
    assert (await weak.get("/units")).status_code == 200

    demand(world, Role.OFFICER)

    assert refusal(await weak.get("/units")) == (403, "personal_token_weak")
    phone = await set_up(me)
    assert refusal(await weak.get("/units")) == (403, "personal_token_weak")  # who made it nobody knows
    strong = await script_of(me)
    assert (await strong.get("/units")).status_code == 200
    hands.move(30)
    gone = await me.request("DELETE", "/me/totp", json={"current_password": PASSWORD, "code": phone.code()})
    assert gone.status_code == 204
    assert refusal(await strong.get("/units")) == (403, "personal_token_weak")


async def test_a_factor_that_the_administrator_takes_off_takes_its_strength_from_tokens(world: World, admin: Someone) -> None:
    person, _ = await account(world, NAME, Role.OFFICER, await world.unit())
    me = bearing(world.anyone, await sign_in(world.anyone, NAME))
    await set_up(me)
    strong = await script_of(me)
    demand(world, Role.OFFICER)
    assert (await strong.get("/units")).status_code == 200

    assert (await admin.delete(f"/users/{person.id}/totp")).status_code == 200

    assert refusal(await strong.get("/units")) == (403, "personal_token_weak")


async def test_who_comes_back_after_the_account_was_locked_makes_new_tokens(world: World, admin: Someone) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    script = await script_of(officer)

    for active in (False, True):
        assert (await admin.patch(f"/users/{officer.id}", {"active": active})).status_code == 200

    assert refusal(await script.get("/me")) == (401, "personal_token_ended")
    assert (await admin.get("/personal-tokens")).json()["items"] == []


async def test_whoever_holds_a_token_may_end_it_and_that_is_told(world: World) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    script = await script_of(officer)
    token = script.headers["Authorization"].removeprefix("Bearer ")

    for _ in range(2):
        assert (await world.anyone.post("/auth/revoke", data={"token": token})).status_code == 200

    assert refusal(await script.get("/me")) == (401, "personal_token_ended")
    async with world.database.reading() as session:
        [told] = (await session.scalars(select(FactRow).where(FactRow.kind == "person.token_given_up"))).all()
    assert (told.subject_id, told.person_id, told.data) == (officer.id, None, {"name": "sao lưu", "beginning": token[:15]})


async def test_a_token_that_only_reads_gets_no_answer_of_one_that_writes_and_spoils_none(admin: Someone) -> None:
    wish = {"code": "P9", "name": "Phường 9", "short_name": "P. 9", "kind": "ward"}
    key = {"Idempotency-Key": "lan-1"}
    reading, writing = await script_of(admin), await script_of(admin, may_write=True)

    answers = [await who.post("/units", wish, headers=key) for who in (reading, writing, reading, writing)]

    assert [answer.status_code for answer in answers] == [403, 201, 403, 201]
    assert [answer.headers.get("idempotency-replayed") for answer in answers] == [None, None, None, "true"]


OPEN = {"GET /api/v1/me", "GET /api/v1/integration/self"}
FOR_PEOPLE = {"identity", "api-clients", "webhooks"}


def closed(method: str, path: str) -> bool:
    try:
        require_served(method, path, may_write=True)
    except PersonalTokenClosed:
        return True
    return False


def test_every_endpoint_about_accounts_connections_and_webhooks_is_closed_to_tokens(world: World) -> None:
    def named(route: APIRoute) -> Iterator[str]:
        yield from (f"{method} {route.path}" for method in route.methods or () if not closed(method, route.path))

    routes = [route for route in world.app.router.routes if isinstance(route, APIRoute) and FOR_PEOPLE.intersection(route.tags)]
    open_to_tokens = {name for route in routes if route.path.startswith("/api/") for name in named(route)}
    public = {name for name in open_to_tokens if "/demo/" in name}
    assert open_to_tokens - public == OPEN
