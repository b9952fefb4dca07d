"""A copy over the API: whole, current, the same however often it was cut off, and honest about what is gone."""

import re
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from papi.access.permissions import Role
from papi.feed.shaping import TELLING
from papi.mirror.copying import mirror
from papi.mirror.holdings import OF_CLIENT, OF_PERSON
from papi.mirror.store import FILE, AlreadyMirroring, Store
from papi.mirror.tables import TABLES, stale_after
from papi.mirror.talking import Credentials, MirrorRefused, Source
from papi.outbox.chain import chain_batch
from tests.support.exchanging import figure, pushed
from tests.support.machines import machine
from tests.support.one_report import OneReport, sent_report
from tests.support.world import BASE, Someone, World

DOCS = Path(__file__).parents[2] / "docs" / "mirror.md"


class CutOff(BaseException):
    """The process is gone."""


@dataclass
class Copied:
    """An installation with one sent report, whoever copies it, and the copy."""

    world: World
    reader: Someone
    report: OneReport
    folder: Path
    said: list[str] = field(default_factory=list)

    async def chain(self) -> None:
        while await chain_batch(self.world.database, TELLING):
            pass

    async def run(
        self, asked: Callable[[httpx.Request], Awaitable[None]] | None = None, token: str | None = None, system: Credentials | None = None
    ) -> None:
        """One run of `papi mirror`, by the reader or with the credentials of another system."""
        await self.chain()
        transport = httpx.ASGITransport(app=self.world.app)
        hooks: dict[str, Any] = {"request": [asked] if asked else []}
        bearer = token or self.reader.headers["Authorization"].removeprefix("Bearer ")
        store = Store(self.folder, OF_CLIENT if system else OF_PERSON)
        try:
            async with httpx.AsyncClient(transport=transport, base_url=BASE, event_hooks=hooks) as client:
                await mirror(Source(client, system or Credentials(bearer), pause=0.001), store, BASE, self.said.append)
        finally:
            store.close()

    def asked(self, question: str) -> list[Any]:
        """The rows that an analyst gets."""
        database = sqlite3.connect(self.folder / FILE)
        try:
            return database.execute(question).fetchall()
        finally:
            database.close()

    def content(self) -> dict[str, list[Any]]:
        """All of the copy."""
        names = [*(table.name for table in TABLES), "events"]
        return {name: self.asked(f"SELECT * FROM {name} ORDER BY id") for name in names}


@pytest.fixture
async def copied(world: World, tmp_path: Path) -> Copied:
    report = await sent_report(world, await world.unit("Phường 1"))
    reader = await world.person(Role.OBSERVER, await world.unit("Giám sát"))
    return Copied(world, reader, report, tmp_path / "mirror")


async def count(copied: Copied) -> int:
    requests: list[str] = []

    async def note(request: httpx.Request) -> None:
        requests.append(str(request.url))

    await copied.run(note)
    return len(requests)


async def test_a_copy_holds_what_the_lists_hold(copied: Copied) -> None:
    await copied.run()

    for table in TABLES:
        listed = {table.key_of(item) for item in (await copied.reader.get(f"{table.path}?limit=200")).json()["items"]}
        assert {row[0] for row in copied.asked(f"SELECT id FROM {table.name}")} == listed, table.name
    assert copied.asked("SELECT don_vi, trang_thai FROM bao_cao") == [("Phường 1", "submitted")]
    assert copied.asked("SELECT count(*) FROM dong_bao_cao") == [(1,)]
    assert copied.asked("SELECT count(*) FROM events WHERE type = 'report.submitted'") == [(1,)]


async def test_what_an_event_says_changed_is_read_anew_and_nothing_else(copied: Copied) -> None:
    await copied.run()
    coordinator = await copied.world.person(Role.COORDINATOR, await copied.world.coordinating_unit())
    tag = (await coordinator.get(f"/reports/{copied.report.report_id}")).headers["etag"]
    done = await coordinator.post(f"/reports/{copied.report.report_id}/accept", {}, headers={"If-Match": tag})
    assert done.status_code == 200, done.text

    paths: list[str] = []

    async def note(request: httpx.Request) -> None:
        paths.append(request.url.path.removeprefix("/api/v1"))

    await copied.run(note)

    assert copied.asked("SELECT trang_thai FROM bao_cao") == [("accepted",)]
    assert set(paths) == {"/events", "/assignments", "/reports", "/report-lines", "/evidence"}
    before = copied.content()
    assert await count(copied) == 1  # whether it is the same installation still, and whether there is anything new
    assert copied.content() == before


