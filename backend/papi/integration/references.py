"""What the province may speak of: reports by their id; whoever delivers registers the ids of messages beside them."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.machines import Machine
from papi.consolidation.models import ConsolidatedReport
from papi.reports.models import Report, Seal


class Subject(NamedTuple):
    """What a reference is here."""

    type: str
    id: UUID


Finder = Callable[[AsyncSession, Machine, Collection[str]], Awaitable[Mapping[str, Subject]]]
"""Which of these references it knows, as far as the client may see what they are."""


async def _reports(session: AsyncSession, machine: Machine, references: Collection[str]) -> Mapping[str, Subject]:
    ids = {uuid: text for text in references if (uuid := _uuid(text)) is not None}
    if not ids:
        return {}
    accepted = select(Report.id).where(Report.id.in_(ids), machine.sees(Report.unit_id), Report.id.in_(select(Seal.report_id)))
    found = {ids[key]: Subject("report", key) for key in await session.scalars(accepted)}
    if machine.units is None:
        approved = select(ConsolidatedReport.id).where(ConsolidatedReport.id.in_(ids), ConsolidatedReport.approved_edition > 0)
        found |= {ids[key]: Subject("consolidated_report", key) for key in await session.scalars(approved)}
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


_FINDERS: dict[str, Finder] = {"reports": _reports}


def register_references(name: str, finder: Finder) -> None:
    """Let the province speak of further things, such as deliveries."""
    _FINDERS[name] = finder


async def find_subjects(session: AsyncSession, machine: Machine, references: Collection[str]) -> Mapping[str, Subject]:
    """What each reference is here; unknown ones are absent."""
    found: dict[str, Subject] = {}
    for finder in _FINDERS.values():
        found |= await finder(session, machine, references)
    return found
