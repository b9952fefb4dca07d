"""How servers start, and when they refuse to."""

import asyncio
import json
import re
import socket
from typing import Any

import httpx
import pytest

from papi.settings import Settings
from tests.support.databases import Databases
from tests.support.servers import DEMO_PASSWORD, Installation, served
from tests.support.terminal import change, papi, refused


async def signed_in(client: httpx.AsyncClient, username: str, password: str) -> httpx.Response:
    return await client.post("/api/v1/auth/token", data={"grant_type": "password", "username": username, "password": password})


async def test_production_does_not_start_on_the_demo_with_its_public_password(installation: Installation) -> None:
    assert "public password" in await refused(installation, "serve", PAPI_DEMO="0")


async def test_the_demo_does_not_start_on_real_data(empty: Installation) -> None:
    made = await papi(empty, "migrate")
    assert made.returncode == 0, made.stderr
    created = await papi(empty, "user", "create", "quantri", "--full-name", "Nguyễn Văn An")
    assert created.returncode == 0, created.stderr

    assert "does not hold the whole demo" in await refused(empty, "serve", PAPI_DEMO="1")


async def test_another_first_day_of_a_running_demo_is_refused(installation: Installation) -> None:
    said = await refused(installation, "serve", PAPI_BUSINESS_DATE="2024-12-01T09:00:00+07:00")

    assert "cannot move it" in said


async def test_a_first_day_outside_the_demo_is_refused(empty: Installation) -> None:
    assert "for the demo alone" in await refused(empty, "serve", PAPI_BUSINESS_DATE="2024-12-01T09:00:00+07:00")


async def test_passwords_do_not_travel_in_the_open(empty: Installation) -> None:
    assert "PAPI_PUBLIC_URL" in await refused(empty, "serve", "--host", "0.0.0.0")


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"public_url": "http://papi.vungtau.example"}, "PAPI_PUBLIC_URL"),
        ({"host": "192.168.1.5"}, "PAPI_PUBLIC_URL"),
        ({"demo_password": "another-password-2024"}, "PAPI_DEMO_PASSWORD"),
        ({"public_url": "https://papi.vungtau.example", "host": "0.0.0.0"}, None),
        ({"public_url": "http://localhost:8000"}, None),
        ({"demo": True, "demo_password": "another-password-2024"}, None),
    ],
)
def test_settings_with_which_nobody_should_serve_are_named(settings: dict[str, Any], word: str | None) -> None:
    objection = Settings.model_validate({"demo": False, **settings}).objection

    assert objection is None if word is None else word in str(objection)


async def test_a_port_that_is_taken_is_said_before_anything_is_made(empty: Installation) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        assert "PAPI_PORT" in await refused(empty, "serve", "--port", port)
    assert not empty.secrets.exists()


async def test_a_database_that_does_not_answer_is_said_in_a_sentence(empty: Installation) -> None:
    nowhere = "postgresql://papi@127.0.0.1:1/papi"

    assert "does not answer" in await refused(empty, "serve", PAPI_DATABASE_URL=nowhere)


async def test_a_database_of_a_newer_version_is_left_alone(empty: Installation) -> None:
    assert (await papi(empty, "migrate")).returncode == 0
    await change(empty, "UPDATE alembic_version SET version_num = 'f00000000000'")

    assert "newer version" in await refused(empty, "migrate")


async def test_the_first_administrator_comes_from_the_command_line(empty: Installation) -> None:
    """Outside the demo there is no account at all until `papi user create` has made one, with a password that must be changed."""
    async with served(empty) as server, httpx.AsyncClient(base_url=server.url) as client:
        assert "nobody_can_sign_in" in server.log
        assert (await signed_in(client, "admin", DEMO_PASSWORD)).status_code == 400
        assert (await client.get("/api/v1/demo/accounts")).status_code == 404

        made = await papi(empty, "user", "create", "quantri", "--full-name", "Nguyễn Văn An")
        password = made.stdout.strip().rpartition(" ")[2]
        token = (await signed_in(client, "quantri", password)).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"

        assert (await client.get("/api/v1/users")).json()["code"] == "password_change_required"
        me = (await client.get("/api/v1/me")).json()
        assert (me["full_name"], me["membership"]["role"], me["must_change_password"]) == ("Nguyễn Văn An", "admin", True)