async def test_cut_off_anywhere_it_ends_as_if_it_had_not_been(copied: Copied, tmp_path: Path) -> None:
    requests = await count(copied)
    whole = copied.content()

    copied.folder = tmp_path / "cut"
    for number in range(1, requests + 1):  # each run comes one request further than the one before
        seen: list[int] = []

        async def cut(_request: httpx.Request, seen: list[int] = seen, number: int = number) -> None:
            seen.append(1)
            if len(seen) > min(number, 2 + number // 3):
                raise CutOff

        try:
            await copied.run(cut)
        except CutOff:
            continue
    await copied.run()

    assert copied.content() == whole


async def test_what_is_in_a_list_no_longer_leaves_its_table_and_is_told(copied: Copied) -> None:
    await copied.run()
    # out of sight all at once, as a plan's draft or a document that is marked: nothing of it is told but by what else happens
    async with copied.world.database.writing() as session:
        await session.execute(text("UPDATE reports SET state = 'draft', submitted_at = NULL, first_submitted_at = NULL"))
    coordinator = await copied.world.person(Role.COORDINATOR, await copied.world.coordinating_unit())
    renamed = await coordinator.get("/periods")
    period = renamed.json()["items"][0]
    changed = await coordinator.patch(f"/periods/{period['id']}", {"title": "Kỳ khác"}, headers={"If-Match": f'"v{period["version"]}"'})
    assert changed.status_code == 200, changed.text
    copied.said.clear()

    await copied.run()

    assert copied.asked("SELECT table_name FROM gone WHERE table_name = 'report_lines'") == [("report_lines",)]
    assert any("gone" in line for line in copied.said)


async def test_figures_are_copied_with_what_they_were_before(copied: Copied) -> None:
    await copied.run()
    ward = await copied.world.unit("Phường 1")
    client = await machine(copied.world)
    for value in ("81.5", "82.25"):
        await pushed(client, figure(ward.code, value))
        await copied.run()

    assert copied.asked("SELECT gia_tri, lan FROM so_lieu") == [("82.25", 2)]
    assert copied.asked("SELECT value, superseded_at IS NULL FROM measure_values ORDER BY number") == [("81.5", 0), ("82.25", 1)]
    assert copied.asked("SELECT count(*) FROM gone WHERE table_name = 'measure_values'") == [(0,)]


async def test_of_another_installation_or_one_that_was_restored_it_begins_anew(copied: Copied) -> None:
    await copied.run()
    for told, said in (
        ("UPDATE mirror_state SET value = '0123456789abcdef' WHERE name = 'mark'", "the server was restored: a new copy"),
        ("UPDATE mirror_state SET value = '999999' WHERE name = 'after'", "the server was restored: a new copy"),
        ("UPDATE mirror_state SET value = 'x' WHERE name = 'source'", "a new copy"),
    ):
        database = sqlite3.connect(copied.folder / FILE)
        database.execute(told)
        database.commit()
        database.close()
        copied.said.clear()
        await copied.run()
        assert any(line.endswith(said) for line in copied.said), copied.said
    assert copied.asked("SELECT count(*) FROM reports") == [(1,)]


async def test_a_busy_server_is_waited_for_and_a_refusal_is_told(copied: Copied) -> None:
    failures = [503, 429]

    def answer(request: httpx.Request) -> httpx.Response:
        if failures:
            return httpx.Response(failures.pop(), headers={"Retry-After": "0"})
        return httpx.Response(200, json={"items": [], "next_cursor": None, "after": 0, "mark": None})

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url=BASE) as client:
        assert (await Source(client, Credentials("x"), pause=0.001).events(0, None))["after"] == 0
    with pytest.raises(MirrorRefused, match="401"):
        await copied.run(token="wrong")


def test_two_do_not_keep_one_copy(tmp_path: Path) -> None:
    first = Store(tmp_path)
    with pytest.raises(AlreadyMirroring):
        Store(tmp_path)
    first.close()
    Store(tmp_path).close()


async def test_the_questions_of_the_manual_are_answered(copied: Copied) -> None:
    await copied.run()
    told = DOCS.read_text(encoding="utf-8").partition("## Five questions")[2]
    questions = re.findall(r"```sql\n(.*?)```", told, re.DOTALL)

    assert len(questions) == 5
    for question in questions:
        copied.asked(question)
    assert copied.asked(questions[1])[0][1:3] == ("Phường 1", "submitted")


def test_an_event_of_everybody_reads_whole_tables_anew() -> None:
    event: dict[str, Any] = {"type": "report.accepted", "unit_id": "u", "subject": {"type": "report"}}
    assert ("reports", "u") in stale_after(event)
    assert stale_after({**event, "unit_id": None, "subject": {"type": "plan"}}) == [("plans", ""), ("tasks", ""), ("assignments", "")]
    assert stale_after({**event, "subject": {"type": "calendar"}}) == []
    assert stale_after({**event, "type": "measure_values.received", "subject": {"type": "unit"}}) == [("measure_values", "u")]
