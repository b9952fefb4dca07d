"""What was lent rests on the places of those who lent and received it."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Delegation, Membership
from papi.directory.queries import lapsed
from papi.kit import clock


async def end_lent(session: AsyncSession, person_id: UUID) -> None:
    """End the memberships that a person lent or was lent and that have lost their ground; they do not come back with a new place."""
    await session.flush()
    of_person = select(Delegation.id).where(or_(Delegation.giver_id == person_id, Delegation.receiver_id == person_id))
    today = clock.today()
    lent = await session.scalars(
        select(Membership).where(Membership.delegation_id.in_(of_person), Membership.valid_to >= today, lapsed(today))
    )
    for membership in lent:
        membership.valid_to = today - timedelta(days=1)
