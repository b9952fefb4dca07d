"""What the province told of something."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.integration.models import ProvinceStatus
from papi.kit.db import read_rows

_TOLD = ("message_id", "reference", "state", "happened_on", "reason", "their_reference", "received_at", "client_name")


async def statuses_of(session: AsyncSession, subject_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Mapping[str, Any]]]:
    """All that was told of each of these, the latest first: of reports, or of what was delivered."""
    row = ProvinceStatus
    told = select(row.subject_id, *(getattr(row, name) for name in _TOLD)).where(row.subject_id.in_(sorted(subject_ids)))
    found: dict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    for each in await read_rows(session, told.order_by(row.received_at.desc(), row.id.desc())):
        found[each.subject_id].append({name: getattr(each, name) for name in _TOLD})
    return found
