"""Which unit a code names: an opaque text in a scheme, valid for a span of days."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.machines import Machine
from papi.directory.models import Unit, UnitCode
from papi.integration.schemas.pushing import LOCAL
from papi.kit.db import read_rows
from papi.kit.in_lists import among
from papi.measures.errors import UnknownUnit
from papi.measures.periods import MeasuredPeriod


class _Span(NamedTuple):
    unit_id: UUID
    first: date
    last: date | None

    def holds_in(self, period: MeasuredPeriod) -> bool:
        return self.first <= period.last and (self.last is None or self.last >= period.first)

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or self.last >= day)


@dataclass(frozen=True)
class Codes:
    """The codes of a call, as far as the client sees their units, and what these are called."""

    spans: dict[tuple[str, str], list[_Span]]
    names: dict[UUID, str]

    def unit_in(self, scheme: str, code: str, period: MeasuredPeriod) -> UUID:
        """The unit that had the code in the period; of several the one that had it at its end."""
        spans = self.spans.get((scheme, code), ())
        units = {span.unit_id for span in spans if span.holds_in(period)}
        if len(units) > 1:
            units = {span.unit_id for span in spans if span.holds_on(period.last)}
        if len(units) != 1:
            raise UnknownUnit
        return units.pop()


async def load_codes(session: AsyncSession, machine: Machine, wanted: Collection[tuple[str, str]]) -> Codes:
    """The units that these codes name, held for this transaction in one order."""
    values = sorted({code for _scheme, code in wanted})
    coded, own = among(session, UnitCode.value, values), among(session, Unit.code, values)
    named = select(UnitCode.unit_id).where(coded)
    statement = (
        select(
            *(Unit.id, Unit.code, Unit.short_name, Unit.valid_from, Unit.valid_to),
            *(UnitCode.scheme, UnitCode.value, UnitCode.valid_from.label("code_from"), UnitCode.valid_to.label("code_to")),
        )
        .outerjoin(UnitCode, and_(UnitCode.unit_id == Unit.id, coded))
        .where(machine.sees(Unit.id), or_(own, Unit.id.in_(named)))
        .order_by(Unit.id)
        .with_for_update(of=Unit, key_share=True)
    )
    spans: dict[tuple[str, str], list[_Span]] = defaultdict(list)
    names: dict[UUID, str] = {}
    for row in await read_rows(session, statement):
        if row.id not in names:
            spans[LOCAL, row.code].append(_Span(row.id, row.valid_from, row.valid_to))
        names[row.id] = row.short_name
        if row.scheme is not None:
            spans[row.scheme, row.value].append(_Span(row.id, row.code_from, row.code_to))
    return Codes(dict(spans), names)