async def test_an_account_with_a_bad_name_is_refused_in_words(empty: Installation) -> None:
    assert (await papi(empty, "migrate")).returncode == 0

    assert "/username" in await refused(empty, "user", "create", "x", "--full-name", "Nguyễn Văn An")


async def test_a_second_start_keeps_the_data(installation: Installation) -> None:
    async with served(installation) as server, httpx.AsyncClient(base_url=server.url) as client:
        token = (await signed_in(client, "26506.officer", DEMO_PASSWORD)).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        report = (await client.get("/api/v1/reports?state=draft")).json()["items"][0]
        line = (await client.get(f"/api/v1/reports/{report['id']}/lines")).json()["items"][0]
        saved = await client.patch(f"/api/v1/report-lines/{line['id']}", json={"result": "Đã họp dân khu phố 4."})
        assert saved.status_code == 200

    async with served(installation) as server, httpx.AsyncClient(base_url=server.url) as client:
        token = (await signed_in(client, "26506.officer", DEMO_PASSWORD)).json()["access_token"]
        again = await client.get(f"/api/v1/report-lines/{line['id']}", headers={"Authorization": f"Bearer {token}"})
        assert again.json()["result"] == "Đã họp dân khu phố 4."
        assert "preparing" not in server.log


async def test_the_log_names_requests_and_people_by_id_and_tells_no_secret(installation: Installation) -> None:
    async with served(installation) as server, httpx.AsyncClient(base_url=server.url) as client:
        token = (await signed_in(client, "pnv.chuyenvien", DEMO_PASSWORD)).json()["access_token"]
        headers = {"Authorization": f"Bearer {token}", "X-Request-ID": "tra-cuu-1"}
        document = (await client.get("/api/v1/evidence?limit=1", headers=headers)).json()["items"][0]
        ticket = (await client.post(f"/api/v1/evidence/{document['id']}/ticket", headers=headers)).json()
        assert (await client.get(ticket["url"])).status_code == 200
    log = server.log  # of the server that has ended: the line of an answer follows the answer
    lines = [json.loads(line) for line in log.splitlines() if '"request"' in line]
    opened = next(line for line in lines if line["path"] == "/api/v1/evidence/{evidence_id}/ticket")

    assert (opened["method"], opened["status"] // 100, opened["request_id"]) == ("POST", 2, "tra-cuu-1")
    assert re.fullmatch(r"[0-9a-f-]{36}", opened["person"])
    assert any(line["path"] == "/api/v1/evidence/{evidence_id}/content" for line in lines)
    for secret in (DEMO_PASSWORD, token, ticket["url"].partition("ticket=")[2], "pnv.chuyenvien", document["title"]):
        assert secret not in log


async def _figures(url: str) -> str:
    async with httpx.AsyncClient(base_url=url) as client:
        return (await client.get("/metrics")).text


async def test_several_server_processes_need_postgresql_and_a_worker_of_their_own(installation: Installation, databases: Databases) -> None:
    if databases.kind == "sqlite":
        assert "PostgreSQL" in await refused(installation, "serve", "--workers", "2")
        assert "inside the one server process" in await refused(installation, "worker")
        return
    async with served(installation, "--workers", "2") as server, httpx.AsyncClient(base_url=server.url) as client:
        answers = [await client.get("/api/v1/demo/accounts") for _ in range(10)]
        assert {answer.status_code for answer in answers} == {200}
        for _ in range(600):  # the first one answers while the second is still coming up
            if server.log.count("Application startup complete") == 2:
                break
            await asyncio.sleep(0.1)
        assert server.log.count("Application startup complete") == 2
        figures = [await _figures(server.url) for _ in range(10)]  # whichever process is asked answers for both
        assert all('http_requests_total{method="GET",route="/api/v1/demo/accounts",status="2xx"} 10.0' in text for text in figures)
