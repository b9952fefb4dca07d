"""What the province may speak of: reports by their id; whoever delivers registers the ids of messages beside them."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.machines import Machine
from papi.consolidation.models import ConsolidatedReport
from papi.directory.models import Unit
from papi.reports.models import Period, Report, Seal
from papi.reports.queries.reports import label_of


class Spoken(NamedTuple):
    """The report in whose history it is told what the province said; `unit_id` is its unit's, None for a consolidated one."""

    type: str
    id: UUID
    label: str
    unit_id: UUID | None = None


class Subject(NamedTuple):
    """What a reference is here."""

    type: str
    id: UUID
    report: Spoken


Finder = Callable[[AsyncSession, Machine, Collection[str]], Awaitable[Mapping[str, Subject]]]
"""Which of these references it knows, as far as the client may see what they are."""


async def _reports(session: AsyncSession, machine: Machine, references: Collection[str]) -> Mapping[str, Subject]:
    ids = {uuid: text for text in references if (uuid := _uuid(text)) is not None}
    if not ids:
        return {}
    told = select(Report.id, Period, Unit).join(Period, Period.id == Report.period_id).join(Unit, Unit.id == Report.unit_id)
    accepted = told.where(Report.id.in_(ids), machine.sees(Report.unit_id), Report.id.in_(select(Seal.report_id)))
    spoken = [Spoken("report", key, label_of(period, unit), unit.id) for key, period, unit in await session.execute(accepted)]
    if machine.units is None:
        approved = select(ConsolidatedReport).where(ConsolidatedReport.id.in_(ids), ConsolidatedReport.approved_edition > 0)
        spoken += [Spoken("consolidated_report", report.id, report.title) for report in await session.scalars(approved)]
    return {ids[report.id]: Subject(report.type, report.id, report) for report in spoken}


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
