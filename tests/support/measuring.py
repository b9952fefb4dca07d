"""Figures of wards, written down by hand or sent by a system."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from papi.directory.models import Unit
from papi.kit import clock
from papi.measures.actions.storing import Became, Key, Teller, Told, store
from papi.measures.judging import Figures
from papi.measures.periods import period_of
from tests.support.world import Someone, World

MEASURE = "dvc_online_rate"
SEPTEMBER = datetime(2024, 9, 16, 9, 0, tzinfo=clock.TIMEZONE)


def written(unit: Unit, value: Any = "81.5", period: str = "202408", **given: Any) -> dict[str, Any]:
    """The body with which a figure is written down."""
    return {"unit_id": str(unit.id), "measure": MEASURE, "period": period, "value": value, **given}


async def write(who: Someone, unit: Unit, *figures: Any, **given: Any) -> dict[str, Any]:
    """A figure written down by hand, as the answer told it."""
    made = await who.post("/measure-values", written(unit, *figures, **given))
    assert made.status_code == 201, made.text
    return made.json()


async def send(world: World, unit: Unit, values: dict[str, str], source: str = "dvcqg") -> Sequence[Became]:
    """Figures of months that a system sent."""
    told = [
        Told(Key(unit.id, MEASURE, period.code, source), period, Figures(Decimal(value), None, None), clock.business(), None)
        for month, value in values.items()
        if (period := period_of(month))
    ]
    async with world.database.writing() as session:
        return await store(session, Teller("Trục liên thông", clock.business()), told)
