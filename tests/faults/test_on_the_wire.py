"""What a client may do to a connection: send too much, go away, pretend to be elsewhere. Against a real server, byte by byte."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.support import files
from tests.support.people import SignIn
from tests.support.raw import BOUNDARY, part
from tests.support.servers import PATIENCE, Demo, Installation, Server, served

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
async def server(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """One server for all who do not change it."""
    async with demo.installed(tmp_path_factory.mktemp("wire") / "installation") as made, served(made) as running:
        yield running


@asynccontextmanager
async def connected(server: Server) -> AsyncGenerator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    address = urlsplit(server.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    try:
        yield reader, writer
    finally:
        writer.close()


def head(length: int, **more: str) -> bytes:
    lines = {"Host": "127.0.0.1", "Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Content-Length": str(length), **more}
    return b"".join([b"POST /api/v1/evidence HTTP/1.1\r\n", *(f"{name}: {value}\r\n".encode() for name, value in lines.items()), b"\r\n"])


async def answer_of(reader: asyncio.StreamReader) -> tuple[int, dict[str, object]]:
    begun = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
    length = next(int(line.split(b":")[1]) for line in begun.lower().splitlines() if line.startswith(b"content-length"))
    return int(begun.split()[1]), json.loads(await reader.readexactly(length))


async def test_a_large_upload_of_somebody_unknown_is_answered_when_hardly_a_byte_was_sent(server: Server) -> None:
    async with connected(server) as (reader, writer):
        writer.write(head(200 * MEGABYTE) + part("file", files.pdf(), b"a.pdf"))

        status, told = await answer_of(reader)

        assert (status, told["code"]) == (401, "not_signed_in")
        assert await asyncio.wait_for(reader.read(), PATIENCE) == b"", "and the server hangs up rather than read the rest"


async def test_who_asks_before_sending_is_not_told_to_go_on(server: Server) -> None:
    async with connected(server) as (reader, writer):
        writer.write(head(200 * MEGABYTE, Expect="100-continue"))

        assert (await answer_of(reader))[0] == 401


async def test_a_file_beyond_the_limit_is_refused_by_its_announced_length(server: Server, sign_in: SignIn) -> None:
    officer = await sign_in("26506.officer")
    async with connected(server) as (reader, writer):
        writer.write(head(51 * MEGABYTE, Authorization=officer.client.headers["Authorization"]))

        status, told = await answer_of(reader)

    assert (status, told["code"]) == (413, "file_too_large")
    assert told["detail"] == "Tệp 51 MB vượt mức 50 MB. Giảm dung lượng hoặc tách tệp."


def stored(installation: Installation) -> list[Path]:
    return sorted(path for path in installation.files.rglob("*") if path.is_file())


async def test_an_upload_whose_client_goes_away_leaves_no_row_and_no_file(server: Server, sign_in: SignIn) -> None:
    officer = await sign_in("26506.officer")
    before = (stored(server.installation), (await officer.get("/evidence?count=true"))["total"])
    incoming = server.installation.folder / "incoming"
    begun = part("file", files.pdf() + b"%" * MEGABYTE, b"a.pdf")
    asking = {"Authorization": officer.client.headers["Authorization"], "X-Request-ID": "broken-off"}

    async with connected(server) as (_reader, writer):
        writer.write(head(10 * MEGABYTE, **asking) + begun)
        await writer.drain()
        await until(lambda: any(path.stat().st_size > 0 for path in incoming.glob("upload-*")))
    await until(lambda: '"broken-off"' in server.log)

    assert list(incoming.iterdir()) == []
    assert (stored(server.installation), (await officer.get("/evidence?count=true"))["total"]) == before


async def until(holds: Callable[[], bool]) -> None:
    """Wait for what another process is about to do."""
    for _ in range(PATIENCE * 50):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


async def guess(server: Server, forwarded: str) -> int:
    async with httpx.AsyncClient(base_url=server.url, timeout=PATIENCE) as client:
        form = {"grant_type": "password", "username": "26509.officer", "password": "sai mật khẩu rồi"}
        return (await client.post("/api/v1/auth/token", data=form, headers={"X-Forwarded-For": forwarded})).status_code


async def test_an_address_that_a_caller_claims_is_believed_of_nobody(server: Server) -> None:
    answers = [await guess(server, f"203.0.113.{number}") for number in range(6)]

    assert answers == [400] * 5 + [429]


async def test_an_address_is_believed_of_a_trusted_proxy_and_only_as_far_as_it_saw_it(installation: Installation) -> None:
    installation.settings["PAPI_TRUSTED_PROXIES"] = "127.0.0.1"
    async with served(installation) as server:
        answers = [await guess(server, f"198.51.100.{number}, 203.0.113.7") for number in range(6)]
        neighbour = await guess(server, "203.0.113.8")

    assert (answers, neighbour) == ([400] * 5 + [429], 400)
