"""What another system sends is stored as a whole, and told once for each unit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.measures.actions.storing import Became, FigureOutcome, Teller, Told, store
from papi.measures.facts import received
from papi.outbox.facts import Author, record


async def receive(session: AsyncSession, author: Author, teller: Teller, told: Sequence[Told], units: Mapping[UUID, str]) -> list[Became]:
    """Store what a system told of these units, which whoever calls holds; `units` are their names."""
    became = await store(session, teller, told)
    counted = Counter((each.key.unit_id, what.outcome) for each, what in zip(told, became, strict=True))
    for unit_id, name in units.items():
        created, corrected = counted[unit_id, FigureOutcome.CREATED], counted[unit_id, FigureOutcome.CORRECTED]
        if created or corrected:
            record(session, author, received(unit_id, name, created=created, corrected=corrected))
    return became
