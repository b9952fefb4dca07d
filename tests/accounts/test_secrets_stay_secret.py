"""No password, code, token, key or secret address stands in the log or in the audit trail, whichever way it came or went."""

import base64
import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import ECKey

from papi.access.permissions import Role
from papi.kit.outbound import Outbound
from tests.support.accounts_world import OTHER_PASSWORD, PASSWORD, account, bearing, sign_in
from tests.support.archive import upload
from tests.support.authenticators import Hands, set_up
from tests.support.contract import description_of
from tests.support.files import pdf
from tests.support.granting import ask, ask_signed, register, signed
from tests.support.identity_provider import SECRET, begin, come_back, connect, enter_there, started
from tests.support.receiving import LOOPBACK, receiving
from tests.support.told import Told, audit_trail, listening, logged
from tests.support.world import BASE, Caller, Someone, World

HOOK_KEY = "chi-nguoi-nhan-biet-0123456789"
NEVER = "mật khẩu gõ nhầm chỗ 99"
# Names of what is given or taken and must not be told; `code` is one only where it signs somebody in.
_SECRET_NAMES = {
    *("password", "current_password", "new_password", "one_time_password", "client_secret", "client_assertion", "secret"),
    *("token", "access_token", "refresh_token", "recovery_codes", "totp"),
}
_PUBLIC = {"GET /api/v1/auth/options", "GET /api/v1/demo/accounts"}  # whether there are passwords; the one of all demo people


