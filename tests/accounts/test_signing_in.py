"""Signing in by password: what one gets, in which membership, and how refusals speak."""

import unicodedata
from datetime import timedelta
from typing import Any

import pytest
from jose import jwt

from papi.access.permissions import Role
from papi.directory.models import Membership, UnitKind
from papi.kit import clock
from tests.support.accounts_world import PASSWORD, account, bearing, calling_from, refresh, sign_in
from tests.support.world import LONG_AGO, World


async def test_a_name_and_a_password_give_tokens_for_the_person_s_membership(world: World) -> None:
    ward = await world.unit("Phường 1", code="26506")
    person, (membership,) = await account(world, "26506.officer", Role.OFFICER, ward)

    answer = await sign_in(world.anyone, "26506.officer")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 900)
    claims = jwt.get_unverified_claims(body["access_token"])
    expected = {"sub": str(person.id), "unit": "26506", "role": "officer", "membership": str(membership.id), "aud": "papi-api"}
    assert claims.items() >= expected.items()
    assert (claims["client_id"], claims["iss"], claims["exp"] - claims["iat"]) == ("papi-script", "http://127.0.0.1:8000", 900)
    assert jwt.get_unverified_header(body["access_token"])["typ"] == "at+jwt"
    me = (await bearing(world.anyone, answer).get("/me")).json()
    assert (me["username"], me["membership"]["unit"]["code"], me["membership"]["role"]) == ("26506.officer", "26506", "officer")


async def test_the_name_may_be_typed_in_capitals_and_the_password_on_a_keyboard_that_types_nfd(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())

    answer = await sign_in(world.anyone, " 26506.Officer ", unicodedata.normalize("NFD", PASSWORD))

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("username", "password"), [("khong.co", PASSWORD), ("26506.officer", "sai mật khẩu rồi"), ("26506.officer", "x" * 1000)]
)
async def test_a_wrong_name_and_a_wrong_password_are_refused_alike(world: World, username: str, password: str) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())

    answer = await sign_in(world.anyone, username, password)

    body = answer.json()
    assert (answer.status_code, body["error"], body["code"]) == (400, "invalid_grant", "invalid_credentials")
    assert body["detail"] == "Tên đăng nhập hoặc mật khẩu không đúng."
    assert body["error_description"].isascii()  # RFC 6749, 5.2; the caller's language is that of `detail`
    assert password not in answer.text


async def test_a_deactivated_account_is_refused_as_if_there_were_none(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit(), active=False)

    assert (await sign_in(world.anyone, "26506.officer")).json()["code"] == "invalid_credentials"


async def test_whoever_belongs_to_no_unit_today_is_told_so(world: World) -> None:
    person, _ = await account(world, "26506.officer", Role.OFFICER)
    past = {"valid_from": LONG_AGO, "valid_to": clock.today() - timedelta(days=1)}
    await world.add(Membership(person_id=person.id, unit_id=(await world.unit()).id, role="officer", **past))

    answer = await sign_in(world.anyone, "26506.officer")

    assert (answer.status_code, answer.json()["error"], answer.json()["code"]) == (400, "invalid_grant", "no_membership")


async def test_of_several_memberships_the_named_one_is_taken_then_the_last_used_then_the_first_in_official_order(world: World) -> None:
    first, second = await world.unit("Phòng Nội vụ", UnitKind.DEPARTMENT), await world.unit("Phường 1")
    _, (in_first, in_second) = await account(world, "pnv.truongphong", Role.UNIT_HEAD, first, second)

    async def membership_of(**more: str) -> str:
        answer = await sign_in(world.anyone, "pnv.truongphong", **more)
        return jwt.get_unverified_claims(answer.json()["access_token"])["membership"]

    assert await membership_of() == str(in_first.id)
    assert await membership_of(membership=str(in_second.id)) == str(in_second.id)
    assert await membership_of() == str(in_second.id)


