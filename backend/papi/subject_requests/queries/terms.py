"""What the rules suggest for a request."""

from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.calendar.queries import load_working_days
from papi.subject_requests.models import RequestKind
from papi.subject_requests.schemas import RequestTermAsked
from papi.subject_requests.terms import LONGEST, SHIPPED, Days, days_of


async def load_days(session: AsyncSession, kind: RequestKind, received_on: date) -> Days:
    """The days of a request that came on a day."""
    calendar = await load_working_days(session, received_on, received_on + LONGEST)
    return days_of(SHIPPED, kind, received_on, calendar)


async def read_term(session: AsyncSession, actor: Actor, asked: RequestTermAsked) -> dict[str, Any]:
    """The same before anything is registered."""
    actor.require_some("subject_request.read")
    days = await load_days(session, asked.kind, asked.received_on)
    return {**asked.model_dump(), **days._asdict(), "source": SHIPPED.source, "confirmed": SHIPPED.confirmed}
