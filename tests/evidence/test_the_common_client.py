"""tus-js-client as it comes, run by node against a real server: whole, in chunks, stopped and gone on with, after a restart, refused."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support import files
from tests.support.pieces import MEGABYTE
from tests.support.servers import DEMO_PASSWORD, Installation, Server, served

SCRIPT = Path(__file__).parents[1] / "support" / "tus_client.mjs"
CONTENT = files.pdf() + b"%" * (9 * MEGABYTE)
OFFICER = "26506.officer"


async def token_of(server: Server) -> str:
    form = {"grant_type": "password", "username": OFFICER, "password": DEMO_PASSWORD}
    async with httpx.AsyncClient(base_url=f"{server.url}/api/v1", timeout=60) as client:
        return (await client.post("/auth/token", data=form)).json()["access_token"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Biên bản.pdf"
    path.write_bytes(CONTENT)
    return path


async def run(server: Server, path: Path, **wish: Any) -> dict[str, Any]:
    """What the client tells at its end."""
    metadata = {"filename": path.name, **wish.pop("metadata", {})}
    told = {"endpoint": f"{server.url}/api/v1/uploads", "token": await token_of(server), "file": str(path), "metadata": metadata, **wish}
    process = await asyncio.create_subprocess_exec("node", str(SCRIPT), json.dumps(told), stdout=asyncio.subprocess.PIPE)
    output, _ = await asyncio.wait_for(process.communicate(), 120)
    return json.loads(output)


async def content_of(server: Server, evidence: str) -> bytes:
    headers = {"Authorization": f"Bearer {await token_of(server)}"}
    async with httpx.AsyncClient(base_url=f"{server.url}/api/v1", headers=headers, timeout=60) as client:
        return (await client.get(f"/evidence/{evidence}/content")).content


@pytest.mark.parametrize("size", [None, 3 * MEGABYTE], ids=["in one request", "in chunks"])
async def test_a_whole_file(server: Server, path: Path, size: int | None) -> None:
    told = await run(server, path, metadata={"title": "Biên bản họp"}, **({"chunkSize": size} if size else {}))

    assert told["url"].startswith(f"{server.url}/api/v1/uploads/")
    assert await content_of(server, told["evidence"]) == CONTENT


async def test_stopped_and_gone_on_with_after_the_server_was_restarted(installation: Installation, path: Path) -> None:
    async with served(installation) as server:
        stopped = await run(server, path, chunkSize=2 * MEGABYTE, stopAfter=4 * MEGABYTE)
        assert 4 * MEGABYTE <= stopped["accepted"] < len(CONTENT)
    async with served(installation) as server:
        address = f"{server.url}/api/v1/uploads/{stopped['url'].rpartition('/')[2]}"
        told = await run(server, path, uploadUrl=address)
        again = await run(server, path, uploadUrl=address)

        assert told["evidence"] == again["evidence"]
        assert await content_of(server, told["evidence"]) == CONTENT


async def test_a_refusal_reaches_it_in_words(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "bb.pdf"
    path.write_bytes(files.EXE)

    refused = await run(server, path)
    unknown = await run(server, path, metadata={"colour": "x"})

    assert (refused["status"], json.loads(refused["body"])["code"]) == (415, "file_type_refused")
    assert (unknown["status"], json.loads(unknown["body"])["code"]) == (422, "invalid")
