"""A receiver of webhooks on this machine's loopback: it answers, fails, takes its time or hangs up, as it is told, and keeps what came."""

import asyncio
import subprocess
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from papi.feed.shaping import TELLING
from papi.jobs.running import do_next
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.outbound import Outbound
from papi.kit.secretbox import SecretBox
from papi.outbox.chain import chain_batch
from papi.outbox.facts import SYSTEM, Fact, kind_named, record
from papi.webhooks.dispatching import Dispatcher
from papi.webhooks.sending import Post, webhook_jobs
from papi.webhooks.workflow import Patience
from tests.support.world import Someone, World

LEASE = timedelta(seconds=60)
LOOPBACK = (ip_network("127.0.0.0/8"),)
VERIFIER = Path(__file__).parent / "verify_webhook.mjs"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def saying(status: int, *headers: str, body: str = "") -> bytes:
    """An answer, byte for byte."""
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", *headers, "", body]
    return "\r\n".join(lines).encode()


HANGS_UP, SILENT = b"", None


@dataclass
class Came:
    """A request as it came."""

    headers: dict[str, str]
    body: str

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """`answers` are given in turn, then 200 for ever. One that `keeps_open` does not hang up after an answer."""

    port: int
    answers: list[bytes | None] = field(default_factory=list[bytes | None])
    came: list[Came] = field(default_factory=list[Came])
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    keeps_open: bool = False
    at_once: int = 0
    most_at_once: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?of=papi"

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self._answer(reader, writer)
        finally:  # also where the test ends while somebody waits
            self.at_once -= 1
            writer.transport.abort()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
            body = await reader.readexactly(int(headers["content-length"]))
            self.came.append(Came(headers, body.decode()))
            self.reached.set()
            answer = self.answers.pop(0) if self.answers else OK
            if answer is SILENT:
                await asyncio.sleep(5)
            else:
                writer.write(answer or b"")
                await writer.drain()
                if self.keeps_open:
                    await asyncio.sleep(5)
                writer.close()
                await writer.wait_closed()


@asynccontextmanager
async def receiving() -> AsyncGenerator[Receiver]:
    receiver = Receiver(0)
    async with await asyncio.start_server(receiver.take, "127.0.0.1", 0) as server:
        receiver.port = server.sockets[0].getsockname()[1]
        yield receiver


@dataclass
class Hooked:
    """A world with an administrator, whose outgoing requests may go to this machine."""

    world: World
    admin: Someone
    receiver: Receiver
    patience: Patience = field(default_factory=Patience)

    @property
    def database(self) -> Database:
        return self.world.database

    @property
    def post(self) -> Post:
        settings = self.world.app.state.settings
        outbound = Outbound(LOOPBACK, patience=0.4)
        return Post(outbound, SecretBox(settings.secrets_path), self.patience)

    async def webhook(self, **given: Any) -> dict[str, Any]:
        """A new one, with its secret."""
        body = {"name": f"Hệ thống {uuid4().hex[:6]}", "url": self.receiver.url, "event_types": ["*"], **given}
        made = await self.admin.post("/webhooks", body)
        assert made.status_code == 201, made.text
        return {**made.json()["webhook"], "secret": made.json()["secret"]}

    async def happen(self, *kinds: str, unit_id: UUID | None = None, private: bool = False, subject_id: UUID | None = None) -> None:
        """Facts, committed and in the chain."""
        async with self.database.writing() as session:
            for kind in kinds:
                declared = kind_named(kind)
                assert declared is not None
                record(session, SYSTEM, Fact(declared, "period", subject_id or uuid4(), "Quý III", unit_id=unit_id, private=private))
        await self.chain()

    async def chain(self) -> None:
        while await chain_batch(self.database, TELLING):
            pass

    async def dispatch(self) -> int:
        return await Dispatcher(self.database).dispatch()

    async def send(self) -> int:
        """All that is due now; how many tries."""
        tries, kind = 0, webhook_jobs(self.post)
        while await do_next(self.database, kind, LEASE):
            tries += 1
        return tries

    async def deliveries(self, webhook: dict[str, Any], query: str = "") -> list[dict[str, Any]]:
        return (await self.admin.get(f"/webhooks/{webhook['id']}/deliveries{query}")).json()["items"]

    async def detail(self, delivery_id: str) -> dict[str, Any]:
        return (await self.admin.get(f"/deliveries/{delivery_id}")).json()

    async def state(self, webhook: dict[str, Any]) -> dict[str, Any]:
        return (await self.admin.get(f"/webhooks/{webhook['id']}")).json()


def javascript_says(secrets: Sequence[str], came: Came) -> list[bool]:
    """What the official JavaScript library says of a request, for each secret."""
    lines = [came.body, came.id, came.headers["webhook-timestamp"], came.headers["webhook-signature"], *secrets]
    done = subprocess.run(["node", VERIFIER], input="\n".join(lines), capture_output=True, text=True, check=True, timeout=60)
    return [line == "true" for line in done.stdout.split()]


def later(**time: float) -> Any:
    return clock.real_at(clock.real() + timedelta(**time))
