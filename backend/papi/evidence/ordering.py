"""Ordering work on many files of before."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.evidence.models import EvidenceFile
from papi.kit.db import Database
from papi.kit.types import AnyRow, AnySelect

_PAGE = 200
OrderSome = Callable[[AsyncSession, Sequence[AnyRow]], Awaitable[None]]


async def order_in_pages(database: Database, wanted: AnySelect, order: OrderSome) -> int:
    """Order work on the files that are wanted (`id` among the columns), a page in a transaction; how many. Broken off, it is taken up by
    asking once more: what was ordered stays ordered."""
    after, count = UUID(int=0), 0
    while True:
        async with database.writing() as session:
            rows = (await session.execute(wanted.where(EvidenceFile.id > after).order_by(EvidenceFile.id).limit(_PAGE))).all()
            await order(session, rows)
        count += len(rows)
        if len(rows) < _PAGE:
            return count
        after = rows[-1].id
