"""Staying signed in: rotating refresh tokens, the browser's cookie, ending sessions."""

import asyncio
from datetime import timedelta

import pytest
from jose import jwt

from papi.access.permissions import Role
from papi.directory.models import UnitKind
from papi.kit import clock
from papi.settings import Settings
from tests.support.accounts_world import PASSWORD, account, bearing, calling_from, refresh, sign_in
from tests.support.world import BASE, Caller, World

SPA = {"client_id": "papi-spa"}


async def signed_in(world: World) -> tuple[Caller, str]:
    """An officer of Phường 1 with a script's tokens."""
    await account(world, "26506.officer", Role.OFFICER, await world.unit())
    answer = await sign_in(world.anyone, "26506.officer")
    return bearing(world.anyone, answer), answer.json()["refresh_token"]


async def test_a_refresh_token_is_traded_for_a_new_pair(world: World) -> None:
    _, token = await signed_in(world)

    answer = await refresh(world.anyone, token)

    assert answer.status_code == 200
    assert answer.json()["refresh_token"] != token
    assert (await bearing(world.anyone, answer).get("/me")).status_code == 200
    assert (await refresh(world.anyone, answer.json()["refresh_token"])).status_code == 200


async def test_whoever_lost_the_answer_may_ask_again_for_twenty_seconds_and_gets_the_same_successor(world: World) -> None:
    _, token = await signed_in(world)
    first = await refresh(world.anyone, token)

    with clock.real_at(clock.real() + timedelta(seconds=19)):
        again = await refresh(world.anyone, token)

    assert again.status_code == 200
    assert again.json()["refresh_token"] == first.json()["refresh_token"]


async def test_several_tabs_that_refresh_at_once_all_get_the_same_successor(world: World) -> None:
    _, token = await signed_in(world)

    answers = await asyncio.gather(*(refresh(world.anyone, token) for _ in range(6)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["refresh_token"] for answer in answers}) == 1


async def test_an_old_token_used_later_revokes_the_whole_family_and_that_is_kept(world: World) -> None:
    me, token = await signed_in(world)
    successor = (await refresh(world.anyone, token)).json()["refresh_token"]

    with clock.real_at(clock.real() + timedelta(seconds=21)):
        stolen = await refresh(world.anyone, token)
        followed = await refresh(world.anyone, successor)
        seen = await me.get("/me")

    assert (stolen.status_code, stolen.json()["error"], stolen.json()["code"]) == (400, "invalid_grant", "session_revoked")
    assert (followed.status_code, followed.json()["error"]) == (400, "invalid_grant")
    assert (seen.status_code, seen.json()["code"]) == (401, "token_expired")
    leader = await world.person(Role.LEADER, await world.unit("UBND thành phố", UnitKind.CITY))
    assert "session.reused" in [fact["kind"] for fact in (await leader.get("/history")).json()["items"]]


async def test_a_session_ends_after_twelve_idle_hours_and_in_any_case_after_seven_days(world: World) -> None:
    _, token = await signed_in(world)
    begun = clock.real()

    with clock.real_at(begun + timedelta(hours=12, minutes=1)):
        assert (await refresh(world.anyone, token)).json()["error"] == "invalid_grant"
    for half_days in range(1, 15):
        with clock.real_at(begun + timedelta(hours=11.9 * half_days)):
            answer = await refresh(world.anyone, token)
            assert answer.status_code == 200, half_days
            token = answer.json()["refresh_token"]
    with clock.real_at(begun + timedelta(days=7, minutes=1)):
        assert (await refresh(world.anyone, token)).json()["error"] == "invalid_grant"


async def test_a_refresh_switches_to_another_membership_of_the_same_person(world: World) -> None:
    first, second = await world.unit("Phòng Nội vụ", UnitKind.DEPARTMENT, code="PB-NV"), await world.unit("Phường 1", code="26506")
    _, (_, in_second) = await account(world, "pnv.truongphong", Role.UNIT_HEAD, first, second)
    token = (await sign_in(world.anyone, "pnv.truongphong")).json()["refresh_token"]

    switched = await refresh(world.anyone, token, membership=str(in_second.id))
    stayed = await refresh(world.anyone, switched.json()["refresh_token"])

    for answer in (switched, stayed):
        assert jwt.get_unverified_claims(answer.json()["access_token"])["unit"] == "26506"
    assert (await bearing(world.anyone, stayed).get("/me")).json()["membership"]["id"] == str(in_second.id)


async def test_a_membership_that_is_not_one_s_own_changes_nothing(world: World) -> None:
    _, token = await signed_in(world)
    stranger = await world.person(Role.ADMIN, await world.unit("UBND thành phố", UnitKind.CITY))

    refused = await refresh(world.anyone, token, membership=str(stranger.membership_id))

    assert (refused.status_code, refused.json()["code"]) == (400, "membership_not_held")
    with clock.real_at(clock.real() + timedelta(minutes=5)):
        assert (await refresh(world.anyone, token)).status_code == 200


async def test_the_browser_gets_its_refresh_token_as_a_cookie_only(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())

    async with calling_from(world, "127.0.0.1", origin=BASE) as browser:
        answer = await sign_in(browser, "26506.officer", **SPA)
        again = await browser.post("/auth/token", data={"grant_type": "refresh_token", **SPA})

    cookie = answer.headers["set-cookie"]
    assert answer.json()["refresh_token"] is None
    assert cookie.startswith("papi_refresh=")
    for part in ("HttpOnly", "SameSite=strict", "Path=/api/v1/auth", "Max-Age="):
        assert part in cookie
    assert again.status_code == 200
    assert again.headers["set-cookie"] != cookie