async def test_a_membership_of_somebody_else_is_refused(world: World) -> None:
    ward = await world.unit()
    await account(world, "26506.officer", Role.OFFICER, ward)
    _, (of_another,) = await account(world, "26506.head", Role.UNIT_HEAD, ward)

    answer = await sign_in(world.anyone, "26506.officer", membership=str(of_another.id))

    assert (answer.status_code, answer.json()["error"], answer.json()["code"]) == (400, "invalid_grant", "membership_not_held")


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": "password", "client_id": "so-noi-vu"}, "invalid_client"),
        ({"grant_type": "authorization_code"}, "unsupported_grant_type"),
        ({}, "invalid_request"),
        ({"grant_type": "password", "username": "26506.officer"}, "invalid_request"),
        ({"grant_type": "password", "password": PASSWORD}, "invalid_request"),
        ({"grant_type": "password", "username": "a\x00b", "password": PASSWORD}, "invalid_request"),
        ({"grant_type": "password", "username": "26506.officer", "password": PASSWORD, "membership": "1"}, "invalid_request"),
        ({"grant_type": "password", "username": "u" * 5000, "password": PASSWORD}, "invalid_request"),
        ({"grant_type": ["password", "password"], "username": "26506.officer", "password": PASSWORD}, "invalid_request"),
        ({"grant_type": "refresh_token"}, "invalid_request"),
        ({"grant_type": "refresh_token", "refresh_token": "không phải mã"}, "invalid_grant"),
    ],
)
async def test_a_request_that_is_not_well_formed_gets_the_error_of_rfc_6749(world: World, form: dict[str, Any], error: str) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())

    answer = await world.anyone.post("/auth/token", data=form)

    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert answer.json()["error_description"]


async def test_json_instead_of_a_form_is_refused(world: World) -> None:
    answer = await world.anyone.post("/auth/token", {"grant_type": "password", "username": "a", "password": "b"})

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_a_first_password_must_be_changed_before_anything_else(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit(), must_change_password=True)
    me = bearing(world.anyone, await sign_in(world.anyone, "26506.officer"))

    assert (await me.get("/me")).json()["must_change_password"] is True
    refused = await me.get("/units")
    assert (refused.status_code, refused.json()["code"]) == (403, "password_change_required")
    changed = await me.post("/me/password", {"current_password": PASSWORD, "new_password": "một mật khẩu khác hẳn 12"})
    assert changed.status_code == 204
    assert (await me.get("/units")).status_code == 200


async def test_a_first_password_nobody_used_for_a_month_opens_nothing(world: World) -> None:
    long_ago = clock.real() - timedelta(days=31)
    await account(world, "26506.officer", Role.OFFICER, await world.unit(), must_change_password=True, created_at=long_ago)

    assert (await sign_in(world.anyone, "26506.officer")).json()["code"] == "first_password_expired"


async def test_signing_in_is_refused_over_plain_http_from_elsewhere(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())

    async with calling_from(world, base="http://papi.vungtau.example") as stranger:
        answer = await sign_in(stranger, "26506.officer")
        again = await refresh(stranger, "x")

    assert (answer.status_code, answer.json()["code"]) == (400, "https_required")
    assert again.json()["code"] == "https_required"


async def test_who_signed_in_and_who_failed_is_kept_for_the_audit(world: World) -> None:
    ward = await world.unit()
    await account(world, "26506.officer", Role.OFFICER, ward)
    leader = await world.person(Role.LEADER, await world.unit("UBND thành phố", UnitKind.CITY))

    async with calling_from(world, "203.0.113.9") as caller:
        await sign_in(caller, "26506.officer", "sai mật khẩu rồi")
        await sign_in(caller, "26506.officer")

    kept = (await leader.get("/history?limit=10")).json()["items"]
    assert [fact["kind"] for fact in kept][:2] == ["session.started", "session.refused"]
    officer = await world.person(Role.OFFICER, ward)
    assert not [fact for fact in (await officer.get("/history")).json()["items"] if fact["kind"].startswith("session.")]


async def test_the_server_says_what_it_offers_and_how_its_tokens_are_verified(world: World) -> None:
    await account(world, "26506.officer", Role.OFFICER, await world.unit())
    token = (await sign_in(world.anyone, "26506.officer")).json()["access_token"]

    offered = (await world.anyone.get("/.well-known/oauth-authorization-server")).json()
    keys = (await world.anyone.get("/.well-known/jwks.json")).json()["keys"]

    assert offered["token_endpoint"] == "http://127.0.0.1:8000/api/v1/auth/token"
    assert set(offered["grant_types_supported"]) == {"client_credentials", "password", "refresh_token"}
    assert all("d" not in key and key["alg"] == "ES256" for key in keys)
    key = next(key for key in keys if key["kid"] == jwt.get_unverified_header(token)["kid"])
    assert jwt.decode(token, key, algorithms=["ES256"], audience="papi-api", issuer=offered["issuer"])["role"] == "officer"


async def test_the_last_sign_in_is_shown_to_the_administrator(world: World) -> None:
    person, _ = await account(world, "26506.officer", Role.OFFICER, await world.unit())
    admin = await world.person(Role.ADMIN, await world.unit("UBND thành phố", UnitKind.CITY))
    await sign_in(world.anyone, "26506.officer")

    shown = (await admin.get(f"/users/{person.id}")).json()

    assert shown["last_signed_in_at"] is not None
