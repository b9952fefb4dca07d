"""The real worker, really killed (SIGKILL) again and again while it tells people: on PostgreSQL two processes, on SQLite the server.

In the end everybody has each notice exactly once, each mail has arrived at least once, and the same mail always under the same Message-ID.
"""

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from papi.access.permissions import Role
from papi.comments.facts import ADDED
from papi.directory.models import Person
from papi.jobs.models import Job, JobState
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.installation import mark_as_demo
from papi.kit.types import new_id
from papi.notifications.models import Notification
from papi.outbox.facts import SYSTEM, Fact, FactKind, record
from papi.outbox.models import FactRow
from papi.reports.facts import RETURNED
from tests.support.databases import Databases
from tests.support.forked import Forked
from tests.support.processes import free_port
from tests.support.servers import Installation
from tests.support.smtp import Mailbox, mail_server
from tests.support.world import World, opened_world

pytestmark = pytest.mark.usefixtures("threads")

KILLS = 8
URGENT_EACH = 6
GATHERED = 30
PEOPLE = 4
STARTS = datetime(2024, 9, 10, 9, tzinfo=clock.TIMEZONE)  # a Tuesday
EVERYTHING = [*range(KILLS * URGENT_EACH), *range(1000, 1000 + GATHERED)]
PATIENCE = 30.0


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    async with mail_server() as box:
        yield box


class Workers:
    """The processes that tell people. Whichever is killed is started again at once."""

    def __init__(self, installation: Installation, number: int) -> None:
        self._installation = installation
        self._running = [self._started() for _ in range(number)]

    def _started(self) -> Forked:
        log = self._installation.folder / "log"
        sqlite = self._installation.database_url.startswith("sqlite")
        settings = self._installation.environment(PAPI_PORT=str(free_port()))
        return Forked(("serve",) if sqlite else ("worker",), settings, log, log)

    def kill_one(self) -> None:
        place = random.randrange(len(self._running))
        self._running[place].kill()
        assert self._running[place].wait(10) == -signal.SIGKILL, self._installation.folder.joinpath("log").read_text()[-2000:]
        self._running[place] = self._started()

    def end(self) -> None:
        for process in self._running:
            process.kill()
            process.wait(10)


async def happen(database: Database, ward: UUID, kind: FactKind, numbers: range) -> None:
    with clock.business_at(STARTS):
        async with database.writing() as session:
            for number in numbers:
                data = {"notify": [str(ward)], "lines": number, "text": str(number), "number": number}
                record(session, SYSTEM, Fact(kind, "report", new_id(), f"Báo cáo {number}", data=data))


async def people_of(world: World) -> UUID:
    """A ward whose people have addresses."""
    ward = await world.unit("Phường 1")
    for number in range(PEOPLE):
        person = await world.person(Role.OFFICER, ward)
        async with world.database.writing() as session:
            (await session.get_one(Person, person.id)).email = f"nguoi{number}@example.vn"
    return ward.id


async def is_quiet(database: Database) -> bool:
    """Whether nothing is left to be told or sent."""
    async with database.reading() as session:
        left = [
            await session.scalar(select(func.count()).select_from(FactRow).where(FactRow.pending.is_(True))),
            await session.scalar(select(func.count()).select_from(Notification).where(Notification.mail.is_not(None))),
            await session.scalar(select(func.count()).select_from(Job).where(Job.state == JobState.WAITING)),
        ]
    return not any(left)


async def until_quiet(database: Database) -> None:
    deadline = time.monotonic() + PATIENCE
    while not await is_quiet(database):
        assert time.monotonic() < deadline, "the workers have not told everything"
        await asyncio.sleep(0.1)


async def told(database: Database) -> Counter[tuple[UUID, int]]:
    async with database.reading() as session:
        rows = await session.execute(select(Notification.person_id, Notification.data))
        return Counter((row.person_id, row.data["number"]) for row in rows)


async def mails_asked_for(database: Database) -> set[str]:
    async with database.reading() as session:
        return {f"<{job}@example.vn>" for job in await session.scalars(select(Job.id))}


async def test_killed_workers_tell_everybody_once_and_send_each_mail(
    databases: Databases, tmp_path: Path, key_directory: Path, box: Mailbox
) -> None:
    settings = {
        "PAPI_SMTP_URL": f"smtp://127.0.0.1:{box.port}",
        "PAPI_MAIL_FROM": "papi@example.vn",
        "PAPI_JOB_LEASE_SECONDS": "1",
    }
    async with AsyncExitStack() as stack:
        installation = Installation(await databases.create("killed"), tmp_path, key_directory, settings)
        stack.push_async_callback(databases.drop, "killed")
        migrated = await asyncio.to_thread(installation.papi, "migrate")
        assert migrated.returncode == 0, migrated.stderr
        world = await stack.enter_async_context(opened_world(installation.database_url, tmp_path, key_directory))
        ward = await people_of(world)
        await happen(world.database, ward, ADDED, range(1000, 1000 + GATHERED))
        await world.let_the_worker_run()
        async with world.database.writing() as session:
            await mark_as_demo(session, STARTS)
        workers = Workers(installation, 1 if databases.kind == "sqlite" else 2)
        stack.callback(workers.end)
        for kill in range(KILLS):
            await happen(world.database, ward, RETURNED, range(kill * URGENT_EACH, (kill + 1) * URGENT_EACH))
            await asyncio.sleep(random.uniform(0.2, 1.6))
            await asyncio.to_thread(workers.kill_one)
        await until_quiet(world.database)

        assert await told(world.database) == Counter({(who, number): 1 for who in await everybody(world.database) for number in EVERYTHING})
        arrived = {mail["Message-ID"] for mail in box.mails}
        assert arrived == await mails_asked_for(world.database)
        assert len({(mail["Message-ID"], str(mail["To"]), str(mail["Date"])) for mail in box.mails}) == len(arrived)
        assert everything_said(box) == Counter({f"Báo cáo {number}": PEOPLE for number in EVERYTHING})


async def everybody(database: Database) -> list[UUID]:
    async with database.reading() as session:
        return list(await session.scalars(select(Person.id)))


def everything_said(box: Mailbox) -> Counter[str]:
    """In how many different mails each thing is told: in one to each of the people."""
    by_id = {mail["Message-ID"]: mail for mail in box.mails}
    lines = [line for mail in by_id.values() for line in next(iter(mail.iter_parts())).get_content().splitlines() if line.startswith("- ")]
    return Counter(line.rpartition(": ")[2] for line in lines)
