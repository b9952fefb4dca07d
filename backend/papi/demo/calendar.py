"""Phòng Nội vụ writes the working days of 2024 down, with the two notices that they rest on."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from papi.calendar.actions import write_calendar
from papi.calendar.queries import days_of
from papi.calendar.schemas import CalendarDayWrite, CalendarWrite
from papi.demo.stage import Scene, Stage, at
from papi.kit.etag import Precondition

_YEAR = 2024
_NOTICES = "Thông báo 5015/TB-LĐTBXH ngày 22/11/2023 và Thông báo 1570/TB-BLĐTBXH ngày 12/4/2024"


def scenes_of_the_calendar(stage: Stage) -> Iterator[Scene]:
    yield Scene(at(6, 25, 9, 30), partial(_write, stage))


async def _write(stage: Stage, session: AsyncSession) -> None:
    days, _written = await days_of(session, [_YEAR])
    given = CalendarWrite(basis=_NOTICES, days=[CalendarDayWrite(**known._asdict()) for known in days])
    await write_calendar(session, stage.cast.coordinator, _YEAR, given, Precondition())
