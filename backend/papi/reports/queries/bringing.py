"""Documents that corrections under way bring to lines: nothing is linked yet, and they are used all the same."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import String, cast, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Viewer
from papi.directory.models import Unit
from papi.reports.models import Correction, CorrectionLine, Period, Report
from papi.reports.queries.corrections import OPEN_CORRECTIONS, visible_to

_AT_ONCE = 50  # each is a condition of its own, and a database takes only so many in one statement


class Bringing(NamedTuple):
    """A correction under way: of which report, and whose; and whether the viewer may know of it."""

    correction_id: UUID
    report: str
    unit: str
    seen: bool


def brought_to(line: CorrectionLine) -> set[UUID]:
    """The documents that a correction brings to a line: of its proof those that were not accepted with the line before."""
    return {UUID(document) for document in line.after["evidence"] if document not in line.before["evidence"]}


async def load_bringing(
    session: AsyncSession, evidence_ids: Collection[UUID], viewer: Viewer | None = None
) -> Mapping[UUID, Sequence[Bringing]]:
    """Of these documents those that an open correction brings to a line, with these corrections: those that the viewer may know of first.
    Without a viewer nobody is told."""
    seen = (true() if viewer is None else visible_to(viewer)).label("seen")
    found: defaultdict[UUID, list[Bringing]] = defaultdict(list)
    ids = sorted(evidence_ids)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        named = or_(*(cast(CorrectionLine.after, String).contains(str(evidence_id)) for evidence_id in some))
        statement = (
            select(CorrectionLine, Period.title, Unit.short_name, seen)
            .join(Correction, Correction.id == CorrectionLine.correction_id)
            .join(Report, Report.id == Correction.report_id)
            .join(Period, Period.id == Report.period_id)
            .join(Unit, Unit.id == Report.unit_id)
            .where(Correction.state.in_(OPEN_CORRECTIONS), named)
            .order_by(seen.desc(), Correction.id, CorrectionLine.line_id)
        )
        for line, title, unit, known in (await session.execute(statement)).all():
            for evidence_id in brought_to(line).intersection(some):
                found[evidence_id].append(Bringing(line.correction_id, title, unit, known))
    return found
