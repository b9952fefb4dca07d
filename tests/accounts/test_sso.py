"""Signing in by the identity provider: whom it lets in, and what is refused. The provider is a real one on loopback."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import pytest
from sqlalchemy import update

from papi.access.models import SignInFailures, SsoAttempt
from papi.access.permissions import Role
from papi.access.sessions import digest
from papi.access.throttle import WAY_LIMIT
from papi.directory.models import Person
from papi.kit import clock
from tests.support.accounts_world import PASSWORD, account, admin_of, bearing, calling_from, sign_in
from tests.support.authenticators import Hands, refusal, set_up
from tests.support.identity_provider import Provider, begin, come_back, connect, enter_there, started, walk
from tests.support.world import BASE, Caller, World

MAIL = "mai@vungtau.example.vn"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    running = started()
    yield running
    running.stop()


@pytest.fixture
async def browser(world: World, provider: Provider) -> AsyncIterator[Caller]:
    connect(world, provider)
    async with calling_from(world, origin=BASE) as caller:
        yield caller


async def _me(browser: Caller) -> Caller:
    """The page, once it has traded the cookie for a token."""
    answer = await browser.post("/auth/token", data={"grant_type": "refresh_token", "client_id": "papi-spa"})
    assert answer.status_code == 200, answer.text
    return bearing(browser, answer)


async def _mai(world: World, **fields: object) -> Person:
    return (await account(world, "mai.tt", Role.OFFICER, await world.unit(), **{"email": MAIL, **fields}))[0]


async def test_the_account_of_a_verified_mail_is_linked_and_let_in_and_known_again_by_its_subject(world: World, browser: Caller) -> None:
    person = await _mai(world, must_change_password=True)

    assert await walk(browser, "s-mai", "/plan?unit=1") == "/sign-in?sso=done&next=%2Fplan%3Funit%3D1"

    me = await _me(browser)
    shown = (await me.get("/me")).json()
    # the first password, which nobody used, need not be changed by who comes without it
    assert (shown["username"], shown["signed_in_by"], shown["must_change_password"]) == ("mai.tt", "sso", False)
    assert [(link["name"], link["issuer"][:16]) for link in (await me.get("/me/identities")).json()["items"]] == [
        ("Mai.TT", "http://127.0.0.1")
    ]
    async with world.database.writing() as session:
        await session.execute(update(Person).where(Person.id == person.id).values(email="khac@vungtau.example.vn"))
    assert await walk(browser, "s-mai") == "/sign-in?sso=done&next=%2F"
    admin = await admin_of(world)
    link = (await admin.get(f"/users/{person.id}/identities")).json()["items"][0]
    assert (await admin.delete(f"/users/{person.id}/identities/{link['id']}")).status_code == 204
    assert (await me.get("/me")).status_code == 401
    assert await walk(browser, "s-mai") == "/sign-in?sso=sso_nobody&next=%2F"


async def test_by_setting_the_user_name_links_whatever_its_capitals(world: World, browser: Caller, provider: Provider) -> None:
    await _mai(world, email=None)
    connect(world, provider, oidc_link_by="username")

    assert await walk(browser, "s-mai") == "/sign-in?sso=done&next=%2F"
    assert (await (await _me(browser)).get("/me")).json()["username"] == "mai.tt"


async def test_who_matches_nobody_or_several_or_somebody_locked_or_linked_is_refused_in_words(world: World, browser: Caller) -> None:
    person = await _mai(world)

    async def outcome(login: str) -> str:
        return parse_qs(urlsplit(await walk(browser, login)).query)["sso"][0]

    assert await outcome("s-la") == "sso_nobody"
    assert await outcome("s-chua") == "sso_mail_unverified"
    second, _ = await account(world, "mai.hai", Role.OFFICER, await world.unit(), email=MAIL.upper())
    assert await outcome("s-mai") == "sso_several"
    async with world.database.writing() as session:
        await session.execute(update(Person).where(Person.id == second.id).values(active=False))
    assert await outcome("s-mai") == "done"
    assert await outcome("s-moi") == "sso_linked_elsewhere"  # the mailbox was given to somebody else
    async with world.database.writing() as session:
        await session.execute(update(Person).where(Person.id == person.id).values(active=False))
    assert await outcome("s-mai") == "sso_locked"
    assert await outcome("s-moi") == "sso_locked"
    assert (await browser.post("/auth/token", data={"grant_type": "refresh_token", "client_id": "papi-spa"})).status_code == 400


async def test_two_first_arrivals_at_once_make_one_link(world: World, browser: Caller, provider: Provider) -> None:
    await _mai(world)

    async with calling_from(world, "203.0.113.9", origin=BASE) as other:
        ways = [await enter_there(await begin(caller), "s-mai") for caller in (browser, other)]
        ends = await asyncio.gather(come_back(browser, ways[0]), come_back(other, ways[1]))

    assert ends == ["/sign-in?sso=done&next=%2F"] * 2
    assert len((await (await _me(browser)).get("/me/identities")).json()["items"]) == 1


async def test_an_answer_counts_once_and_for_the_browser_that_asked_and_for_ten_minutes(world: World, browser: Caller) -> None:
    await _mai(world)
    used = "/sign-in?sso=sso_state_invalid&next=%2F"

    url = await enter_there(await begin(browser), "s-mai")
    async with calling_from(world, "203.0.113.66", origin=BASE) as other:
        assert await come_back(other, url) == used
        await begin(other)  # one that has begun a way of its own
        assert await come_back(other, url) == used
    cookie = dict(browser.client.cookies)
    assert (await come_back(browser, url)).startswith("/sign-in?sso=done")
    browser.client.cookies.update(cookie)
    assert await come_back(browser, url) == used
    late = await enter_there(await begin(browser), "s-mai")
    async with world.database.writing() as session:
        await session.execute(update(SsoAttempt).values(created_at=clock.real() - timedelta(minutes=11)))
    assert await come_back(browser, late) == used
    assert await come_back(browser, f"{late}&state=2") == used


async def test_the_provider_demands_pkce_and_gets_it_and_a_wrong_nonce_or_verifier_opens_nothing(world: World, browser: Caller) -> None:
    await _mai(world)
    url = await begin(browser)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert (asked["code_challenge_method"], asked["response_type"], len(asked["nonce"])) == ("S256", "code", 43)
    bare = urlencode({name: value for name, value in asked.items() if not name.startswith("code_challenge")})
    refused = await enter_there(urlunsplit((*urlsplit(url)[:3], bare, "")), "s-mai")
    assert "error=invalid_request" in refused
    assert (await come_back(browser, refused)).startswith("/sign-in?sso=sso_cancelled")

    for changed in ({"nonce": "x" * 43}, {"verifier": "y" * 64}):
        url = await enter_there(await begin(browser), "s-mai")
        async with world.database.writing() as session:
            await session.execute(update(SsoAttempt).values(**changed))
        assert (await come_back(browser, url)).startswith("/sign-in?sso=sso_token_invalid")
    mixed = (await enter_there(await begin(browser), "s-mai")).replace("iss=http%3A%2F%2F127.0.0.1", "iss=http%3A%2F%2F127.0.0.2")
    assert (await come_back(browser, mixed)).startswith("/sign-in?sso=sso_token_invalid")


async def test_a_new_key_of_the_provider_is_fetched_when_it_is_first_met(world: World, browser: Caller, provider: Provider) -> None:
    await _mai(world)
    assert (await walk(browser, "s-mai")).startswith("/sign-in?sso=done")

    provider.told(rotate=True)

    assert (await walk(browser, "s-mai")).startswith("/sign-in?sso=done")


async def test_of_ways_that_lead_nowhere_an_address_begins_a_hundred_in_a_quarter_of_an_hour(world: World, browser: Caller) -> None:
    await _mai(world)
    now = clock.real()
    quarter = int(now.timestamp() // 900)
    for key in (f"way:203.0.113.7:{quarter}", f"way:203.0.113.7:{quarter + 1}"):  # the next may begin while this runs
        await world.add(SignInFailures(key=key, count=WAY_LIMIT - 1, first_at=now, last_at=now))

    assert (await walk(browser, "s-mai")).startswith("/sign-in?sso=done")  # is given back: many sign in behind one address
    assert (await browser.post("/auth/oidc/start", {})).status_code == 200
    ends = [await browser.post("/auth/oidc/start", {}) for _ in range(2)]

    assert [refusal(end) for end in ends] == [(429, "too_many_attempts")] * 2
    assert ends[0].json()["detail"].startswith("Quá nhiều lượt đăng nhập dở dang từ địa chỉ này. Thử lại sau ")
    assert 0 < int(ends[0].headers["retry-after"]) <= 900
    async with calling_from(world, "203.0.113.8", origin=BASE) as other:
        assert (await other.post("/auth/oidc/start", {})).status_code == 200
    with clock.real_at(now + timedelta(minutes=31)):
        assert (await browser.post("/auth/oidc/start", {})).status_code == 200


async def test_the_browser_comes_back_to_our_own_pages_alone(world: World, browser: Caller) -> None:
    async def kept(wanted: str) -> str:
        state = parse_qs(urlsplit(await begin(browser, wanted)).query)["state"][0]
        async with world.database.reading() as session:
            return (await session.get_one(SsoAttempt, digest(state))).next_path

    elsewhere = [
        "https://example.com/",
        "//example.com",
        "/\\example.com",
        "/a\\b",
        "/\t/example.com",
        "/sign-in?x=1",
        "/api/v1/me",
        "plan",
    ]
    assert {wanted: path for wanted in elsewhere if (path := await kept(wanted)) != "/"} == {}
    assert await kept("/plan?unit=1#dong-2") == "/plan?unit=1#dong-2"


async def test_a_second_factor_is_asked_for_after_the_provider_unless_it_counts_by_setting(
    world: World, browser: Caller, provider: Provider
) -> None:
    await _mai(world)
    me = bearing(world.anyone, await sign_in(world.anyone, "mai.tt"))
    phone = await set_up(me)
    with pytest.MonkeyPatch.context() as patch:
        Hands(patch).move(30)
        assert await walk(browser, "s-mai", "/plan") == "/sign-in?sso=code&next=%2Fplan"
        assert (await browser.post("/auth/token", data={"grant_type": "refresh_token", "client_id": "papi-spa"})).status_code == 400
        assert refusal(await browser.post("/auth/oidc/code", {"code": ""})) == (400, "totp_required")
        assert refusal(await browser.post("/auth/oidc/code", {"code": "000000"})) == (400, "totp_wrong")
        async with calling_from(world, "203.0.113.67", origin=BASE) as other:
            assert refusal(await other.post("/auth/oidc/code", {"code": phone.code()})) == (400, "sso_state_invalid")
        assert (await browser.post("/auth/oidc/code", {"code": phone.code()})).status_code == 200
        assert refusal(await browser.post("/auth/oidc/code", {"code": phone.code(1)})) == (400, "sso_state_invalid")
    admin = await admin_of(world)
    person = (await (await _me(browser)).get("/me")).json()["id"]
    link = (await admin.get(f"/users/{person}/identities")).json()["items"][0]
    await admin.delete(f"/users/{person}/identities/{link['id']}")
    connect(world, provider, "mfa")
    assert (await walk(browser, "s-hai")).startswith("/sign-in?sso=done")


async def test_who_is_unlinked_while_the_code_is_still_to_come_does_not_get_in(world: World, browser: Caller) -> None:
    person = await _mai(world)
    phone = await set_up(bearing(world.anyone, await sign_in(world.anyone, "mai.tt")))
    assert (await walk(browser, "s-mai")).startswith("/sign-in?sso=code")
    admin = await admin_of(world)
    [link] = (await admin.get(f"/users/{person.id}/identities")).json()["items"]
    assert (await admin.delete(f"/users/{person.id}/identities/{link['id']}")).status_code == 204

    assert refusal(await browser.post("/auth/oidc/code", {"code": phone.recovery[0]})) == (400, "sso_state_invalid")


async def test_who_has_just_come_from_the_provider_sets_a_second_factor_up_without_a_password(world: World, browser: Caller) -> None:
    await _mai(world)
    await walk(browser, "s-mai")
    me = await _me(browser)

    phone = await set_up(me, "")

    assert (await me.get("/me/totp")).json()["active"] is True
    with pytest.MonkeyPatch.context() as patch:
        hands = Hands(patch)
        hands.move(11 * 60)
        late = await me.post("/me/totp/recovery-codes", {"current_password": "", "code": phone.code()})
        assert refusal(late) == (422, "password_wrong")


async def test_by_setting_only_administrators_sign_in_by_password(world: World, browser: Caller) -> None:
    await _mai(world)
    await account(world, "quantri", Role.ADMIN, await world.unit())
    entrance = world.app.state.entrance
    world.app.state.entrance = type(entrance)(entrance.issuer, entrance.box, entrance.strong_roles, True)

    assert refusal(await sign_in(world.anyone, "mai.tt")) == (400, "password_sign_in_off")
    assert refusal(await sign_in(world.anyone, "mai.tt", "sai mật khẩu rồi")) == (400, "invalid_credentials")
    assert (await sign_in(world.anyone, "quantri")).status_code == 200
    assert (await walk(browser, "s-mai")).startswith("/sign-in?sso=done")


async def test_the_way_out_leads_over_the_provider_and_the_sign_in_page_knows_what_there_is(world: World, browser: Caller) -> None:
    options = (await browser.get("/auth/options")).json()
    assert options == {
        "password": "all",
        "sso": {"label": "Đăng nhập bằng tài khoản của tỉnh", "label_en": "Sign in with the province's account"},
    }
    out = (await browser.get("/auth/oidc/logout")).headers["location"]
    asked = parse_qs(urlsplit(out).query)
    assert (urlsplit(out).path, asked["client_id"], asked["post_logout_redirect_uri"]) == ("/session/end", ["papi"], [f"{BASE}/sign-in"])
    world.app.state.identity_provider = None
    assert refusal(await browser.post("/auth/oidc/start", {})) == (404, "sso_off")
    foreign = await browser.post("/auth/oidc/start", {}, headers={"Origin": "https://example.com"})
    assert refusal(foreign) == (403, "origin_refused")


async def test_what_the_id_token_does_not_tell_is_read_beside_it(world: World, browser: Caller) -> None:
    await _mai(world)
    talkative = started(claims_by_userinfo=True)
    try:
        connect(world, talkative)
        assert (await walk(browser, "s-mai")).startswith("/sign-in?sso=done")
    finally:
        talkative.stop()

    # and once it is down, words come, and passwords go on
    assert (await browser.get("/auth/oidc/logout")).status_code == 303
    connect(world, talkative)
    silent = await browser.post("/auth/oidc/start", {})
    assert refusal(silent) == (503, "sso_unavailable")
    assert silent.json()["detail"].startswith("Hệ thống tài khoản không trả lời.")
    assert (await sign_in(world.anyone, "mai.tt", PASSWORD)).status_code == 200
