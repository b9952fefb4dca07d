"""What every answer says to a browser, whoever gives it: the API, a refusal, the application's own page and files."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from papi.access.permissions import Role
from tests.support import files
from tests.support.archive import upload
from tests.support.databases import Databases
from tests.support.world import BASE, World, opened_world

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' blob: data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
PUBLIC_URL = "https://papi.vungtau.example"


@pytest.fixture
async def built(databases: Databases, empty_template: str, tmp_path: Path, key_directory: Path) -> AsyncIterator[World]:
    """An installation behind https under a name of its own, with a built application: a page, a script, a picture."""
    spa = tmp_path / "dist"
    (spa / "assets").mkdir(parents=True)
    (spa / "index.html").write_text("<!doctype html><title>PAPI</title>")
    (spa / "assets" / "index-4f2a.js").write_text("export {}")
    (tmp_path / "secret.txt").write_text("kept apart")
    name = f"built_{uuid4().hex}"
    url = await databases.create(name, template=empty_template)
    settings = {"spa_dir": spa, "public_url": PUBLIC_URL, "trusted_hosts": "127.0.0.1,*.vungtau.example"}
    async with opened_world(url, tmp_path, key_directory, **settings) as world:
        yield world
    await databases.drop(name)


def check_headers(answer: httpx.Response) -> None:
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["x-request-id"]
    assert "server" not in answer.headers
    assert not [name for name in answer.headers if name.startswith("access-control-")]


ADDRESSES = {
    "/": (200, "no-cache"),
    "/ke-hoach?q=x": (200, "no-cache"),
    "/assets/index-4f2a.js": (200, "public, max-age=31536000, immutable"),
    "/health/live": (200, None),
    "/openapi.json": (200, None),
    "/.well-known/jwks.json": (200, None),
    "/api/v1/me": (401, "no-store"),
    "/api/v1/nothing": (404, "no-store"),
    "/api/v1/auth/token": (405, "no-store"),
}


@pytest.mark.parametrize("path", ADDRESSES)
async def test_every_answer_carries_the_headers_and_opens_no_door_to_other_origins(built: World, path: str) -> None:
    status, kept = ADDRESSES[path]

    answer = await built.client.get(path, headers={"Origin": "https://elsewhere.example"})

    assert answer.status_code == status
    check_headers(answer)
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    if kept is not None:
        assert answer.headers["cache-control"] == kept


async def test_what_somebody_signed_in_gets_is_kept_by_no_cache(world: World) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    document = (await upload(officer, files.pdf())).json()

    answers = [await officer.get(path) for path in ("/me", "/evidence", f"/evidence/{document['id']}", "/reports")]
    file = await officer.get(f"/evidence/{document['id']}/content")

    for answer in answers:
        check_headers(answer)
        assert answer.headers["cache-control"] == "no-store"
    assert file.headers["cache-control"] == "no-store"
    assert file.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert file.headers["content-disposition"].startswith("attachment;")
    assert "strict-transport-security" not in file.headers, "this installation is reached over http on loopback"


async def test_another_origin_is_not_answered_when_it_asks_beforehand(world: World) -> None:
    asking = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}

    answer = await world.client.request("OPTIONS", "/api/v1/evidence", headers=asking)

    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/..%5csecret.txt"])
async def test_the_page_gives_no_file_beside_its_own(built: World, path: str) -> None:
    answer = await built.client.get(httpx.URL(BASE).copy_with(raw_path=path.encode()))

    assert "kept apart" not in answer.text


@pytest.mark.parametrize("path", ["/api/v1/units/", "/api/v1/me/", "/health/live/", "/api//v1/units", "//elsewhere.example/"])
async def test_no_address_is_led_elsewhere(built: World, path: str) -> None:
    answer = await built.client.get(httpx.URL(BASE).copy_with(raw_path=path.encode()), headers={"Host": "papi.vungtau.example"})

    assert answer.status_code in {200, 404}
    assert "location" not in answer.headers
    assert path.startswith("//") or answer.json()["code"] == "not_found"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("papi.vungtau.example", 200),
        ("PAPI.vungtau.example:443", 200),
        ("127.0.0.1:8000", 200),
        ("vungtau.example", 400),
        ("elsewhere.example", 400),
        ("papi.vungtau.example.elsewhere.example", 400),
        ("papi.vungtau.example:80@elsewhere.example", 400),
        ("", 400),
    ],
)
async def test_requests_are_taken_only_under_the_names_that_the_settings_list(built: World, host: str, status: int) -> None:
    answer = await built.client.get("/.well-known/oauth-authorization-server", headers={"Host": host})

    assert answer.status_code == status
    check_headers(answer)
    if status == 400:
        assert answer.json()["detail"] == "Máy chủ không phục vụ dưới tên miền này."
    else:
        assert answer.json()["issuer"] == PUBLIC_URL, "and never made of what the caller sent"
