"""What to know before a period is opened: what arrives filled, what of its window is unfinished, who is due before its data are there."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import UnitLevel
from papi.kit.db import read_rows
from papi.kit.types import AnySelect
from papi.plans.models import Assignment
from papi.reports.models import Period, PeriodState
from papi.reports.queries.carrying import ROLLED_UP, count_filled, window_of
from papi.reports.regime import levels_within


async def forewarnings(
    session: AsyncSession, period: Period, assignments: Sequence[Assignment], deadlines: Mapping[UnitLevel, datetime]
) -> dict[str, Any]:
    """What whoever opens the period now should know of it first."""
    earlier = await read_rows(session, _STILL_OPEN, window_of(period)) if period.cumulative else ()
    return {
        "filled_lines": await count_filled(session, period, assignments),
        "earlier_open": [{"id": row.id, "title": row.title} for row in earlier],
        "deadlines_within_window": levels_within(deadlines, period.data_to),
    }


_STILL_OPEN: AnySelect = select(Period.id, Period.title).where(*ROLLED_UP, Period.state == PeriodState.OPEN).order_by(Period.data_to)
