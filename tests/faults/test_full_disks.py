"""A disk is full: whoever loses something by it is told so in words, nothing is half stored, and with space work goes on."""

import os
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from papi.access.permissions import Role
from tests.support import files
from tests.support.pieces import PIECES, SPOKEN, metadata
from tests.support.servers import DEMO_PASSWORD, Installation, Server, served
from tests.support.world import World

MEGABYTE = 1024 * 1024
ROOM = 24 * MEGABYTE  # more than the demo's own database, less than the upload
LARGE = files.pdf() + b"%" * (30 * MEGABYTE)


def cramped(folder: Path) -> tuple[str, ...]:
    """What a program is started with so that the folder is a small disk of its own, which nobody else sees and which ends with it.

    Where a container forbids to mount, no file of the program may grow further instead: the system refuses the same write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    apart = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    mounted = (*apart, "sh", "-c", f'mount -t tmpfs -o size={ROOM} none "$0" && exec "$@"', str(folder))
    if subprocess.run([*mounted, "true"], capture_output=True, check=False).returncode == 0:
        return mounted
    return ("prlimit", f"--fsize={ROOM}")


async def officer_of(server: Server, client: httpx.AsyncClient) -> None:
    form = {"grant_type": "password", "username": "26506.officer", "password": DEMO_PASSWORD}
    token = (await client.post("/auth/token", data=form)).json()["access_token"]
    client.headers["Authorization"] = f"Bearer {token}"


@pytest.mark.parametrize("place", ["store", "incoming"])
async def test_a_file_for_which_there_is_no_room_is_refused_and_smaller_ones_are_not(installation: Installation, place: str) -> None:
    folder = installation.folder / place
    if place == "store":
        installation.settings["PAPI_STORAGE_URL"] = f"file://{folder}"
    installation.wrapper = cramped(folder)
    async with served(installation) as server, httpx.AsyncClient(base_url=f"{server.url}/api/v1", timeout=60) as client:
        await officer_of(server, client)
        before = (await client.get("/evidence?count=true")).json()["total"]

        refused = await client.post("/evidence", files={"file": ("a.pdf", LARGE)}, headers={"Idempotency-Key": "large"})

        seen_by_server = Path(f"/proc/{server.process.pid}/root{folder}")
        left = [path for path in seen_by_server.rglob("*") if path.is_file()]
        assert (refused.status_code, refused.json()["code"], left) == (507, "storage_full", [])
        assert refused.json()["detail"] == "Máy chủ hết dung lượng lưu trữ, chưa ghi được. Đề nghị báo quản trị hệ thống."
        assert (await client.get("/evidence?count=true")).json()["total"] == before
        taken = await client.post("/evidence", files={"file": ("a.pdf", files.pdf())}, headers={"Idempotency-Key": "small"})
        assert taken.status_code == 201
        assert (await client.get(f"/evidence/{taken.json()['id']}/content")).content == files.pdf()


@pytest.mark.parametrize("place", ["store", "incoming"])
async def test_a_file_in_pieces_for_which_there_is_no_room_keeps_what_was_acknowledged(installation: Installation, place: str) -> None:
    folder = installation.folder / place
    if place == "store":
        installation.settings["PAPI_STORAGE_URL"] = f"file://{folder}"
    installation.wrapper = cramped(folder)
    async with served(installation) as server, httpx.AsyncClient(base_url=f"{server.url}/api/v1", timeout=60, headers=SPOKEN) as client:
        await officer_of(server, client)
        described = {"Upload-Length": str(len(LARGE)), "Upload-Metadata": metadata(filename="a.pdf")}
        address = (await client.post("/uploads", headers=described)).headers["location"].removeprefix("/api/v1")
        acknowledged, answer = 0, None
        while answer is None or answer.status_code == 204:
            acknowledged = int((await client.head(address)).headers["upload-offset"])
            piece = LARGE[acknowledged : acknowledged + 5 * MEGABYTE]
            answer = await client.patch(address, content=piece, headers={"Upload-Offset": str(acknowledged), "Content-Type": PIECES})

        assert (answer.status_code, answer.json()["code"]) == (507, "storage_full")
        after = int((await client.head(address)).headers["upload-offset"])
        assert len(LARGE) > after >= acknowledged > 0
        assert (await client.delete(address)).status_code == 204
        seen_by_server = Path(f"/proc/{server.process.pid}/root{folder}")
        assert [path for path in seen_by_server.rglob("*") if path.is_file()] == []
        assert (await client.post("/evidence", files={"file": ("a.pdf", files.pdf())})).status_code == 201


async def fill_sqlite(world: World) -> Callable[[], Awaitable[None]]:
    """Let SQLite have no page more than it has: it answers as on a full disk."""
    engine = world.database.write_engine

    async def allow(pages: int) -> None:
        async with engine.connect() as connection:
            await connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    async with engine.connect() as connection:
        present = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
    await allow(present)
    return lambda: allow(1_000_000)


async def fill_postgresql(world: World) -> Callable[[], Awaitable[None]]:
    """Let PostgreSQL answer every new row as it does on a full disk."""
    function = (
        "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = '53100'; END $$"
    )
    await execute(world, function, "CREATE TRIGGER no_room BEFORE INSERT ON comments EXECUTE FUNCTION no_room()")
    return lambda: execute(world, "DROP FUNCTION no_room CASCADE")


async def execute(world: World, *statements: str) -> None:
    async with world.database.writing() as session:
        for statement in statements:
            await session.execute(text(statement))


async def test_a_full_database_refuses_what_it_cannot_hold_and_still_gives_what_it_has(world: World) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())
    document = (await officer.post("/evidence", files={"file": ("a.pdf", files.pdf())})).json()
    address, long = f"/comments?subject=evidence:{document['id']}", {"text": "chữ " * 450}
    empty_again = await (fill_sqlite if world.database.is_sqlite else fill_postgresql)(world)

    answers = [await officer.post(address, long) for _ in range(40)]

    refused = answers[-1]
    assert (refused.status_code, refused.json()["code"]) == (507, "storage_full")
    assert {answer.status_code for answer in answers} <= {201, 507}
    assert (await number_of_comments(officer, address)) == [answer.status_code for answer in answers].count(201)
    await empty_again()
    assert (await officer.post(address, long)).status_code == 201
    if world.database.is_sqlite:
        async with world.database.reading() as session:
            assert (await session.execute(text("PRAGMA integrity_check"))).scalar_one() == "ok"


async def number_of_comments(who: Any, address: str) -> int:
    return (await who.get(f"{address}&count=true")).json()["total"]
