"""A second factor at the sign-in: what it asks for, what opens, and what is guessed in vain."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from papi.access.models import RecoveryCode, SecondFactor
from papi.access.permissions import Role
from papi.kit.secretbox import SecretKeyMissing
from tests.support.accounts_world import OTHER_PASSWORD, PASSWORD, account, admin_of, bearing, calling_from, refresh, sign_in
from tests.support.authenticators import Authenticator, Hands, refusal, set_up
from tests.support.world import Caller, World

NAME = "26506.officer"


@pytest.fixture
def hands() -> Iterator[Hands]:
    with pytest.MonkeyPatch.context() as patch:
        yield Hands(patch)


async def _signed_in(world: World, password: str = PASSWORD, **more: str) -> Caller:
    answer = await sign_in(world.anyone, NAME, password, **more)
    assert answer.status_code == 200, answer.text
    return bearing(world.anyone, answer)


async def _with_factor(world: World) -> tuple[Caller, Authenticator]:
    await account(world, NAME, Role.OFFICER, await world.unit())
    me = await _signed_in(world)
    return me, await set_up(me)


async def test_a_code_is_asked_for_after_the_password_and_taken_once(world: World, hands: Hands) -> None:
    me, phone = await _with_factor(world)
    hands.move(30)

    asked = await sign_in(world.anyone, NAME)
    assert refusal(asked) == (400, "totp_required")
    assert asked.json()["error"] == "invalid_grant"
    code = phone.code()
    opened = await sign_in(world.anyone, NAME, totp=f" {code[:3]} {code[3:]}")
    assert opened.status_code == 200
    assert refusal(await sign_in(world.anyone, NAME, totp=code)) == (400, "totp_wrong")
    assert refusal(await sign_in(world.anyone, NAME, totp=phone.code(-1))) == (400, "totp_wrong")
    assert (await sign_in(world.anyone, NAME, totp=phone.code(1))).status_code == 200  # a telephone that is half a minute fast
    assert refusal(await sign_in(world.anyone, NAME, totp=phone.code(3))) == (400, "totp_wrong")
    assert (await me.get("/me/totp")).json() | {"since": None} == {
        "active": True,
        "since": None,
        "recovery_codes_left": 10,
        "required": False,
        "least_password": 8,
    }


async def test_of_requests_with_the_same_code_one_is_let_in(world: World, hands: Hands) -> None:
    _, phone = await _with_factor(world)
    hands.move(30)
    code, recovery = phone.code(), phone.recovery[0]

    for same in (code, recovery):
        answers = await asyncio.gather(*(sign_in(world.anyone, NAME, totp=same) for _ in range(3)))
        assert sorted(answer.status_code for answer in answers) == [200, 400, 400]


async def test_a_recovery_code_opens_once_and_loses_its_force_when_they_are_made_anew(world: World, hands: Hands) -> None:
    me, phone = await _with_factor(world)
    assert len(set(phone.recovery)) == 10

    typed = phone.recovery[0].upper().replace("-", " ")
    assert (await sign_in(world.anyone, NAME, totp=typed)).status_code == 200
    assert refusal(await sign_in(world.anyone, NAME, totp=phone.recovery[0])) == (400, "totp_wrong")
    assert (await me.get("/me/totp")).json()["recovery_codes_left"] == 9
    hands.move(30)
    wrong = await me.post("/me/totp/recovery-codes", {"current_password": PASSWORD, "code": "000000"})
    assert refusal(wrong) == (422, "totp_wrong")
    renewed = await me.post("/me/totp/recovery-codes", {"current_password": PASSWORD, "code": phone.code()})
    assert renewed.status_code == 201
    assert refusal(await sign_in(world.anyone, NAME, totp=phone.recovery[1])) == (400, "totp_wrong")
    assert (await sign_in(world.anyone, NAME, totp=renewed.json()["recovery_codes"][1])).status_code == 200


async def test_wrong_codes_lock_like_wrong_passwords_and_asking_for_one_gives_no_guess_back(world: World) -> None:
    await _with_factor(world)

    async with calling_from(world, "203.0.113.80") as thief:
        for _ in range(5):
            assert refusal(await sign_in(thief, NAME)) == (400, "totp_required")
            assert refusal(await sign_in(thief, NAME, totp="000000")) == (400, "totp_wrong")
        assert (await sign_in(thief, NAME, totp="000000")).status_code == 429
        assert (await sign_in(thief, NAME)).status_code == 429


async def test_codes_that_are_guessed_from_many_addresses_lock_the_account_for_whoever_has_its_password(world: World) -> None:
    _, phone = await _with_factor(world)

    answers: list[int] = []
    for number in range(12):
        async with calling_from(world, f"198.51.100.{number}") as thief:
            answers.append((await sign_in(thief, NAME, totp="000000")).status_code)
    assert answers == [400] * 10 + [429] * 2
    assert (await sign_in(world.anyone, NAME, totp=phone.recovery[0])).status_code == 429


async def test_an_unknown_name_and_a_wrong_password_are_refused_alike_whatever_code_comes_along(world: World) -> None:
    await _with_factor(world)

    answers = [await sign_in(world.anyone, name, "sai mật khẩu rồi", totp="123456") for name in (NAME, "khong.co")]

    first, second = ({key: value for key, value in answer.json().items() if key != "request_id"} for answer in answers)
    assert first == second
    assert first["code"] == "invalid_credentials"


async def test_setting_up_needs_the_password_and_a_code_and_ends_the_other_sessions(world: World) -> None:
    await account(world, NAME, Role.OFFICER, await world.unit())
    me, elsewhere = await _signed_in(world), await _signed_in(world)

    assert refusal(await me.post("/me/totp", {"current_password": OTHER_PASSWORD})) == (422, "password_wrong")
    assert refusal(await me.post("/me/totp/confirm", {"code": "000000"})) == (409, "totp_not_begun")
    begun = (await me.post("/me/totp", {"current_password": PASSWORD})).json()
    assert begun["uri"].startswith("otpauth://totp/PAPI%20Tracker:26506.officer?secret=" + begun["secret"])
    assert refusal(await me.post("/me/totp/confirm", {"code": "000000"})) == (422, "totp_wrong")
    assert (await sign_in(world.anyone, NAME)).status_code == 200  # nothing is asked for before a code was right
    confirmed = await me.post("/me/totp/confirm", {"code": Authenticator(begun["secret"], []).code()})
    assert confirmed.status_code == 200
    assert (await me.get("/me")).status_code == 200
    assert (await elsewhere.get("/me")).status_code == 401
    assert refusal(await me.post("/me/totp", {"current_password": PASSWORD})) == (409, "totp_active")


async def test_a_set_up_that_was_left_lying_is_begun_anew(world: World, hands: Hands) -> None:
    await account(world, NAME, Role.OFFICER, await world.unit())
    me = await _signed_in(world)
    begun = (await me.post("/me/totp", {"current_password": PASSWORD})).json()
    hands.move(31 * 60)
    me = await _signed_in(world)

    late = await me.post("/me/totp/confirm", {"code": Authenticator(begun["secret"], []).code()})

    assert refusal(late) == (409, "totp_not_begun")


async def test_neither_the_secret_nor_a_recovery_code_lies_open_in_the_database(world: World) -> None:
    me, phone = await _with_factor(world)
    person = (await me.get("/me")).json()["id"]

    async with world.database.reading() as session:
        factor = (await session.scalars(select(SecondFactor))).one()
        hashes = (await session.scalars(select(RecoveryCode.code_hash))).all()

    assert str(factor.person_id) == person
    assert phone.secret.encode() not in factor.sealed
    assert not {code for code in phone.recovery if code in hashes or code.replace("-", "") in hashes}
    with pytest.raises(SecretKeyMissing):
        world.app.state.entrance.box.open(factor.sealed, factor.key_id, factor.key_id)  # of another row it is no secret


async def test_taking_it_off_needs_password_and_code_and_a_password_that_stands_alone(world: World, hands: Hands) -> None:
    me, phone = await _with_factor(world)
    hands.move(30)
    short = "Cá7-biểnđông"
    changed = await me.post("/me/password", {"current_password": PASSWORD, "new_password": short})
    assert changed.status_code == 204

    kept = await me.request("DELETE", "/me/totp", json={"current_password": short, "code": phone.code()})
    assert refusal(kept) == (409, "password_short_alone")
    assert (await me.post("/me/password", {"current_password": short, "new_password": OTHER_PASSWORD})).status_code == 204
    wrong = await me.request("DELETE", "/me/totp", json={"current_password": OTHER_PASSWORD, "code": "000000"})
    assert refusal(wrong) == (422, "totp_wrong")
    gone = await me.request("DELETE", "/me/totp", json={"current_password": OTHER_PASSWORD, "code": phone.code()})
    assert gone.status_code == 204
    assert (await sign_in(world.anyone, NAME, OTHER_PASSWORD)).status_code == 200
    refused = await me.post("/me/password", {"current_password": OTHER_PASSWORD, "new_password": short})
    assert refusal(refused) == (422, "password_refused")


async def test_the_administrator_takes_a_lost_one_off_and_the_person_is_told_and_needs_a_long_password(world: World, hands: Hands) -> None:
    me, _phone = await _with_factor(world)
    short = "Cá7-biểnđông"
    assert (await me.post("/me/password", {"current_password": PASSWORD, "new_password": short})).status_code == 204
    person = (await me.get("/me")).json()["id"]
    admin = await admin_of(world)
    shown = (await admin.get(f"/users/{person}")).json()
    assert (shown["second_factor"], "take_totp_off" in shown["allowed_actions"]) == (True, True)

    colleague = await world.person(Role.LEADER, await world.unit())
    assert (await colleague.get(f"/users/{person}")).json()["second_factor"] is None
    assert {row["second_factor"] for row in (await colleague.get("/users")).json()["items"]} == {None}

    taken = await admin.delete(f"/users/{person}/totp")

    assert (taken.status_code, taken.json()["second_factor"], "take_totp_off" in taken.json()["allowed_actions"]) == (200, False, False)
    assert refusal(await admin.delete(f"/users/{person}/totp")) == (409, "totp_missing")
    assert refusal(await admin.delete(f"/users/{admin.id}/totp")) == (409, "totp_own")
    assert (await me.get("/me")).status_code == 401
    await world.let_the_worker_run()
    hands.move(40 * 24 * 3600)  # however old the password is, it is the person's own
    me = await _signed_in(world, short)
    assert refusal(await me.get("/units")) == (403, "password_change_required")
    assert (await me.post("/me/password", {"current_password": short, "new_password": OTHER_PASSWORD})).status_code == 204
    told = (await me.get("/notifications")).json()["items"]
    assert [notice["kind"] for notice in told] == ["person.totp_taken_off"]


async def test_a_role_that_needs_one_does_nothing_else_before_it_is_set_up(world: World, hands: Hands) -> None:
    entrance = world.app.state.entrance
    world.app.state.entrance = type(entrance)(entrance.issuer, entrance.box, frozenset({Role.OFFICER}))
    await account(world, NAME, Role.OFFICER, await world.unit())
    me = await _signed_in(world)

    assert (await me.get("/me")).json()["must_set_up_totp"] is True
    assert refusal(await me.get("/units")) == (403, "totp_setup_required")
    assert refusal(await me.post("/comments", {})) == (403, "totp_setup_required")
    phone = await set_up(me)
    assert (await me.get("/units")).status_code == 200
    hands.move(30)
    answer = await sign_in(world.anyone, NAME, totp=phone.code())
    again = await refresh(world.anyone, answer.json()["refresh_token"])
    assert (await bearing(world.anyone, again).get("/units")).status_code == 200
    hands.move(30)
    me = bearing(world.anyone, again)
    gone = await me.request("DELETE", "/me/totp", json={"current_password": PASSWORD, "code": phone.code()})
    assert gone.status_code == 204
    assert refusal(await me.get("/units")) == (403, "totp_setup_required")
    assert (await (await admin_of(world)).get("/units")).status_code == 200
