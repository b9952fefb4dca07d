"""Choosing a password, changing it, setting it anew with a code of the administrator."""

import unicodedata
from datetime import timedelta

import pytest

from papi.access.passwords import check_new_password, hash_password, one_time_password, verify_password
from papi.access.permissions import Role
from papi.directory.models import UnitKind
from papi.kit import clock
from papi.kit.errors import Refusal
from tests.support.accounts_world import OTHER_PASSWORD, PASSWORD, account, bearing, calling_from, sign_in
from tests.support.world import Someone, World


async def test_changing_the_password_ends_all_other_sessions(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())
    here = bearing(world.anyone, await sign_in(world.anyone, "26506.officer"))
    there = bearing(world.anyone, await sign_in(world.anyone, "26506.officer"))

    answer = await here.post("/me/password", {"current_password": PASSWORD, "new_password": OTHER_PASSWORD})

    assert answer.status_code == 204
    assert (await here.get("/me")).status_code == 200
    assert (await there.get("/me")).status_code == 401
    assert (await sign_in(world.anyone, "26506.officer")).status_code == 400
    assert (await sign_in(world.anyone, "26506.officer", unicodedata.normalize("NFD", OTHER_PASSWORD))).status_code == 200


WEAK = [
    "ngắn quá, 13k",
    "x" * 129,
    "aaaaaaaaaaaaaaa",
    "12345678901234",
    "abcdefghijklmnop",
    "vungtauvungtau",
    "Matkhau12345678",
    "MẬT KHẨU 2024 2024 2024",
    "1q2w3e4r5t6y7u8i",
    "vungtau-2024-demo",
    "26506.officer-1",
    "Tran Thi Mai 24",
    PASSWORD,
]


async def test_a_weak_password_is_refused_without_being_repeated(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())
    me = bearing(world.anyone, await sign_in(world.anyone, "26506.officer"))

    answers = {weak: await me.post("/me/password", {"current_password": PASSWORD, "new_password": weak}) for weak in WEAK}

    for weak, answer in answers.items():
        assert (answer.status_code, answer.json()["code"]) == (422, "password_refused"), weak
        assert [error["pointer"] for error in answer.json()["errors"]] == ["/new_password"]
        assert weak not in answer.text
    assert (await sign_in(world.anyone, "26506.officer")).status_code == 200


@pytest.mark.parametrize(
    "good", ["ba con mèo trèo cây cau", "correct horse battery", "Tôi đi họp ở Phường 1 lúc 9 giờ", "x7" * 3 + "Qp92!kk-đ"]
)
def test_a_password_needs_no_capitals_digits_or_signs(good: str) -> None:
    check_new_password(good, "26506.officer", "Trần Thị Mai")


def test_length_counts_letters_as_people_see_them() -> None:
    thirteen = "đườngđếntrườn"
    assert len(unicodedata.normalize("NFD", thirteen)) > 14
    with pytest.raises(Refusal):
        check_new_password(unicodedata.normalize("NFD", thirteen))


async def test_look_alike_letters_stay_different(world: World) -> None:
    stored = await hash_password("mật khẩu ﬁ và ① rất dài")

    assert await verify_password("mật khẩu ﬁ và ① rất dài", stored)
    assert not await verify_password("mật khẩu fi và 1 rất dài", stored)


def test_a_one_time_password_meets_the_rules_itself_and_never_comes_twice() -> None:
    made = {one_time_password() for _ in range(200)}

    assert len(made) == 200
    for password in made:
        check_new_password(password)


async def admin_of(world: World) -> Someone:
    return await world.person(Role.ADMIN, await world.unit("UBND thành phố", UnitKind.CITY))


async def test_the_administrator_gives_a_code_with_which_a_new_password_is_set_once(world: World) -> None:
    person, _ = await account(world, "26506.officer", Role.OFFICER, await world.unit())
    open_session = bearing(world.anyone, await sign_in(world.anyone, "26506.officer"))
    given = (await (await admin_of(world)).post(f"/users/{person.id}/password-reset")).json()
    body = {"username": "26506.officer", "code": given["code"].upper(), "new_password": OTHER_PASSWORD}

    used = await world.anyone.post("/auth/password-reset", body)
    again = await world.anyone.post("/auth/password-reset", {**body, "new_password": "lại một mật khẩu nữa 77"})

    assert used.status_code == 204
    assert (again.status_code, again.json()["code"]) == (422, "reset_invalid")
    assert (await open_session.get("/me")).status_code == 401
    assert (await sign_in(world.anyone, "26506.officer", OTHER_PASSWORD)).status_code == 200


async def test_a_code_works_for_a_day_and_a_newer_one_takes_its_force(world: World) -> None:
    person, _ = await account(world, "26506.officer", Role.OFFICER, await world.unit())
    admin = await admin_of(world)
    first = (await admin.post(f"/users/{person.id}/password-reset")).json()["code"]
    second = (await admin.post(f"/users/{person.id}/password-reset")).json()["code"]

    async def use(code: str, username: str = "26506.officer") -> int:
        body = {"username": username, "code": code, "new_password": OTHER_PASSWORD}
        return (await world.anyone.post("/auth/password-reset", body)).status_code

    assert await use(first) == 422
    assert await use(second, "26506.head") == 422
    with clock.real_at(clock.real() + timedelta(hours=24, seconds=1)):
        assert await use(second) == 422
    assert await use(second) == 204


async def test_codes_are_guessed_no_faster_than_passwords(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())
    body = {"username": "26506.officer", "code": "aaaaaa-aaaaaa", "new_password": OTHER_PASSWORD}

    async with calling_from(world, "198.51.100.66") as attacker:
        answers = [(await attacker.post("/auth/password-reset", body)).status_code for _ in range(6)]

    assert answers == [422] * 5 + [429]


async def test_an_answer_with_a_code_is_not_stored_for_repetition(world: World) -> None:
    person, _ = await account(world, "26506.officer", Role.OFFICER, await world.unit())
    admin = await admin_of(world)
    path, key = f"/users/{person.id}/password-reset", {"Idempotency-Key": "một-lần".encode().hex()}

    first, second = await admin.post(path, headers=key), await admin.post(path, headers=key)

    assert first.json()["code"] != second.json()["code"]