class Secrets:
    """What was seen on the way, by a name for whoever reads a failure."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {"password": PASSWORD, "new password": OTHER_PASSWORD, "mistyped": NEVER, "SSO secret": SECRET}

    def note(self, name: str, value: str) -> str:
        assert len(value) >= 6, f"{name} is too short to be found"
        self.known[name] = value
        return value

    def note_tokens(self, name: str, answer: httpx.Response) -> httpx.Response:
        for kind in ("access_token", "refresh_token"):
            if answer.json().get(kind):
                self.note(f"{name}: {kind}", answer.json()[kind])
        return answer

    def standing_in(self, text: str) -> list[str]:
        """Those that the text holds: as they are, in part, or as they stand in an address or in Basic."""
        return [name for name, value in self.known.items() if any(_stands(form, text) for form in _forms(value))]


def _stands(form: str, text: str) -> bool:
    """A few digits are looked for by themselves: ids and moments hold many."""
    if len(form) > 8:
        return form in text
    return re.search(rf"(?<![0-9A-Za-z.]){re.escape(form)}(?![0-9A-Za-z])", text) is not None


def _forms(value: str) -> Iterator[str]:
    yield value
    yield json.dumps(value)[1:-1]
    yield base64.b64encode(value.encode()).decode().rstrip("=")
    yield str(httpx.QueryParams({"x": value}))[2:]
    if value.count(".") == 2:
        yield value.rpartition(".")[2]  # of a token its signature, by which it is one
    elif len(value) > 24:
        yield value[-16:]


@pytest.fixture
def hands() -> Iterator[Hands]:
    with pytest.MonkeyPatch.context() as patch:
        yield Hands(patch)


@pytest.fixture
async def told(world: World) -> AsyncIterator[Told]:
    """The log; the world is reached as the server is."""
    with listening() as told:
        async with httpx.AsyncClient(transport=logged(world.app), base_url=BASE) as client:
            world.client, world.anyone = client, Caller(client, world.app)
            yield told


async def _passwords(world: World, secrets: Secrets) -> None:
    await account(world, "mai.tt", Role.OFFICER, await world.unit())
    me = bearing(world.anyone, secrets.note_tokens("password", await sign_in(world.anyone, "mai.tt")))
    await sign_in(world.anyone, "mai.tt", NEVER)
    await sign_in(world.anyone, NEVER, PASSWORD)
    await world.anyone.post("/auth/token", {"grant_type": "password", "username": "mai.tt", "password": PASSWORD})
    await world.anyone.get(f"/auth/token?password={PASSWORD}")
    await me.post("/me/password", {"current_password": PASSWORD, "new_password": PASSWORD * 60})
    assert (await me.post("/me/password", {"current_password": PASSWORD, "new_password": OTHER_PASSWORD})).status_code == 204


async def _second_factor(world: World, secrets: Secrets, hands: Hands) -> None:
    me = bearing(world.anyone, secrets.note_tokens("after", await sign_in(world.anyone, "mai.tt", OTHER_PASSWORD)))
    phone = await set_up(me, OTHER_PASSWORD)
    secrets.note("seed", phone.secret)
    hands.move(30)
    opening = [secrets.note("code", phone.code()), secrets.note("recovery code", phone.recovery[0])]
    answers = [await sign_in(world.anyone, "mai.tt", OTHER_PASSWORD, totp=code) for code in opening]
    assert [secrets.note_tokens(f"factor {number}", answer).status_code for number, answer in enumerate(answers)] == [200, 200]
    granted = answers[-1]
    hands.move(30)
    me = bearing(world.anyone, granted)
    remade = await me.post("/me/totp/recovery-codes", {"current_password": OTHER_PASSWORD, "code": phone.code()})
    assert remade.status_code == 201, remade.text
    secrets.note("new recovery code", remade.json()["recovery_codes"][0])
    await _personal_token(me, secrets)
    hands.move(30)
    assert (await me.request("DELETE", "/me/totp", json={"current_password": OTHER_PASSWORD, "code": phone.code()})).status_code == 204
    renewed = await world.anyone.post("/auth/token", data={"grant_type": "refresh_token", "refresh_token": granted.json()["refresh_token"]})
    secrets.note_tokens("renewed", renewed)
    for held in (renewed.json()["refresh_token"], NEVER):
        assert (await world.anyone.post("/auth/revoke", data={"token": held})).status_code == 200


async def _personal_token(me: Caller, secrets: Secrets) -> None:
    first = (await me.post("/me/tokens", {"name": "sao lưu", "days": 1})).json()
    secrets.note("first personal token", first["token"])
    token = secrets.note("personal token", (await me.post(f"/me/tokens/{first['id']}/rotate", {})).json()["token"])
    script = Caller(me.client, me.app, {"Authorization": f"Bearer {token}"})
    assert [(await script.get(path)).status_code for path in ("/periods", "/me/tokens")] == [200, 403]
    assert (await Caller(me.client, me.app, {"Authorization": f"Bearer {token[:-1]}"}).get("/periods")).status_code == 401


async def _people_of_the_administrator(world: World, secrets: Secrets, admin: Someone) -> None:
    unit = str(admin.unit.id)
    made = await admin.post("/users", {"username": "lan.nt", "full_name": "Nguyễn Thị Lan", "unit_id": unit, "role": "officer"})
    assert made.status_code == 201, made.text
    secrets.note("first password", made.json()["one_time_password"])
    secrets.note_tokens("first", await sign_in(world.anyone, "lan.nt", made.json()["one_time_password"]))
    code = secrets.note("reset code", (await admin.post(f"/users/{made.json()['id']}/password-reset")).json()["code"])
    for given in (NEVER, code):
        await world.anyone.post("/auth/password-reset", {"username": "lan.nt", "code": given, "new_password": OTHER_PASSWORD})
    assert (await sign_in(world.anyone, "lan.nt", OTHER_PASSWORD)).status_code == 200
    sheet = f"username,full_name,unit,role\nhai.lv,Lê Văn Hai,{admin.unit.code},officer\n".encode()
    imported = await admin.post("/users/import", files={"file": ("nguoi.csv", sheet, "text/csv")})
    assert imported.status_code == 200, imported.text
    secrets.note("imported password", imported.json()["items"][0]["one_time_password"])


async def _systems(world: World, secrets: Secrets, admin: Someone) -> None:
    key = ECKey.generate_key("P-256", private=True)
    client = await register(admin, jwks={"keys": [key.as_dict(private=False)]})
    secrets.note("client secret", client.secret)
    secrets.note("private key", str(key.as_dict(private=True)["d"]))
    secrets.note_tokens("basic", await ask(world.anyone, auth=(client.id, client.secret)))
    granted = secrets.note_tokens("post", await ask(world.anyone, client_id=client.id, client_secret=client.secret))
    assertion = secrets.note("assertion", signed(key, client.id))
    assert (await ask_signed(world.anyone, assertion)).status_code == 200
    await ask_signed(world.anyone, assertion)
    await ask(world.anyone, client_id=client.id, client_secret=NEVER)
    rotated = await admin.post(f"/api-clients/{client.id}/rotate", {"overlap_hours": 1})
    secrets.note("rotated secret", rotated.json()["client_secret"])
    assert (await bearing(world.anyone, granted).get("/integration/self")).status_code == 200


async def _webhooks(world: World, secrets: Secrets, admin: Someone) -> None:
    world.app.state.outbound = Outbound(LOOPBACK)
    async with receiving() as receiver:
        url = f"http://127.0.0.1:{receiver.port}/hook?key={HOOK_KEY}"
        made = await admin.post("/webhooks", {"name": "Kho dữ liệu", "url": url, "event_types": ["*"]})
        assert made.status_code == 201, made.text
        secrets.note("webhook secret", made.json()["secret"].removeprefix("whsec_"))
        secrets.note("webhook key", HOOK_KEY)
        path = f"/webhooks/{made.json()['webhook']['id']}"
        assert (await admin.patch(path, {"url": f"{url}&more=1"})).status_code == 200
        secrets.note("rotated webhook secret", (await admin.post(f"{path}/rotate", {})).json()["secret"].removeprefix("whsec_"))
        assert (await admin.post(f"{path}/test")).status_code == 202


async def _browser_over_the_provider(world: World, secrets: Secrets) -> None:
    provider = started()
    try:
        connect(world, provider)
        await account(world, "mai.sso", Role.OFFICER, await world.unit(), email="mai@vungtau.example.vn")
        async with httpx.AsyncClient(transport=logged(world.app), base_url=BASE) as client:
            browser = Caller(client, world.app, {"Origin": BASE})
            back = await enter_there(await begin(browser), "s-mai")
            for name, values in parse_qs(urlsplit(back).query).items():
                if name in ("code", "state"):
                    secrets.note(f"SSO {name}", values[0])
            assert "sso=done" in await come_back(browser, back)
            await come_back(browser, back)
            await browser.post("/auth/oidc/code", {"code": "314159"})
            secrets.note("SSO code of the factor", "314159")
            for name, value in client.cookies.items():
                secrets.note(f"cookie {name}", value)
            granted = await browser.post("/auth/token", data={"grant_type": "refresh_token", "client_id": "papi-spa"})
            secrets.note_tokens("SSO", granted)
            await browser.get("/auth/oidc/logout")
    finally:
        provider.stop()


async def _files(world: World, secrets: Secrets) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    document = (await upload(officer, pdf())).json()
    ticket = await officer.post(f"/evidence/{document['id']}/ticket", {})
    assert ticket.status_code in (200, 201), ticket.text
    address = ticket.json()["url"]
    secrets.note("ticket", parse_qs(urlsplit(address).query)["ticket"][0])
    assert (await world.anyone.get(address)).status_code == 200


async def test_nothing_secret_is_told(world: World, told: Told, hands: Hands) -> None:
    secrets = Secrets()
    admin = await world.person(Role.ADMIN, await world.coordinating_unit())

    await _passwords(world, secrets)
    await _second_factor(world, secrets, hands)
    await _people_of_the_administrator(world, secrets, admin)
    await _systems(world, secrets, admin)
    await _webhooks(world, secrets, admin)
    await _files(world, secrets)
    await _browser_over_the_provider(world, secrets)

    trail = await audit_trail(world.database)
    history = (await admin.get("/audit", headers={"Accept": "text/csv"})).text
    assert secrets.standing_in(told.text) == []
    assert secrets.standing_in(trail + history) == []
    assert len(secrets.standing_in(f"{trail} {' '.join(secrets.known.values())}")) == len(secrets.known) >= 40, "what stands there is found"
    driven = {f"{line['method']} {line['path']}" for line in told.requests}
    assert _of_secrets(world) - driven == _PUBLIC, "further operations give or take something secret"


def _of_secrets(world: World) -> set[str]:
    """The operations whose body or answer names something secret."""
    description = description_of(world.app)
    shapes = description["components"]["schemas"]
    found: set[str] = set()
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            if method in ("get", "post", "put", "patch", "delete") and _names(operation, shapes) & _SECRET_NAMES:
                found.add(f"{method.upper()} {path}")
    return found


def _names(node: Any, shapes: dict[str, Any]) -> set[str]:
    """The names of what an operation takes and gives, as deep as a shape names another."""
    seen: set[str] = set()
    names: set[str] = set()

    def walk(part: Any) -> None:
        if isinstance(part, list):
            for each in part:
                walk(each)
        if isinstance(part, dict):
            names.update(part.get("properties", {}))
            if (reference := part.get("$ref")) and reference not in seen:
                seen.add(reference)
                walk(shapes[reference.rpartition("/")[2]])
            for each in part.values():
                walk(each)

    walk(node)
    return names


async def test_the_line_of_a_request_says_who_by_which_scope_how_much_and_how_long(world: World, told: Told) -> None:
    admin = await world.person(Role.ADMIN, await world.coordinating_unit())
    client = await register(admin, "reports:read", name="Trục liên thông")
    system = bearing(world.anyone, await ask(world.anyone, auth=(client.id, client.secret)))
    await system.get("/integration/cchc/units?limit=5")
    await system.get("/integration/cchc/scores")
    token = (await admin.post("/me/tokens", {"name": "sao lưu", "days": 1, "scopes": ["plans"]})).json()
    script = Caller(world.client, world.app, {"Authorization": f"Bearer {token['token']}"})
    await script.get("/units", headers={"Accept": "text/csv"})
    await script.get("/plans")
    await script.get("/evidence")
    await admin.get("/units")

    pulled, refused, _, file, plans, elsewhere, page = told.requests[-7:]
    assert (pulled["client"], pulled["client_id"], pulled["scope"], pulled["rows"]) == ("Trục liên thông", client.id, "reports:read", 1)
    assert pulled["ms"] > 0
    assert pulled["bytes"] > 100
    assert (refused["client_id"], refused["scope"], refused["refused"]) == (client.id, "scores:read", "scope_missing")
    assert (file["token"], file["person"], file["rows"]) == (token["beginning"], str(admin.id), 1)
    assert [line["scope"] for line in (file, plans, elsewhere)] == [None, "plans", "evidence"]
    assert elsewhere["refused"] == "personal_token_scope"
    assert (page["token"], page["client_id"], page["rows"]) == (None, None, 1)
