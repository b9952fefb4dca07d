"""Two years of figures in the demo: what the province's systems sent month by month, what they corrected, what one ward wrote down by
hand; and what the province pulled and answered."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.machines import Machine
from papi.consolidation.models import ConsolidatedReport
from papi.demo.stage import FIRST_WARD, Scene, Stage, at
from papi.directory.models import Unit
from papi.integration import facts
from papi.integration.actions.noting import note_statuses
from papi.integration.actions.pushing import push_figures
from papi.integration.schemas.pushing import MOST_ROWS, FiguresPush, StatusPush
from papi.kit import clock
from papi.measures.actions.writing import write_value
from papi.measures.periods import period_of
from papi.measures.schemas import MeasureValueCreate
from papi.outbox.facts import record

_PROVINCE = Machine(UUID("0190f000-0000-7000-8000-00000000cc0c"), "Nền tảng tích hợp dữ liệu của tỉnh", frozenset(), None, "vi")
_MONTHS = [f"{2022 + (8 + place) // 12}{(8 + place) % 12 + 1:02d}" for place in range(24)]
_SENT = ((at(6, 28, 7, 30), 0, 21), (at(7, 3, 7, 30), 21, 22), (at(8, 5, 7, 30), 22, 23), (at(9, 5, 7, 30), 23, 24))


def scenes_of_measures(stage: Stage) -> Iterator[Scene]:
    """The first sending brings what was there before; later ones a month each, and in September what was wrong of July's."""
    for moment, first, last in _SENT:
        yield Scene(moment, partial(_send, stage.wards, _MONTHS[first:last], 0))
    yield Scene(at(9, 9, 7, 30), partial(_send, stage.wards[2:5], ["202407"], 3))
    officer, head, ward = stage.cast.officer(FIRST_WARD), stage.cast.head(FIRST_WARD), stage.cast.units[FIRST_WARD]
    for month, number in (("202406", "2"), ("202407", "3"), ("202408", "1")):
        yield Scene(at(9, 4, 10, int(month[-2:])), partial(_write, officer, _apologies(ward, month, number)))
    corrected = _apologies(ward, "202407", "4").model_copy(update={"reason": "Bổ sung 01 thư xin lỗi gửi ngày 31/7"})
    yield Scene(at(9, 6, 15, 20), partial(_write, head, corrected))
    for day, what, rows in ((10, "reports", 1), (10, "evidence", 12), (12, "reports", 2)):
        yield Scene(at(9, day, 6, rows), partial(_pull, what, rows))
    yield Scene(at(9, 13, 8, 15), _answer)


def _apologies(unit: Unit, month: str, number: str) -> MeasureValueCreate:
    return MeasureValueCreate(unit_id=unit.id, measure="apologies_issued", period=month, value=Decimal(number))


async def _write(actor: Actor, given: MeasureValueCreate, session: AsyncSession) -> None:
    await write_value(session, actor, given)


async def _pull(what: str, rows: int, session: AsyncSession) -> None:
    record(session, _PROVINCE.author, facts.about(facts.PULLED, _PROVINCE, what=what, rows=rows, period=None))


async def _answer(session: AsyncSession) -> None:
    """What the province tells of each report that was approved."""
    approved = await session.scalars(select(ConsolidatedReport.id).where(ConsolidatedReport.approved_edition > 0))
    told: list[Any] = [
        {"message_id": f"LGSP-{place:06d}", "reference": str(key), "state": "received", "happened_on": date(2024, 9, 13)}
        for place, key in enumerate(approved, 1)
    ]
    if told:
        await note_statuses(session, _PROVINCE, StatusPush(messages=told))


async def _send(units: Sequence[Unit], months: Sequence[str], more: int, session: AsyncSession) -> None:
    rows: list[Any] = [row for unit in units for month in months for row in _figures(unit, month, more)]
    for start in range(0, len(rows), MOST_ROWS):
        await push_figures(session, _PROVINCE, FiguresPush(rows=rows[start : start + MOST_ROWS]))


def _figures(unit: Unit, month: str, more: int) -> Iterator[dict[str, Any]]:
    """Made up, the same each time: wards differ, the share rises slowly, and `more` dossiers were counted afterwards."""
    period = period_of(month)
    assert period is not None
    seed, age = sum(map(ord, unit.code)), (period.first.year - 2022) * 12 + period.first.month - 9
    wave = (seed * 31 + age * 17) % 13
    dossiers = 260 + seed % 140 + wave * 4 + more
    online = dossiers * (52 + seed % 9 + age + wave // 3) // 100
    petitions = 8 + (seed + age) % 11
    told = {"unit_code": unit.code, "period": month, "source_at": _counted(period.last)}
    yield {**told, "source": "dvcqg", "measure": "dvc_online_rate", "numerator": online, "denominator": dossiers}
    yield {**told, "source": "dvc", "measure": "tthc_late", "value": (seed * 7 + age * 5) % 6}
    answered = petitions - (seed + age * 3) % 3
    yield {**told, "source": "pakn", "measure": "pakn_on_time_rate", "numerator": answered, "denominator": petitions}


def _counted(last: date) -> datetime:
    """The night after the month."""
    return datetime.combine(date.fromordinal(last.toordinal() + 1), datetime.min.time(), clock.TIMEZONE).replace(hour=2)
