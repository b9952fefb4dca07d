"""What programs send to the sign-in and is no proof: it is refused in words, and keeps nobody else out."""

import asyncio
import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey
from sqlalchemy import func, select

from papi.access.models import SecondFactor, SignInFailures
from papi.access.permissions import Role
from papi.access.throttle import ADDRESS_LIMIT
from papi.kit import clock
from tests.support.accounts_world import PASSWORD, account, admin_of, bearing, calling_from, sign_in
from tests.support.authenticators import refusal
from tests.support.granting import ask, ask_signed, register, signed
from tests.support.world import BASE, World

NAME = "26506.officer"
KEY = ECKey.generate_key("P-256", private=True)


async def _many_wrong(world: World) -> None:
    """As if so many wrong secrets had come from there as are let through."""
    now = clock.real()
    await world.add(SignInFailures(key="secrets:203.0.113.7", count=ADDRESS_LIMIT, first_at=now, last_at=now))


async def test_a_system_that_keeps_an_old_secret_keeps_nobody_of_its_office_from_signing_in(world: World) -> None:
    await account(world, NAME, Role.OFFICER, await world.unit())
    client = await register(await admin_of(world))
    async with calling_from(world) as office:
        for _ in range(3):
            assert (await ask(office, auth=(client.id, "papi_cs_cu"))).status_code == 401
        async with world.database.reading() as session:
            counted = {row.key: row.count for row in await session.scalars(select(SignInFailures))}
        assert counted["secrets:203.0.113.7"] == 3
        assert not any(key.startswith("address:") for key in counted)

        assert (await sign_in(office, NAME)).status_code == 200


async def test_names_invented_beyond_the_limit_leave_no_rows(world: World) -> None:
    await _many_wrong(world)
    async with calling_from(world) as thief:
        for number in range(3):
            assert (await ask(thief, auth=(f"khong-co-{number}", "sai"))).status_code == 429

    async with world.database.reading() as session:
        rows = await session.scalar(select(func.count()).select_from(SignInFailures))
    assert rows == 1


def _unsigned(claims: bytes) -> str:
    return f"x.{urlsafe_b64encode(claims).decode().rstrip('=')}.y"


@pytest.mark.parametrize("claims", [b'{"sub":"\\ud800"}', b'{"sub":"\\u0111"}', b'{"sub":{"a":1}}', b"[]", b"\xff"])
async def test_a_statement_about_nobody_is_refused_in_words(world: World, claims: bytes) -> None:
    answer = await ask_signed(world.anyone, _unsigned(claims))

    assert (answer.status_code, answer.json().get("error")) == (401, "invalid_client")


@pytest.mark.parametrize(
    "changes", [{"jti": "\ud800" * 10}, {"jti": "\n" * 10}, {"exp": 10**400}, {"iat": -(10**400)}, {"exp": float("nan")}]
)
async def test_a_signed_statement_with_what_no_clock_and_no_text_holds_is_not_believed(world: World, changes: dict[str, Any]) -> None:
    client = await register(await admin_of(world), jwks={"keys": [KEY.as_dict(private=False)]}, with_secret=False)

    claims = {"iss": client.id, "sub": client.id, "aud": BASE, "jti": client.id, "exp": int(clock.real().timestamp()) + 60, **changes}
    answer = await ask_signed(world.anyone, jws.serialize_compact({"alg": "ES256"}, json.dumps(claims), KEY))  # surrogates escaped

    assert (answer.status_code, answer.json().get("error")) == (401, "invalid_client")


@pytest.mark.parametrize("code", ["đ23456", "\uff11\uff12\uff13\uff14\uff15\uff16", "", "\u0660\u0661\u0662\u0663\u0664\u0665"])
async def test_a_code_typed_with_another_keyboard_is_wrong_and_no_fault_of_ours(world: World, code: str) -> None:
    await account(world, NAME, Role.OFFICER, await world.unit())
    me = bearing(world.anyone, await sign_in(world.anyone, NAME))
    assert (await me.post("/me/totp", {"current_password": PASSWORD})).status_code == 201

    assert refusal(await me.post("/me/totp/confirm", {"code": code})) == (422, "totp_wrong")


async def test_a_factor_that_is_being_confirmed_is_not_replaced_meanwhile(world: World) -> None:
    person, _ = await account(world, NAME, Role.OFFICER, await world.unit())
    me = bearing(world.anyone, await sign_in(world.anyone, NAME))
    assert (await me.post("/me/totp", {"current_password": PASSWORD})).status_code == 201

    async with world.database.writing() as session:
        factor = await session.get_one(SecondFactor, person.id, with_for_update=True)
        factor.confirmed_at = clock.real()
        await session.flush()
        beginning = asyncio.create_task(me.post("/me/totp", {"current_password": PASSWORD}))
        await asyncio.sleep(1)

    assert refusal(await beginning) == (409, "totp_active")


async def test_another_key_under_the_same_name_ends_what_the_earlier_one_got_and_is_told(world: World) -> None:
    admin = await admin_of(world)
    first, second = KEY, ECKey.generate_key("P-256", private=True)
    client = await register(admin, jwks={"keys": [first.as_dict(private=False)]}, with_secret=False)
    token = bearing(world.anyone, await ask_signed(world.anyone, signed(first, client.id)))
    assert (await token.get("/integration/self")).status_code == 200

    changed = await admin.patch(f"/api-clients/{client.id}", {"jwks": {"keys": [second.as_dict(private=False)]}})

    assert changed.status_code == 200, changed.text
    assert changed.json()["keys"] == [{"kid": None, "kind": "EC", "thumbprint": second.thumbprint()}]
    assert refusal(await token.get("/integration/self")) == (401, "client_token_ended")
    [last, *_] = (await admin.get(f"/history?subject=api_client:{client.id}")).json()["items"]
    assert [change["label"] for change in last["changes"]] == ["Khóa công khai"]
