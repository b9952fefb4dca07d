"""A process that writes facts as servers do: many transactions at once, some slow, some undone. Prints the ids of those committed.

Usage: python -m tests.support.fact_writer DATABASE_URL TRANSACTIONS SEED
"""

import asyncio
import random
import sys

from papi.kit.db import Database
from papi.kit.types import new_id
from papi.outbox.facts import SYSTEM, Fact, record
from papi.reports.facts import SUBMITTED
from papi.settings import Settings


class _Undone(Exception):
    pass


async def write_facts(database: Database, transactions: int, seed: int) -> list[str]:
    """So many transactions of one to three facts each; the ids of those that were committed."""
    chance = random.Random(seed)
    committed: list[str] = []

    async def write(slow: float, undone: bool, number: int) -> None:
        await asyncio.sleep(slow * 3)
        made: list[str] = []
        try:
            async with database.writing() as session:
                for _ in range(number):
                    row = record(session, SYSTEM, Fact(SUBMITTED, "report", new_id(), "Báo cáo"))
                    await session.flush()  # the id is made here, the commit comes later: ids and commits are in different orders
                    made.append(str(row.id))
                    await asyncio.sleep(slow / 10 if database.is_sqlite else slow)
                if undone:
                    raise _Undone
        except _Undone:
            return
        committed.extend(made)

    chances = [(chance.random() ** 3 * 0.4, chance.random() < 0.2, chance.randint(1, 3)) for _ in range(transactions)]
    await asyncio.gather(*(write(*one) for one in chances))
    return committed


async def _main(url: str, transactions: str, seed: str) -> None:
    database = Database(Settings(database_url=url).database, pool_size=8)
    sys.stdout.write("\n".join(await write_facts(database, int(transactions), int(seed))))
    await database.close()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
