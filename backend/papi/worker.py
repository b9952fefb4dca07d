"""The worker: carries facts up to those who react to them. In embedded mode it runs inside the one server process."""

import asyncio
import signal

from papi.kit.db import Database
from papi.notifications.reactions import notify_people
from papi.outbox.relay import Reaction, run_relay
from papi.reports.reactions import pull_reported_done

REACTIONS: tuple[Reaction, ...] = (notify_people, pull_reported_done)


async def work(database: Database) -> None:
    """Relay facts until the process is told to stop."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    relay = asyncio.create_task(run_relay(database, REACTIONS))
    await stopped.wait()
    relay.cancel()
    await asyncio.gather(relay, return_exceptions=True)
