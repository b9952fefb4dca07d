"""When the worker last went its round, stored for whoever watches it from another process."""

import time
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit import clock
from papi.kit.db import Database, insert_for
from papi.kit.installation import InstallationFact

_NAME = "worker_round"
_NOTED_EVERY = 30.0


class Rounds:
    """The rounds of one worker. Few of them are noted: each is a commit."""

    def __init__(self) -> None:
        self._noted_at: float | None = None

    async def note(self, database: Database) -> None:
        """The worker has gone its round."""
        if self._noted_at is not None and time.monotonic() - self._noted_at < _NOTED_EVERY:
            return
        now = clock.real().isoformat()
        async with database.writing() as session:
            noted = insert_for(session, InstallationFact).values(name=_NAME, value=now)
            await session.execute(noted.on_conflict_do_update(index_elements=["name"], set_={"value": now}))
        self._noted_at = time.monotonic()


async def last_round(session: AsyncSession) -> datetime | None:
    """When any worker last noted a round."""
    stored = await session.get(InstallationFact, _NAME)
    return datetime.fromisoformat(stored.value) if stored is not None else None
