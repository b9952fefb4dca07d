"""However many write at once, in however many processes, slow ones and those that are undone: all readers are told every committed
fact once, in the same order."""

import asyncio
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from papi.feed.shaping import TELLING
from papi.kit.db import Database
from papi.outbox.chain import chain_batch
from tests.events.conftest import Feeding
from tests.support.fact_writer import write_facts

TRANSACTIONS = 40
READERS = 3
ROOT = Path(__file__).parents[2]


async def _another_process(url: str, seed: int) -> list[str]:
    arguments = ("-m", "tests.support.fact_writer", url, str(TRANSACTIONS), str(seed))
    writer = await asyncio.create_subprocess_exec(sys.executable, *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    written, _ = await writer.communicate()
    assert writer.returncode == 0
    return written.decode().split()


@dataclass
class Race:
    """Writers, a worker that chains as a process of its own does, and readers who follow until nothing comes any more."""

    feeding: Feeding
    other: Database
    written: asyncio.Event = field(default_factory=asyncio.Event)

    async def write(self) -> list[str]:
        database = self.feeding.world.database
        url = database.url.render_as_string(hide_password=False)
        # SQLite has one process that writes; there two engines wait for each other as two processes would
        elsewhere = [write_facts(self.other, 10, 2)] if database.is_sqlite else [_another_process(url, seed) for seed in (2, 3)]
        done = await asyncio.gather(write_facts(database, 10 if database.is_sqlite else TRANSACTIONS, 1), *elsewhere)
        self.written.set()
        return [fact for facts in done for fact in facts]

    async def chain(self) -> None:
        while not self.written.is_set():
            await chain_batch(self.other, TELLING)
            await asyncio.sleep(0.02)

    async def follow(self, number: int) -> list[tuple[int, str]]:
        told: list[tuple[int, str]] = []
        after, calm = 0, 0
        while calm < 3:  # nothing came three times after the last was committed
            page = await self.feeding.read(query=f"after={after}&limit={1 + 3 * number}&wait=1")
            told += [(item["number"], item["id"]) for item in page["items"]]
            after = page["after"]
            calm = calm + 1 if self.written.is_set() and not page["items"] else 0
        return told


@pytest.mark.usefixtures("threads")
async def test_no_reader_misses_anything_and_none_is_told_twice(feeding: Feeding) -> None:
    race = Race(feeding, Database(feeding.world.database.url, pool_size=8))

    readers = [asyncio.create_task(race.follow(number)) for number in range(READERS)]
    committed, _ = await asyncio.gather(race.write(), race.chain())
    followed = await asyncio.gather(*readers)
    await race.other.close()

    first = followed[0]
    assert all(one == first for one in followed)
    assert sorted(fact for _, fact in first) == sorted(committed)
    assert [number for number, _ in first] == list(range(1, len(committed) + 1))
    in_order = [fact for _, fact in first] == sorted(committed)
    assert in_order == feeding.world.database.is_sqlite, "PostgreSQL committed in the order of ids: nothing was tried"
