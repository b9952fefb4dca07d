"""Going through the versions of evidence, some at a time, and reading what lies in the store."""

from collections.abc import AsyncIterator
from hashlib import sha256
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from papi.evidence.models import EvidenceFile
from papi.evidence.storing import Workplace
from papi.kit.db import at_most
from papi.stores.opening import Progress

_BATCH = 500


async def list_files(place: Workplace, *wanted: ColumnElement[bool]) -> AsyncIterator[EvidenceFile]:
    """The versions that are wanted and were not erased, in the order of their ids; no transaction is held between batches."""
    last, wanted = UUID(int=0), (*wanted, EvidenceFile.erased_at.is_(None))
    while True:
        async with place.database.reading() as session:
            statement = select(EvidenceFile).where(*wanted, EvidenceFile.id > last).order_by(EvidenceFile.id)
            files = (await session.scalars(at_most(statement, _BATCH))).all()
        if not files:
            return
        for file in files:
            yield file
        last = files[-1].id


async def work_ahead(place: Workplace, *wanted: ColumnElement[bool]) -> Progress:
    """How many versions are wanted, and how large they are together."""
    async with place.database.reading() as session:
        columns = (func.count(), func.coalesce(func.sum(EvidenceFile.size), 0))
        count, size = (await session.execute(select(*columns).where(*wanted, EvidenceFile.erased_at.is_(None)))).one()
    return Progress(count, int(size))


async def hash_of(pieces: AsyncIterator[bytes]) -> str:
    """The SHA-256 of a content."""
    digest = sha256()
    async for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()