async def test_over_https_the_cookie_is_bound_to_it(world: World) -> None:
    world.app.state.settings = Settings(public_url="https://papi.vungtau.example")
    await account(world, "26506.officer", Role.OFFICER, await world.unit())

    async with calling_from(world, origin="https://papi.vungtau.example", base="https://papi.vungtau.example") as browser:
        answer = await sign_in(browser, "26506.officer", **SPA)
        again = await browser.post("/auth/token", data={"grant_type": "refresh_token", **SPA})

    assert answer.headers["set-cookie"].startswith("__Secure-papi_refresh=")
    assert "Secure" in answer.headers["set-cookie"].split("; ")
    assert again.status_code == 200


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://127.0.0.1:9999", "http://127.0.0.1:8000.evil.example"])
async def test_the_browser_s_client_is_refused_from_any_other_page(world: World, origin: str | None) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())

    async with calling_from(world, "127.0.0.1", origin=BASE) as browser:
        await sign_in(browser, "26506.officer", **SPA)
        forged = Caller(browser.client, browser.app, {"Origin": origin} if origin else {})
        answers = [
            await sign_in(forged, "26506.officer", **SPA),
            await forged.post("/auth/token", data={"grant_type": "refresh_token", **SPA}),
            await forged.post("/auth/revoke", data=SPA),
        ]
        still = await browser.post("/auth/token", data={"grant_type": "refresh_token", **SPA})

    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(403, "origin_refused")}
    assert still.status_code == 200


async def test_a_token_serves_the_client_that_it_was_given_to_and_no_other(world: World) -> None:
    _, script_token = await signed_in(world)

    async with calling_from(world, "127.0.0.1", origin=BASE) as browser:
        await sign_in(browser, "26506.officer", **SPA)
        cookie = browser.client.cookies["papi_refresh"]
        browser.client.cookies.set("papi_refresh", script_token, path="/api/v1/auth")
        as_browser = await browser.post("/auth/token", data={"grant_type": "refresh_token", **SPA})
    as_script = await refresh(world.anyone, cookie)

    assert as_browser.json()["error"] == as_script.json()["error"] == "invalid_grant"
    assert (await refresh(world.anyone, script_token)).status_code == 200


async def test_a_cookie_that_opens_nothing_is_taken_away(world: World) -> None:
    async with calling_from(world, "127.0.0.1", origin=BASE) as browser:
        browser.client.cookies.set("papi_refresh", "cũ".encode().hex(), domain="127.0.0.1", path="/api/v1/auth")
        answer = await browser.post("/auth/token", data={"grant_type": "refresh_token", **SPA})

    assert answer.json()["error"] == "invalid_grant"
    assert 'papi_refresh=""' in answer.headers["set-cookie"]
    assert "Max-Age=0" in answer.headers["set-cookie"]


async def test_signing_out_ends_the_session_at_once(world: World) -> None:
    me, token = await signed_in(world)

    assert (await world.anyone.post("/auth/revoke", data={"token": token})).status_code == 200

    assert (await me.get("/me")).json()["code"] == "token_expired"
    assert (await refresh(world.anyone, token)).json()["error"] == "invalid_grant"


async def test_the_browser_signs_out_with_its_cookie(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())

    async with calling_from(world, "127.0.0.1", origin=BASE) as browser:
        me = bearing(browser, await sign_in(browser, "26506.officer", **SPA))
        answer = await browser.post("/auth/revoke", data=SPA)
        again = await browser.post("/auth/token", data={"grant_type": "refresh_token", **SPA})
        seen = await me.get("/me")

    assert (answer.status_code, seen.status_code) == (200, 401)
    assert again.json()["error"] == "invalid_grant"


async def test_an_access_token_signs_out_as_well_and_an_unknown_token_is_no_error(world: World) -> None:
    me, _ = await signed_in(world)
    access_token = me.headers["Authorization"].removeprefix("Bearer ")

    unknown = await world.anyone.post("/auth/revoke", data={"token": "không có"})
    known = await world.anyone.post("/auth/revoke", data={"token": access_token})

    assert (unknown.status_code, known.status_code) == (200, 200)
    assert (await me.get("/me")).status_code == 401


async def test_one_s_sessions_are_listed_and_each_can_be_ended(world: World) -> None:
    me, _ = await signed_in(world)
    async with calling_from(world, "198.51.100.4") as elsewhere:
        other = bearing(elsewhere, await sign_in(elsewhere, "26506.officer"))
        listed = (await me.get("/me/sessions")).json()["items"]
        there = next(item for item in listed if item["address"] == "198.51.100.4")
        assert [item["current"] for item in listed if item["id"] != there["id"]] == [True]
        assert (await other.get("/me")).status_code == 200

        ended = await me.delete(f"/me/sessions/{there['id']}")

        assert ended.status_code == 204
        assert (await other.get("/me")).status_code == 401
    assert [item["id"] for item in (await me.get("/me/sessions")).json()["items"]] == [
        item["id"] for item in listed if item["id"] != there["id"]
    ]


async def test_nobody_ends_the_session_of_somebody_else(world: World) -> None:
    me, _ = await signed_in(world)
    stranger = await world.person(Role.ADMIN, await world.unit("UBND thành phố", UnitKind.CITY))
    mine = (await me.get("/me/sessions")).json()["items"][0]["id"]

    answer = await stranger.delete(f"/me/sessions/{mine}")

    assert (answer.status_code, answer.json()["code"]) == (404, "session_not_found")
    assert (await me.get("/me")).status_code == 200


async def test_a_password_is_not_needed_again_after_signing_in(world: World) -> None:
    _, token = await signed_in(world)

    answer = await refresh(world.anyone, token)

    assert PASSWORD not in answer.text
