"""Machines come after people, one by one, and are kept out by nobody."""

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from papi.access.turns import PeopleFirst


def token_of(subject: str) -> str:
    payload = base64.urlsafe_b64encode(json.dumps({"sub": subject}).encode()).decode().rstrip("=")
    return f"Bearer e30.{payload}.c2ln"


NESTED = f"Bearer a.{base64.urlsafe_b64encode(b'[' * 20_000).decode().rstrip('=')}.c"
PERSON, SYSTEM, SCRIPT = token_of("018f"), token_of("client:018f"), "Bearer papi_pat_abc"


@dataclass
class House:
    """An application that works until it is told to stop, and notes who is within."""

    within: list[str] = field(default_factory=list)
    at_once: int = 0
    stop: dict[str, asyncio.Event] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = Request(scope).query_params["name"]
        self.within.append(name)
        self.at_once = max(self.at_once, len(self.within))
        try:
            await (await self._answer(name))(scope, receive, send)
        finally:
            self.within.remove(name)

    async def _answer(self, name: str) -> Response:
        if name.startswith("broken"):
            raise RuntimeError(name)
        if name.startswith("file"):
            return StreamingResponse(self._slowly(name))
        await self._until_told(name)
        return PlainTextResponse(name)

    async def _slowly(self, name: str) -> AsyncIterator[bytes]:
        await self._until_told(name)
        yield b"x"

    async def _until_told(self, name: str) -> None:
        if name in self.stop:
            await self.stop[name].wait()
        else:
            await asyncio.sleep(0.01)


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def client(house: House, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = PeopleFirst(house, beginning="/api/", sign=tmp_path / "people-at-work")
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://papi.example") as made:
        yield made


Ask = Callable[..., "asyncio.Task[httpx.Response]"]


@pytest.fixture
def ask(client: httpx.AsyncClient) -> Ask:
    def begun(name: str, token: str, method: str = "GET", **more: Any) -> asyncio.Task[httpx.Response]:
        return asyncio.create_task(client.request(method, "/api/x", params={"name": name, **more}, headers={"Authorization": token}))

    return begun


async def test_a_machine_waits_while_a_person_is_being_answered_but_not_for_ever(house: House, ask: Ask) -> None:
    house.stop["person"] = asyncio.Event()
    person = ask("person", PERSON)
    await asyncio.sleep(0.01)
    machines = [ask("system", SYSTEM), ask("push", SYSTEM, "POST")]
    await asyncio.sleep(0.1)
    meanwhile = [*house.within]
    await asyncio.gather(*machines)
    house.stop["person"].set()

    assert (meanwhile, person.done()) == (["person"], False)
    assert (await person).status_code == 200


async def test_machines_are_answered_one_by_one_and_people_beside_them(house: House, ask: Ask) -> None:
    house.stop["m0"] = asyncio.Event()
    machines = [ask(f"m{number}", SCRIPT if number % 2 else SYSTEM) for number in range(4)]
    await asyncio.sleep(0.05)
    alone = [*house.within]
    people = await asyncio.gather(*(ask(f"p{number}", PERSON) for number in range(3)))
    house.stop["m0"].set()
    house.at_once = 0
    answers = await asyncio.gather(*machines)

    assert (alone, [answer.text for answer in people]) == (["m0"], ["p0", "p1", "p2"])
    assert ([answer.text for answer in answers], house.at_once) == (["m0", "m1", "m2", "m3"], 1)


async def test_who_downloads_or_waits_for_events_or_fails_holds_nobody_up(house: House, ask: Ask) -> None:
    house.stop.update({"file": asyncio.Event(), "feed": asyncio.Event()})
    slow = [ask("file", SYSTEM), ask("feed", SYSTEM, wait=25)]
    broken = await ask("broken", SYSTEM)
    answer = await asyncio.wait_for(ask("m", SYSTEM), 1)
    for event in house.stop.values():
        event.set()

    assert (answer.text, broken.status_code) == ("m", 500)
    assert [one.status_code for one in await asyncio.gather(*slow)] == [200, 200]


@pytest.mark.parametrize(("at_work", "rests"), [(True, True), (False, False)])
async def test_machines_rest_while_people_are_at_work_at_another_process(
    at_work: bool, rests: bool, house: House, ask: Ask, tmp_path: Path
) -> None:
    other = PeopleFirst(house, beginning="/api/", sign=tmp_path / "people-at-work")
    if at_work:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=other), base_url="http://papi.example") as elsewhere:
            await elsewhere.get("/api/x", params={"name": "p"}, headers={"Authorization": PERSON})
    house.stop["m0"] = asyncio.Event()
    machines = [ask(f"m{number}", SYSTEM) for number in range(2)]
    await asyncio.sleep(0.1)
    house.stop["m0"].set()
    began = time.monotonic()
    await asyncio.gather(*machines)

    assert (time.monotonic() - began > 0.15) is rests


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer a.b.c", "Bearer a.W10.c", "Bearer a.8J-YgA.c", "Basic x", PERSON, NESTED])
async def test_what_does_not_look_like_a_machine_never_queues(token: str, house: House, ask: Ask) -> None:
    house.stop["m"] = asyncio.Event()
    machine = ask("m", SYSTEM)
    await asyncio.sleep(0.01)

    assert (await asyncio.wait_for(ask("p", token), 1)).text == "p"
    house.stop["m"].set()
    await machine
