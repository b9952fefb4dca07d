"""Two years of figures in the demo: what systems sent month by month, what they corrected, and what one ward wrote down by hand."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.demo.stage import FIRST_WARD, Scene, Stage, at
from papi.directory.models import Unit
from papi.kit import clock
from papi.measures.actions.receiving import receive
from papi.measures.actions.storing import Key, Teller, Told
from papi.measures.actions.writing import write_value
from papi.measures.definitions import MEASURES
from papi.measures.judging import judged
from papi.measures.periods import MeasuredPeriod, period_of
from papi.measures.schemas import MeasureValueCreate
from papi.outbox.facts import Author

_SYSTEM = "Trục liên thông văn bản, dữ liệu của tỉnh"
_AUTHOR = Author(None, _SYSTEM, None, None, None, None, None)
_MONTHS = [f"{2022 + (8 + place) // 12}{(8 + place) % 12 + 1:02d}" for place in range(24)]
_SENT = ((at(6, 28, 7, 30), 0, 21), (at(7, 3, 7, 30), 21, 22), (at(8, 5, 7, 30), 22, 23), (at(9, 5, 7, 30), 23, 24))


def scenes_of_measures(stage: Stage) -> Iterator[Scene]:
    """The first sending brings what was there before; later ones a month each, and in September what was wrong of August's."""
    for moment, first, last in _SENT:
        yield Scene(moment, partial(_send, stage.wards, _MONTHS[first:last], 0))
    yield Scene(at(9, 9, 7, 30), partial(_send, stage.wards[2:5], ["202407"], 3))
    officer, head, ward = stage.cast.officer(FIRST_WARD), stage.cast.head(FIRST_WARD), stage.cast.units[FIRST_WARD]
    for month, number in (("202406", "2"), ("202407", "3"), ("202408", "1")):
        yield Scene(at(9, 4, 10, int(month[-2:])), partial(_write, officer, _apologies(ward, month, number)))
    corrected = _apologies(ward, "202407", "4").model_copy(update={"reason": "Bổ sung 01 thư xin lỗi gửi ngày 31/7"})
    yield Scene(at(9, 6, 15, 20), partial(_write, head, corrected))


def _apologies(unit: Unit, month: str, number: str) -> MeasureValueCreate:
    return MeasureValueCreate(unit_id=unit.id, measure="apologies_issued", period=month, value=Decimal(number))


async def _write(actor: Actor, given: MeasureValueCreate, session: AsyncSession) -> None:
    await write_value(session, actor, given)


async def _send(units: Sequence[Unit], months: Sequence[str], more: int, session: AsyncSession) -> None:
    told = [each for unit in units for month in months if (period := period_of(month)) for each in _figures(unit, period, more)]
    await receive(session, _AUTHOR, Teller(_SYSTEM, clock.business()), told, {unit.id: unit.short_name for unit in units})


def _figures(unit: Unit, period: MeasuredPeriod, more: int) -> Iterator[Told]:
    """Made up, the same each time: wards differ, the share rises slowly, and `more` dossiers were counted afterwards."""
    seed, age = sum(map(ord, unit.code)), (period.first.year - 2022) * 12 + period.first.month - 9
    wave = (seed * 31 + age * 17) % 13
    dossiers = 260 + seed % 140 + wave * 4 + more
    online = dossiers * (52 + seed % 9 + age + wave // 3) // 100
    petitions = 8 + (seed + age) % 11
    late = (seed * 7 + age * 5) % 6
    counted = datetime.combine(date(*_next(period.first)), datetime.min.time(), clock.TIMEZONE).replace(hour=2)
    yield _told(Key(unit.id, "dvc_online_rate", period.code, "dvcqg"), period, counted, online, dossiers)
    yield _told(Key(unit.id, "tthc_late", period.code, "dvc"), period, counted, late)
    yield _told(Key(unit.id, "pakn_on_time_rate", period.code, "pakn"), period, counted, petitions - (seed + age * 3) % 3, petitions)


def _next(first: date) -> tuple[int, int, int]:
    return (first.year + first.month // 12, first.month % 12 + 1, 1)


def _told(key: Key, period: MeasuredPeriod, counted: datetime, *numbers: int) -> Told:
    exact = [Decimal(number) for number in numbers]
    parts = (None, exact[0], exact[1]) if len(exact) == 2 else (exact[0], None, None)
    return Told(key, period, judged(MEASURES[key.measure], *parts), counted, None)
