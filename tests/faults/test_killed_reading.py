"""A real server is killed (SIGKILL) again and again while its worker reads files: in the end each was read, and each pair found, once."""

import asyncio
import random
import time
from typing import Any

from sqlalchemy import func, select

from papi.evidence.models import Evidence
from papi.evidence.texts.models import EvidenceLikeness, EvidenceText, TextState
from papi.kit.db import Database
from papi.settings import Settings
from tests.support.people import script_of
from tests.support.sayings import LETTER, docx_of
from tests.support.servers import Installation, served

FILES, KILLS, PATIENCE = 6, 4, 120
TITLE = "Biên bản bị ngắt"


async def texts(database: Database) -> list[tuple[Any, ...]]:
    async with database.reading() as session:
        asked = select(EvidenceText.state, func.length(EvidenceText.folded) > 0).join(Evidence, Evidence.id == EvidenceText.evidence_id)
        return [tuple(row) for row in await session.execute(asked.where(Evidence.title.startswith(TITLE)))]


async def pairs(database: Database) -> int:
    async with database.reading() as session:
        later = select(Evidence.id).where(Evidence.title.startswith(TITLE))
        return await session.scalar(select(func.count()).where(EvidenceLikeness.evidence_id.in_(later))) or 0


async def test_killed_while_files_are_read(installation: Installation) -> None:
    installation.settings |= {"PAPI_JOB_LEASE_SECONDS": "1"}
    database = Database(Settings(database_url=installation.database_url).database)
    try:
        async with served(installation) as server:
            officer = await script_of(server, "26506.officer")
            for number in range(FILES):
                file = {"file": (f"{TITLE} {number}.docx", docx_of(f"Lần {number}", LETTER))}
                await officer.send("POST", "/evidence", 201, files=file)
            await officer.client.aclose()
            await killed(server.process)
        for _ in range(KILLS - 1):
            async with served(installation) as server:
                await asyncio.sleep(random.uniform(0, 1.5))
                await killed(server.process)
        async with served(installation) as server:
            deadline = time.monotonic() + PATIENCE
            while await texts(database) != [(TextState.READ, True)] * FILES or await pairs(database) < FILES * (FILES - 1) // 2:
                assert time.monotonic() < deadline, (await texts(database), await pairs(database))
                await asyncio.sleep(0.5)
            officer = await script_of(server, "26506.officer")
            found = await officer.get("/evidence?q=đèn chiếu sáng hẻm bị hỏng&limit=200")
            await officer.client.aclose()
        assert await pairs(database) == FILES * (FILES - 1) // 2
        assert sorted(item["title"] for item in found["items"]) == [f"{TITLE} {number}" for number in range(FILES)]
    finally:
        await database.close()


async def killed(process: Any) -> None:
    process.kill()
    await asyncio.to_thread(process.wait)
