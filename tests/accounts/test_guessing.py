"""Guessing passwords is slow, and told nothing."""

import asyncio
import time
from datetime import timedelta

import pytest

from papi.access.models import SignInFailures
from papi.access.permissions import Role
from papi.access.throttle import ADDRESS_LIMIT, SLOW_AFTER
from papi.kit import clock
from tests.support.accounts_world import PASSWORD, account, bearing, calling_from, sign_in
from tests.support.world import World

WRONG = "sai mật khẩu rồi"


@pytest.mark.parametrize("username", ["26506.officer", "khong.co"])
async def test_after_five_failures_an_account_is_locked_for_that_address_whether_it_exists_or_not(world: World, username: str) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())
    failures = [(await sign_in(world.anyone, username, WRONG)).status_code for _ in range(5)]

    locked = await sign_in(world.anyone, username, PASSWORD)

    assert failures == [400] * 5
    assert (locked.status_code, locked.json()["code"]) == (429, "too_many_attempts")
    assert 890 <= int(locked.headers["retry-after"]) <= 900
    until = clock.real() + timedelta(minutes=15)
    assert locked.json()["detail"].startswith("Nhập sai 5 lần, tài khoản tạm khóa. Thử lại sau ")
    assert f"{until.astimezone(clock.TIMEZONE):%H:}" in locked.json()["detail"]


async def test_a_lock_ends_by_itself_after_fifteen_minutes(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())
    for _ in range(5):
        await sign_in(world.anyone, "26506.officer", WRONG)

    with clock.real_at(clock.real() + timedelta(minutes=14)):
        assert (await sign_in(world.anyone, "26506.officer")).status_code == 429
    with clock.real_at(clock.real() + timedelta(minutes=16)):
        assert (await sign_in(world.anyone, "26506.officer", WRONG)).status_code == 400
        assert (await sign_in(world.anyone, "26506.officer")).status_code == 200


async def test_knocking_at_a_locked_account_does_not_lengthen_the_lock(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())
    for _ in range(5):
        await sign_in(world.anyone, "26506.officer", WRONG)
    begun = clock.real()

    with clock.real_at(begun + timedelta(minutes=10)):
        assert (await sign_in(world.anyone, "26506.officer")).status_code == 429
    with clock.real_at(begun + timedelta(minutes=15, seconds=1)):
        assert (await sign_in(world.anyone, "26506.officer")).status_code == 200


async def test_the_lock_holds_for_one_address_and_nobody_can_lock_others_out(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())
    async with calling_from(world, "198.51.100.66") as attacker:
        for _ in range(6):
            await sign_in(attacker, "26506.officer", WRONG)

    assert (await sign_in(world.anyone, "26506.officer")).status_code == 200


async def test_a_neighbouring_ipv6_address_is_the_same_guesser(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())
    answers: list[int] = []
    for number in range(6):
        async with calling_from(world, f"2001:db8::{number + 1}") as attacker:
            answers.append((await sign_in(attacker, "26506.officer", WRONG)).status_code)

    assert answers == [400] * 5 + [429]


async def test_of_many_guesses_at_once_five_are_looked_at(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())

    answers = await asyncio.gather(*(sign_in(world.anyone, "26506.officer", f"{WRONG} {number}") for number in range(12)))

    assert sorted(answer.status_code for answer in answers) == [400] * 5 + [429] * 7


async def test_a_success_wipes_the_slate(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())
    for _ in range(2):
        for _ in range(4):
            assert (await sign_in(world.anyone, "26506.officer", WRONG)).status_code == 400
        assert (await sign_in(world.anyone, "26506.officer")).status_code == 200


async def test_an_address_from_which_a_hundred_guesses_came_waits_whatever_the_account(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())
    now = clock.real()
    await world.add(SignInFailures(key="address:198.51.100.66", count=ADDRESS_LIMIT - 1, first_at=now, last_at=now))

    async with calling_from(world, "198.51.100.66") as attacker:
        assert (await sign_in(attacker, "khong.co", WRONG)).status_code == 400
        locked = await sign_in(attacker, "26506.officer")

    assert (locked.status_code, locked.json()["code"]) == (429, "too_many_attempts")
    assert "địa chỉ này" in locked.json()["detail"]
    assert (await sign_in(world.anyone, "26506.officer")).status_code == 200


async def test_guesses_from_many_addresses_only_slow_the_account_down(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())
    for number in range(SLOW_AFTER + 2):
        async with calling_from(world, f"198.51.100.{number}") as attacker:
            assert (await sign_in(attacker, "26506.officer", WRONG)).status_code == 400

    begun = time.monotonic()
    answer = await sign_in(world.anyone, "26506.officer")

    assert answer.status_code == 200
    assert time.monotonic() - begun > 1.0


async def test_the_present_password_cannot_be_guessed_by_whoever_found_an_open_screen(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())
    me = bearing(world.anyone, await sign_in(world.anyone, "26506.officer"))
    new = "một mật khẩu khác hẳn 12"

    answers = [await me.post("/me/password", {"current_password": WRONG, "new_password": new}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert answers[0].json()["errors"][0]["pointer"] == "/current_password"
    assert (await sign_in(world.anyone, "26506.officer", new)).status_code == 429
