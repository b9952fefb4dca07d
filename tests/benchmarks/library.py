"""`python -m tests.benchmarks.library`: the first page of a library of 200,000 documents against one of 2,000, on both databases.

Each page is asked as the screen asks it, `count_to` included, of both libraries in turn. Nothing here is a test.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

from sqlalchemy import insert, text

from papi.access.permissions import Role
from papi.directory.models import Unit
from papi.evidence.models import Evidence, EvidenceFile, EvidenceReader, ReviewState, ScanState, SignatureState
from papi.kit.db import Database
from papi.kit.text import searchable
from papi.kit.types import new_id
from tests.benchmarks.measuring import ratio
from tests.support.databases import Databases
from tests.support.postgres import PostgresDatabases, start_cluster, stop_cluster
from tests.support.servers import Installation
from tests.support.sqlite import SqliteDatabases
from tests.support.world import Someone, World, opened_world

SMALL, LARGE, UNITS = 2_000, int(sys.argv[1]) if len(sys.argv) > 1 else 200_000, 35
ROUNDS, ASKED, AIM = 5, 12, 1.5
COUNTED = "count_to=200"
PAGES = {
    "reviewer, latest first": ("reviewer", COUNTED),
    "reviewer, not yet reviewed": ("reviewer", f"review_state=pending&{COUNTED}"),
    "reviewer, of one unit": ("reviewer", f"unit={{ward}}&{COUNTED}"),
    "reviewer, pictures": ("reviewer", f"media_type=image/jpeg&{COUNTED}"),
    "reviewer, by title": ("reviewer", f"sort=title&{COUNTED}"),
    "reviewer, by size": ("reviewer", f"sort=-size&{COUNTED}"),
    "ward, latest first": ("ward", COUNTED),
    "ward, unused": ("ward", f"unused=true&{COUNTED}"),
    "lead department, latest first": ("department", COUNTED),
    "reviewer, all of them counted": ("reviewer", "count=true"),
}
_TYPES = ("application/pdf", "image/jpeg", "application/pdf", "image/png")
_WORDS = ("Biên bản họp khu phố", "Kế hoạch tuyên truyền", "Ảnh niêm yết công khai", "Báo cáo thu chi", "Giấy mời tập huấn")


async def main() -> None:
    port = start_cluster()
    try:
        with tempfile.TemporaryDirectory(prefix="papi-library-") as name:
            folder = Path(name)
            for databases in (PostgresDatabases(port, folder), SqliteDatabases(folder)):
                place = folder / f"of_{databases.kind}"
                place.mkdir()
                await compare(place, databases)
    finally:
        stop_cluster(port)


async def compare(folder: Path, databases: Databases) -> None:
    """Print what each page takes of either library, and how many times more of the large one."""
    print(f"{databases.kind}: {LARGE:,} documents against {SMALL:,} (aim: at most {AIM} ×)", flush=True)
    async with _library(folder, databases, SMALL) as small, _library(folder, databases, LARGE) as large:
        for name, (who, query) in PAGES.items():
            times: list[list[float]] = [[], []]
            for turn in range(ROUNDS + 1):  # the first warms up
                for place, (people, ids) in enumerate((small, large)):
                    spent = await _asked(people[who], query.format(**ids))
                    if turn:
                        times[place].append(spent)
            told = "".join(f"{median(spent) * 1000:>8.1f} ms" for spent in times)
            print(f"  {name:<34}{told}   {ratio(times[1], times[0])} ×", flush=True)


async def _asked(who: Someone, query: str) -> float:
    """What a page takes, in the middle of several."""
    spent: list[float] = []
    for _ in range(ASKED):
        began = time.perf_counter()
        answer = await who.client.get(f"/api/v1/evidence?limit=50&{query}", headers=who.headers)
        spent.append(time.perf_counter() - began)
        if answer.status_code != 200 or not answer.json()["items"]:
            raise RuntimeError(f"nothing to measure: {answer.text[:200]}")
    return median(spent)


@asynccontextmanager
async def _library(folder: Path, databases: Databases, size: int) -> AsyncGenerator[tuple[dict[str, Someone], dict[str, Any]]]:
    """An installation with so many documents; who asks, and what is asked for."""
    url = await databases.create(f"library_{size}")
    place = folder / str(size)
    place.mkdir()
    Installation(url, place, folder / "keys").papi("migrate").check_returncode()
    async with opened_world(url, place, folder / "keys") as world:
        yield await _filled(world, size)


async def _filled(world: World, size: int) -> tuple[dict[str, Someone], dict[str, Any]]:
    coordinating = await world.coordinating_unit()
    units = [await world.unit(f"Phường {number}") for number in range(1, UNITS)]
    department = await world.unit("Phòng Tư pháp")
    people = {
        "reviewer": await world.person(Role.COORDINATOR, coordinating),
        "ward": await world.person(Role.OFFICER, units[0]),
        "department": await world.person(Role.OFFICER, department),
    }
    rows = _documents(units, department, people["ward"].id, size)
    while some := list(islice(rows, 2_000)):
        documents, files, readers = zip(*some, strict=True)
        async with world.database.writing() as session:
            await session.execute(insert(Evidence), list(documents))
            await session.execute(insert(EvidenceFile), list(files))
            await session.execute(insert(EvidenceReader), [reader for reader in readers if reader])
    await _settle(world.database)
    return people, {"ward": units[0].id}


async def _settle(database: Database) -> None:
    """What autovacuum does by itself within a minute of such a load; SQLite counts its rows too."""
    statement = "ANALYZE" if database.is_sqlite else "VACUUM (ANALYZE)"
    async with database.write_engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        await connection.execute(text(statement))


def _documents(units: Sequence[Unit], department: Unit, uploader: UUID, size: int) -> Iterator[tuple[dict[str, Any], ...]]:
    """Three years of documents: most of them sent, a tenth with personal data, a third lent to the department that leads the field."""
    luck, first = random.Random(7), datetime(2022, 1, 1, tzinfo=UTC)
    for place in range(size):
        at = first + timedelta(seconds=place * 94_608_000 // size)
        title, unit, used = f"{luck.choice(_WORDS)} số {place}", luck.choice(units), luck.random() < 0.8
        file = {
            "file_name": f"{title}.pdf",
            "media_type": luck.choice(_TYPES),
            "size": luck.randrange(10_000, 20_000_000),
            "sha256": sha256(str(place).encode()).hexdigest(),
            "flags": [],
            "uploaded_by": uploader,
            "uploaded_at": at,
        }
        evidence_id, file_id = new_id(), new_id()
        document = {
            **file,
            "id": evidence_id,
            "version": 1,
            "folded": searchable(title, f"{title}.pdf"),
            "unit_id": unit.id,
            "title": title,
            "contains_personal_data": luck.random() < 0.1,
            "file_version": 1,
            "scan_state": ScanState.NOT_SCANNED,
            "review_state": ReviewState.PENDING if luck.random() < 0.4 else ReviewState.ACCEPTED,
            "released": used,
            "link_count": 1 if used else 0,
        }
        kept = {"id": file_id, "object_id": file_id, "evidence_id": evidence_id, "number": 1, "received_size": file["size"]}
        read = {"received_sha256": file["sha256"], "signature_state": SignatureState.NONE, "signatures": []}
        lent = {"evidence_id": evidence_id, "unit_id": department.id, "reason": "task:1", "uploaded_at": at}
        yield document, {**file, **kept, **read}, lent if used and luck.random() < 0.4 else {}


if __name__ == "__main__":
    asyncio.run(main())
