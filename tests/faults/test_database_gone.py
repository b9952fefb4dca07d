"""The database is stopped and started again under a running server: nobody is told anything false, and work goes on."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from papi.access.permissions import Role
from tests.access.public import FOR_MACHINES
from tests.access.tables import operations
from tests.support import files
from tests.support.archive import upload
from tests.support.postgres import address_of, pause_cluster, resume_cluster, start_cluster, stop_cluster
from tests.support.schema import create_schema
from tests.support.world import Someone, World, opened_world

ZERO = "00000000-0000-7000-8000-000000000000"
# They need no database: whether the process lives, how it does, its public keys, where and how to sign in, and whether this is a demo.
NEEDS_NONE = {
    "GET /health/live": 200,
    "GET /metrics": 200,
    "GET /.well-known/jwks.json": 200,
    "GET /.well-known/papi-seal-keys.json": 200,
    "GET /.well-known/oauth-authorization-server": 200,
    "GET /demo/accounts": 404,
    "OPTIONS /uploads": 204,
    "GET /auth/options": 200,
    "POST /auth/oidc/start": 403,  # asked from no page of ours
    "POST /auth/oidc/code": 403,
    "GET /auth/oidc/callback": 303,
    "GET /auth/oidc/logout": 404,
    **dict.fromkeys(FOR_MACHINES, 403),  # a person's token is no client's: that stands in the token itself
}
FORMS = {
    "POST /auth/token": {"grant_type": "password", "username": "26506.officer", "password": "biển xanh cát trắng 45"},
    "POST /auth/revoke": {"token": "A" * 43},
}
BODIES = {
    "POST /auth/oidc/start": {"next": "/"},
    "POST /auth/oidc/code": {"code": "123456"},
    "POST /auth/password-reset": {"username": "26506.officer", "code": "A" * 20, "new_password": "biển xanh cát trắng 45"},
}


@pytest.fixture
def cluster() -> Iterator[int]:
    """A PostgreSQL of this test's own, by its port."""
    port = start_cluster()
    yield port
    stop_cluster(port)


@pytest.fixture
async def world(cluster: int, tmp_path: Path, key_directory: Path) -> AsyncIterator[World]:
    """An installation on that database, whichever the others run on."""
    url = address_of(cluster)
    await create_schema(url)
    async with opened_world(url, tmp_path, key_directory) as world:
        yield world


async def call(who: Someone, name: str) -> httpx.Response:
    method, _, path = name.partition(" ")
    filled = "/".join(ZERO if part.startswith("{") else part for part in path.split("/")).replace(f"/frameworks/{ZERO}", "/frameworks/2023")
    return await who.request(method, filled, json=BODIES.get(name), data=FORMS.get(name))


async def test_every_endpoint_says_that_the_system_is_interrupted_and_when_to_ask_again(world: World, cluster: int) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    assert (await officer.get("/me")).status_code == 200
    pause_cluster(cluster)

    answers = {name: await call(officer, name) for name in operations(world.app)}

    assert {name: answers.pop(name).status_code for name in NEEDS_NONE} == NEEDS_NONE
    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 503} == {}
    assert all(int(answer.headers["retry-after"]) > 0 for answer in answers.values())
    for answer in [answer for name, answer in answers.items() if not name.startswith("HEAD ")]:  # which has no words
        assert (answer.json()["code"], answer.json()["detail"]) == (
            "unavailable",
            "Hệ thống tạm gián đoạn. Nội dung được giữ trên máy này và tự gửi lại.",
        )


async def test_work_goes_on_with_the_first_request_after_the_database_is_back(world: World, cluster: int) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    key = {"Idempotency-Key": "once"}
    pause_cluster(cluster)
    refused = await upload(officer, files.pdf(), headers=key)
    leftovers = [path for path in world.app.state.settings.data_dir.rglob("*") if path.is_file() and path.name != "people-at-work"]
    resume_cluster(cluster)

    made = await upload(officer, files.pdf(), headers=key)

    assert (refused.status_code, leftovers) == (503, [])
    assert made.status_code == 201, made.text
    assert [item["id"] for item in (await officer.get("/evidence")).json()["items"]] == [made.json()["id"]]


async def test_a_database_that_was_restarted_while_nobody_worked_is_noticed_by_nobody(world: World, cluster: int) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    assert (await officer.get("/evidence")).status_code == 200
    await asyncio.to_thread(pause_cluster, cluster)
    await asyncio.to_thread(resume_cluster, cluster)

    answers = [await officer.get("/evidence"), await upload(officer, files.pdf())]

    assert [answer.status_code for answer in answers] == [200, 201]


async def test_a_token_that_is_none_is_refused_whether_or_not_the_database_answers(world: World, cluster: int) -> None:
    pause_cluster(cluster)

    answer = await world.anyone.get("/me", headers={"Authorization": "Bearer a.b.c"})

    assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid")
