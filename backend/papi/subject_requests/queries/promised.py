"""Documents that somebody who asked for a copy is still to get: nobody erases them meanwhile."""

from collections.abc import Collection, Mapping
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.subject_requests.facts import number_of
from papi.subject_requests.models import Going, RequestKind, RequestState, SubjectRequest, SubjectRequestDocument


class Promise(NamedTuple):
    """The request for which a document is kept, by its number alone, and the unit that handles it."""

    number: str
    unit: str


async def load_promises(session: AsyncSession, evidence_ids: Collection[UUID]) -> Mapping[UUID, Promise]:
    """Of these documents those that an open request is to give; of several requests the first one. That a pack was taken does not yet say
    that it was given: whoever gave it closes the request."""
    chosen = SubjectRequestDocument
    statement = (
        select(chosen.evidence_id, SubjectRequest.year, SubjectRequest.number, Unit.short_name)
        .join(SubjectRequest, SubjectRequest.id == chosen.request_id)
        .join(Unit, Unit.id == SubjectRequest.unit_id)
        .where(
            chosen.evidence_id.in_(sorted(evidence_ids)),
            chosen.goes != Going.NOT,
            SubjectRequest.state == RequestState.OPEN,
            SubjectRequest.kind == RequestKind.PROVIDE,
        )
        .order_by(SubjectRequest.year.desc(), SubjectRequest.number.desc())
    )
    return {row.evidence_id: Promise(number_of(row), row.short_name) for row in await session.execute(statement)}
