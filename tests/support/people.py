"""The demo's people at work through plain HTTP, as a script would: password sign-in, bearer token, versions."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.servers import DEMO_PASSWORD, Server

PHOTO = Path(__file__).parent / "photo.png"


@dataclass
class Script:
    """A signed-in person with an httpx client."""

    client: httpx.AsyncClient
    unit_id: str

    async def get(self, path: str, **options: Any) -> Any:
        answer = await self.client.get(f"/api/v1{path}", **options)
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
        return answer.json()

    async def send(self, method: str, path: str, expected: int = 200, **options: Any) -> Any:
        answer = await self.client.request(method, f"/api/v1{path}", **options)
        assert answer.status_code == expected, (path, answer.status_code, answer.text)
        return answer.json()


async def script_of(server: Server, username: str, **more: str) -> Script:
    """Sign one of the demo's people in; the client is the caller's to close."""
    client = httpx.AsyncClient(base_url=server.url, timeout=60)
    form = {"grant_type": "password", "username": username, "password": DEMO_PASSWORD, **more}
    token = (await client.post("/api/v1/auth/token", data=form)).json()["access_token"]
    client.headers["Authorization"] = f"Bearer {token}"
    me = (await client.get("/api/v1/me")).json()
    return Script(client, me["membership"]["unit"]["id"])


SignIn = Callable[..., Awaitable[Script]]


@pytest.fixture
async def sign_in(server: Server) -> AsyncIterator[SignIn]:
    """Signs in one of the demo's people, by role where a person has several: `await sign_in("pnv.truongphong", role="unit_head")`."""
    async with AsyncExitStack() as clients:

        async def enter(username: str, **more: str) -> Script:
            person = await script_of(server, username, **more)
            clients.push_async_callback(person.client.aclose)
            return person

        async def begin(username: str, *, role: str | None = None) -> Script:
            person = await enter(username)
            if role is None:
                return person
            memberships = (await person.get("/me"))["memberships"]
            return await enter(username, membership=next(post["id"] for post in memberships if post["role"] == role))

        yield begin


async def latest_report(who: Script) -> dict[str, Any]:
    """The report of the person's unit that is due last, of those that have lines."""
    items = (await who.get(f"/reports?unit={who.unit_id}&sort=-due_at"))["items"]
    return await who.get(f"/reports/{next(item['id'] for item in items if item['lines_total'])}")


async def fill_report(officer: Script, report: dict[str, Any], *, leave: int = 0) -> list[dict[str, Any]]:
    """Write every line that is not complete (but the last ones), with the oldest document of the unit as proof; all lines as they were."""
    lines = (await officer.get(f"/reports/{report['id']}/lines"))["items"]
    document = (await officer.get(f"/evidence?unit={officer.unit_id}&limit=200"))["items"][-1]["id"]
    open_ones = [line for line in lines if not line["complete"]]
    for line in open_ones[: len(open_ones) - leave]:
        body = {
            "result": line["result"] or "Đã triển khai.",
            "percent": line["percent"] or 50,
            "carried_forward": False,
            "evidence_ids": list({*line["evidence_ids"], document}),
        }
        await officer.send("PATCH", f"/report-lines/{line['id']}", json=body, headers={"If-Match": f'"v{line["version"]}"'})
    return lines


async def submit_report(head: Script, report_id: str) -> dict[str, Any]:
    """The head sends what the head has read."""
    fresh = await head.get(f"/reports/{report_id}")
    tag = f'"v{fresh["version"]}.{fresh["content_version"]}"'
    return await head.send("POST", f"/reports/{report_id}/submit", headers={"If-Match": tag})
