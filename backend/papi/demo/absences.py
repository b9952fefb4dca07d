"""Heads who are away, and who acts for them: one delegation that ended by itself in August, one that holds on the demo's first day."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from papi.delegations.actions import create_delegation
from papi.delegations.schemas import DelegationCreate
from papi.demo.stage import FIRST_WARD, Scene, Stage, at

_AWAY = "26545"


def scenes_of_absences(stage: Stage) -> Iterator[Scene]:
    """Phường 1's head was on leave in August; another ward's is on a course."""
    leave = (date(2024, 8, 12), date(2024, 8, 16), "Nghỉ phép năm.")
    course = (date(2024, 9, 16), date(2024, 9, 27), "Dự lớp bồi dưỡng kiến thức quốc phòng và an ninh tại tỉnh.")
    yield Scene(at(8, 9, 15), partial(_delegate, stage, FIRST_WARD, leave))
    yield Scene(at(9, 13, 15, 30), partial(_delegate, stage, _AWAY, course))


async def _delegate(stage: Stage, code: str, given: tuple[date, date, str], session: AsyncSession) -> None:
    since, until, reason = given
    receiver = stage.cast.officer(code).person_id
    body = DelegationCreate(receiver_id=receiver, valid_from=since, valid_to=until, reason=reason)
    await create_delegation(session, stage.cast.head(code), body)
